import type { YamlNode } from '../../syntax/yaml/tree.ts';

/** What a node says, places aside; nesting is bounded by the reader. */
export function signature(node: YamlNode | null): string {
  if (!node) return '';
  const head = `${node.anchor ?? ''} ${node.tag ?? ''} `;
  switch (node.kind) {
    case 'scalar':
      return head + JSON.stringify([node.style, typeof node.value, node.style === 'plain' ? node.text : String(node.value)]);
    case 'alias':
      return `*${node.name}`;
    case 'seq':
      return `${head}[${node.items.map(signature).join(',')}]`;
    case 'map':
      return `${head}{${node.entries.map(({ key, value }) => `${JSON.stringify(key.text)}:${signature(value)}`).join(',')}}`;
  }
}

/** A node without what stands behind a way of keys. */
export function without(node: YamlNode | null, way: readonly string[]): YamlNode | null {
  const [key, ...further] = way;
  if (node?.kind !== 'map' || key === undefined) return node;
  const entries = node.entries.flatMap((entry) => {
    if (entry.key.text !== key) return [entry];
    return further.length === 0 ? [] : [{ ...entry, value: without(entry.value, further) }];
  });
  return { ...node, entries };
}

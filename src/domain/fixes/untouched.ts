import type { YamlMap, YamlNode } from '../../syntax/yaml/tree.ts';
import { entryOf } from './page.ts';

const CHANGING: ReadonlySet<string> = new Set(['links', 'depends_on', 'networks']);

/** Whether two documents say the same but for what services say of links, dependencies and network aliases. */
export function sameButLinks(before: YamlNode | null, after: YamlNode | null): boolean {
  return withoutLinks(before) === withoutLinks(after);
}

function withoutLinks(root: YamlNode | null): string {
  if (root?.kind !== 'map') return signature(root);
  return root.entries.map(({ key, value }) => `${key.text}:${key.text === 'services' ? services(value) : signature(value)}`).join('\n');
}

function services(node: YamlNode | null): string {
  if (node?.kind !== 'map') return signature(node);
  return node.entries.map(({ key, value }) => JSON.stringify([key.text, service(value)])).join('\n');
}

function service(node: YamlNode | null): string {
  if (node?.kind !== 'map') return signature(node);
  const rest = node.entries.filter(({ key }) => !CHANGING.has(key.text));
  const networks = entryOf(node, 'networks')?.value ?? null;
  return JSON.stringify([node.anchor, node.tag, map({ ...node, entries: rest }), networksOf(networks)]);
}

/** A list and a map of the same networks are the same; a service without networks is on `default`. */
function networksOf(node: YamlNode | null): unknown {
  if (!node) return [['default', '']];
  if (node.kind === 'seq') return node.items.map((item) => [item?.kind === 'scalar' ? item.text : signature(item), '']);
  if (node.kind !== 'map') return signature(node);
  return node.entries.map(({ key, value }) => [key.text, options(value)]);
}

function options(node: YamlNode | null): string {
  if (!node || (node.kind === 'scalar' && node.value === null)) return '';
  if (node.kind !== 'map') return signature(node);
  const rest = node.entries.filter(({ key }) => key.text !== 'aliases');
  return rest.length > 0 ? map({ ...node, entries: rest }) : '';
}

function map({ entries }: YamlMap): string {
  return JSON.stringify(entries.map(({ key, value }) => [key.text, signature(value)]));
}

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

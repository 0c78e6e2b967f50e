import { readPlain } from '../../syntax/compose/plain.ts';
import type { PlainNode } from '../../syntax/compose/plain.ts';

/** What an edit is to do to a compose file: a service goes, and items of links are others. */
export interface Meant {
  readonly removed: string;
  readonly links: readonly { readonly service: string; readonly was: string; readonly is: string }[];
  /** Whether services stand at the file's top. */
  readonly v1: boolean;
}

/** Whether one text says, as data, what the other says but for what is meant: places aside, anchors followed. */
export function sameBut(was: string, is: string, { removed, links, v1 }: Meant): boolean {
  const [before, after] = [statements(was), statements(is)];
  if (before === null || after === null) return false;
  const depth = v1 ? 0 : 1;
  const left = before
    .filter(({ path }) => path[depth] !== removed || (!v1 && path[0] !== 'services'))
    .map((each) => {
      const { path, value } = each;
      const isLink = path[depth + 1] === 'links' && path.length === depth + 3 && (v1 || path[0] === 'services');
      const turned = isLink ? links.find(({ service, was: raw }) => service === path[depth] && raw === value) : undefined;
      return turned ? { ...each, value: turned.is } : each;
    });
  return JSON.stringify(left) === JSON.stringify(after);
}

/** One scalar, or a list or map that is empty, with all that it stands below. */
interface Statement {
  readonly path: readonly string[];
  readonly value: string | null;
  readonly kind: string;
  readonly tag: string | null;
}

function statements(text: string): readonly Statement[] | null {
  const reading = readPlain(text, 'go');
  const [document, ...others] = reading.kind === 'documents' ? reading.documents : [];
  if (!document || others.length > 0) return null;
  const found: Statement[] = [];
  note(document.root, [], found);
  return found;
}

function note(node: PlainNode, path: readonly string[], found: Statement[]): void {
  const children = childrenOf(node);
  if (node.kind === 'scalar') found.push({ path, value: node.text, kind: node.type, tag: node.tag });
  else if (children.length === 0 || node.tag !== null) found.push({ path, value: null, kind: node.kind, tag: node.tag });
  for (const [key, child] of children) note(child, [...path, key], found);
}

function childrenOf(node: PlainNode): readonly (readonly [string, PlainNode])[] {
  switch (node.kind) {
    case 'scalar':
      return [];
    case 'list':
      return node.items.map((item, at) => [String(at), item]);
    case 'map':
      return [...node.entries].map(([key, { value }]) => [key, value]);
  }
}

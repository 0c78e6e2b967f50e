import { Lines } from '../text.ts';
import type { Range } from '../text.ts';
import { parseYaml } from '../yaml/parse.ts';
import type { YamlDocument, YamlMap, YamlNode, YamlScalar } from '../yaml/tree.ts';
import { Maps, follow } from './follow.ts';
import { composeFormat } from './format.ts';
import { scalarValue } from './scalars.ts';
import type { ScalarValue, YamlDialect } from './scalars.ts';

/** A node of a YAML text as data, anchors and merge keys followed: nodes that are written once may stand in several places. */
export type PlainNode = PlainScalar | PlainMap | PlainList;

interface PlainBase {
  /** Where it is written, which for what an anchor brings is where the anchor stands. */
  readonly range: Range;
  /** Compose's own tags, which say how a node is merged with what earlier files hold. */
  readonly tag: '!reset' | '!override' | null;
}

/** A scalar as the program reads it. */
export interface PlainScalar extends PlainBase, ScalarValue {
  readonly kind: 'scalar';
}

/** A list. */
export interface PlainList extends PlainBase {
  readonly kind: 'list';
  readonly items: readonly PlainNode[];
}

/** A map in the order of its keys; of a key written twice the last. */
export interface PlainMap extends PlainBase {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, PlainEntry>;
}

/** A map's value with its key's place. */
export interface PlainEntry {
  readonly keyRange: Range;
  readonly value: PlainNode;
}

/** What a text holds as data: its documents, in order, or why there are none. */
export type PlainReading = { readonly kind: 'documents'; readonly documents: readonly PlainDocument[] } | PlainFault;

/** A document whose root is a map. */
export interface PlainDocument {
  readonly root: PlainMap;
  /** Whether it is a v1 file by its structure, whose services stand at the top. */
  readonly v1: boolean;
  /** What makes one of the programs refuse it. */
  readonly faults: readonly PlainDocumentFault[];
}

/** Something one of the programs refuses, or both. */
export interface PlainDocumentFault {
  readonly dialect: YamlDialect | 'both';
  readonly message: string;
  readonly range: Range;
}

/** Why a text is not read at all. */
export interface PlainFault {
  readonly kind: 'fault';
  readonly message: string;
  readonly range: Range;
}

/** So many nodes a text may stand for when all its anchors are followed: far more than real files do. */
const MAX_NODES = 500_000;
const MAX_DOCUMENTS = 8;

/** A text's first document and its lines, where somebody has read them before. */
export interface ParsedText {
  readonly tree: YamlDocument;
  readonly lines: Lines;
}

/** Reads a YAML text as data, in time linear in its length; what anchors multiply beyond reason is a fault. */
export function readPlain(text: string, dialect: YamlDialect, parsed: ParsedText | null = null): PlainReading {
  const lines = parsed?.lines ?? new Lines(text);
  const documents: PlainDocument[] = [];
  let source = text;
  for (let count = 0; count < MAX_DOCUMENTS; count++) {
    const tree = parsed && count === 0 ? parsed.tree : parseYaml(source);
    if (tree.fault) return { kind: 'fault', message: tree.fault.message, range: lines.range(tree.fault.span) };
    const root = follow(tree.root, true)?.node ?? null;
    if (root && root.kind !== 'map' && !(root.kind === 'scalar' && root.value === null)) {
      return { kind: 'fault', message: 'A compose file holds a map at its top, which this one does not.', range: lines.range(root.span) };
    }
    const document = plainDocument(root?.kind === 'map' ? root : EMPTY, tree, { lines, dialect });
    if ('kind' in document) return document;
    documents.push(document);
    if (!tree.rest) break;
    source = text.slice(0, tree.rest.start).replace(/[^\r\n]/g, ' ') + text.slice(tree.rest.start);
  }
  return { kind: 'documents', documents };
}

const EMPTY: YamlMap = { kind: 'map', style: 'block', entries: [], span: { start: 0, end: 0 } };

interface Source {
  readonly lines: Lines;
  readonly dialect: YamlDialect;
}

function plainDocument(root: YamlMap, tree: YamlDocument, source: Source): PlainDocument | PlainFault {
  const builder = new Builder(source);
  const plain = builder.node(root);
  if (plain.kind !== 'map' || builder.sizeOf(plain) > MAX_NODES || builder.exhausted) {
    return {
      kind: 'fault',
      message: 'Anchors repeat so much in this file that it is not read.',
      range: source.lines.range({ start: 0, end: 0 }),
    };
  }
  const v1 = composeFormat(root) === 'v1';
  const faults: PlainDocumentFault[] = [
    ...tree.duplicates.map(({ text, span }): PlainDocumentFault => {
      return { dialect: 'go', message: `The key \`${text}\` is written twice in one map.`, range: source.lines.range(span) };
    }),
    ...tree.unknownAnchors.map(({ name, span }): PlainDocumentFault => {
      return { dialect: 'both', message: `No anchor \`&${name}\` is complete before this reference.`, range: source.lines.range(span) };
    }),
    ...serviceKeys(root, v1).flatMap((key): readonly PlainDocumentFault[] => {
      const isText = scalarValue(key, source.dialect).type === 'string';
      return isText
        ? []
        : [{ dialect: 'both', message: `The service name \`${key.text}\` wants quotes.`, range: source.lines.range(key.span) }];
    }),
    ...tree.disputes.flatMap(({ refusedBy: dialect, message, span }): readonly PlainDocumentFault[] => {
      return dialect === null ? [] : [{ dialect, message, range: source.lines.range(span) }];
    }),
    ...builder.tagged.map((range): PlainDocumentFault => {
      return { dialect: 'python', message: 'docker-compose 1.x knows neither `!reset` nor `!override`.', range };
    }),
    ...(tree.rest
      ? [{ dialect: 'python', message: 'docker-compose 1.x reads one document a file.', range: source.lines.range(tree.rest) } as const]
      : []),
  ];
  return { root: plain, v1, faults };
}

function serviceKeys(root: YamlMap, v1: boolean): readonly YamlScalar[] {
  const services = v1 ? root : root.entries.find(({ key }) => key.text === 'services')?.value;
  return services?.kind === 'map' ? services.entries.map(({ key }) => key) : [];
}

/** Makes each node once, however often anchors lead to it. */
class Builder {
  readonly tagged: Range[] = [];
  readonly #made = new Map<YamlNode, PlainNode>();
  readonly #sizes = new Map<PlainNode, number>();
  readonly #maps = new Maps();
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  get exhausted(): boolean {
    return this.#maps.exhausted;
  }

  /** How many nodes stand below a node with all its anchors followed. */
  sizeOf(node: PlainNode): number {
    return this.#sizes.get(node) ?? 1;
  }

  node(node: YamlNode): PlainNode {
    const known = this.#made.get(node);
    if (known) return known;
    const made = this.#make(node);
    this.#made.set(node, made);
    this.#sizes.set(made, this.#size(made));
    return made;
  }

  #make(node: YamlNode): PlainNode {
    const range = this.#source.lines.range(node.span);
    const tag = node.tag === '!reset' || node.tag === '!override' ? node.tag : null;
    if (tag) this.tagged.push(range);
    switch (node.kind) {
      case 'alias':
        return node.target ? this.node(node.target) : this.#nothing(range);
      case 'scalar':
        return { kind: 'scalar', ...scalarValue(node, this.#source.dialect), range, tag };
      case 'seq':
        return { kind: 'list', items: node.items.map((item) => this.#item(item, range)), range, tag };
      case 'map':
        return { kind: 'map', entries: this.#entries(node), range, tag };
    }
  }

  /** An item `a:` is a map in brackets of its own, and a text to Go. */
  #item(item: YamlNode | null, list: Range): PlainNode {
    if (!item) return this.#nothing(list);
    const first = item.kind === 'map' ? item.entries[0] : undefined;
    if (this.#source.dialect !== 'go' || first?.joined === undefined || first.key.span.start !== item.span.start) return this.node(item);
    return { kind: 'scalar', type: 'string', text: first.joined, range: this.#source.lines.range(first.key.span), tag: null };
  }

  #entries(map: YamlMap): ReadonlyMap<string, PlainEntry> {
    const entries = new Map<string, PlainEntry>();
    for (const { entry } of this.#maps.all({ node: map, own: true })) {
      const keyRange = this.#source.lines.range(entry.key.span);
      const key = (this.#source.dialect === 'go' ? entry.joined : undefined) ?? entry.key.text;
      entries.set(key, { keyRange, value: entry.value ? this.node(entry.value) : this.#nothing(keyRange) });
    }
    return entries;
  }

  #nothing(range: Range): PlainScalar {
    return { kind: 'scalar', type: 'null', text: '', range, tag: null };
  }

  #size(node: PlainNode): number {
    if (node.kind === 'scalar') return 1;
    const children = node.kind === 'list' ? node.items : [...node.entries.values()].map(({ value }) => value);
    return children.reduce((sum, child) => Math.min(sum + this.sizeOf(child), Number.MAX_SAFE_INTEGER / 2), 1);
  }
}

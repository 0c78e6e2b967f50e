import type { Span } from '../text.ts';

/** Our own tree of a YAML document: what is written, with places; no alias is expanded, so its size is linear in the text's. */
export type YamlNode = YamlScalar | YamlMap | YamlSeq | YamlAlias;

interface YamlBase {
  /** The node's own text, quotes and brackets included; tags, anchors and surrounding blanks excluded. */
  readonly span: Span;
  readonly anchor?: string;
  /** The explicit tag as written (`!reset`, `!override`, `!!str` …). */
  readonly tag?: string;
}

/** A scalar; `value` is what YAML 1.2's core schema makes of it, `text` what a reader that wants a string sees. */
export interface YamlScalar extends YamlBase {
  readonly kind: 'scalar';
  readonly value: string | number | bigint | boolean | null;
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
}

/** One `key: value` of a map; a key that is no scalar has the empty text. */
export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode | null;
  /** Where the colon stands directly before `,`, `]` or `}`: the text that Go's YAML makes of both, which has then no value. */
  readonly joined?: string;
  /** From the key's first character to the value's last. */
  readonly span: Span;
}

/** A map with its entries as written, duplicates and merge keys (`<<`) included. */
export interface YamlMap extends YamlBase {
  readonly kind: 'map';
  readonly style: 'block' | 'flow';
  readonly entries: readonly YamlEntry[];
}

/** A list; an empty item is null. */
export interface YamlSeq extends YamlBase {
  readonly kind: 'seq';
  readonly style: 'block' | 'flow';
  readonly items: readonly (YamlNode | null)[];
}

/** A reference `*name`; `target` is the node that held the anchor when the reference was read, null when there is none. */
export interface YamlAlias extends YamlBase {
  readonly kind: 'alias';
  readonly name: string;
  readonly target: YamlNode | null;
}

/** What the YAML of a Compose reads otherwise than ours, or refuses: Go's, or that of both; null where nobody refuses it. */
export interface YamlDispute {
  readonly refusedBy: 'go' | 'both' | null;
  readonly message: string;
  readonly span: Span;
}

/** What YAML itself refuses, in one sentence, with the place of the first fault. */
export interface YamlFault {
  readonly message: string;
  readonly span: Span;
}

/** The first document's root, or why it cannot be read; `duplicates` are keys written twice in one map. */
export interface YamlDocument {
  readonly root: YamlNode | null;
  readonly fault: YamlFault | null;
  readonly duplicates: readonly YamlScalar[];
  /** References whose anchor is not written before them. */
  readonly unknownAnchors: readonly YamlAlias[];
  readonly disputes: readonly YamlDispute[];
  /** From the beginning of a second document to the text's end; it is not read. Null when the text holds one document. */
  readonly rest: Span | null;
}

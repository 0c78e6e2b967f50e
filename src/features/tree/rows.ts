import type { ContainerKey } from '../../model/engineWatch.ts';
import type { Range } from '../../syntax/text.ts';

/** What a row stands for; menus are chosen by it. */
export type RowKind =
  | 'file'
  | 'engine'
  | 'receiver'
  | 'source'
  | 'link'
  | 'variables'
  | 'hosts'
  | 'verdict'
  | 'variable'
  | 'secret'
  | 'line'
  | 'readers'
  | 'reader'
  | 'ambassador'
  | 'chain';

/** The icons of rows, as VS Code calls them. */
export type RowIcon =
  | 'file'
  | 'server'
  | 'debug-disconnect'
  | 'loading~spin'
  | 'package'
  | 'vm'
  | 'link'
  | 'info'
  | 'warning'
  | 'error'
  | 'pass'
  | 'question'
  | 'symbol-variable'
  | 'lock'
  | 'list-flat'
  | 'symbol-field'
  | 'arrow-right'
  | 'lightbulb'
  | 'search'
  | 'references'
  | 'arrow-swap'
  | 'globe';

/** Where something is written. */
export interface RowPlace {
  readonly uri: string;
  readonly range: Range;
}

/** One row of the tree. */
export interface TreeRow {
  readonly kind: RowKind;
  /** The same as long as the row stands for the same thing, whatever its state. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: RowIcon;
  /** Whether the row is open when it is seen first; null for a row without children. */
  readonly open: boolean | null;
  readonly children: () => readonly TreeRow[];
  readonly place: RowPlace | null;
  /** The value behind the row; a secret is shown only once a person has asked for it. */
  readonly value: string | null;
  /** The container behind the row. */
  readonly container: ContainerKey | null;
  /** The receivers whose state the rows below show: who opens the row looks at them. */
  readonly watched: readonly ContainerKey[];
}

/** A row with what most rows do not have left empty. */
export function row(given: Pick<TreeRow, 'kind' | 'id' | 'label' | 'icon'> & Partial<TreeRow>): TreeRow {
  return {
    description: '',
    tooltip: given.label,
    open: null,
    children: () => [],
    place: null,
    value: null,
    container: null,
    watched: [],
    ...given,
  };
}

/** An id made of the things that a row stands for, from the outermost in. */
export function idOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

/** A number of links in words. */
export function countLinks(links: number): string {
  return links === 1 ? '1 link' : `${links} links`;
}

import type { Mechanism } from '../../domain/names/mechanism.ts';
import { MECHANISM_WORDS } from '../../domain/names/mechanism.ts';
import type { ContainerKey } from '../../model/engineWatch.ts';
import type { Range } from '../../syntax/text.ts';

/** How names are put together: below the containers that can ask for them, or below the networks that know them. */
export const NAME_GROUPINGS = ['container', 'network'] as const;

/** One of the ways in which names are put together. */
export type NameGrouping = (typeof NAME_GROUPINGS)[number];

/** What a row stands for; menus are chosen by it. */
export type NameRowKind = 'file' | 'engine' | 'network' | 'container' | 'service' | 'name' | 'ids' | 'owner' | 'note';

/** The icons of rows, as VS Code calls them. */
type NameIcon =
  | 'file'
  | 'server'
  | 'debug-disconnect'
  | 'loading~spin'
  | 'type-hierarchy-sub'
  | 'vm'
  | 'vm-outline'
  | 'package'
  | 'pass'
  | 'info'
  | 'warning'
  | 'question'
  | 'globe'
  | 'ellipsis'
  | 'eye-closed'
  | 'symbol-key';

/** One row of the view "Names". */
export interface NameRow {
  readonly kind: NameRowKind;
  /** The same as long as the row stands for the same thing, whatever its state. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: NameIcon;
  /** Whether the row is open when it is seen first; null for a row without children. */
  readonly open: boolean | null;
  readonly children: () => readonly NameRow[];
  readonly place: { readonly uri: string; readonly range: Range } | null;
  /** The name that the row stands for. */
  readonly name: string | null;
  /** The container behind the row, with its name. */
  readonly container: NamedKey | null;
  /** The running containers behind the row that can be asked for the names they are told to have. */
  readonly askable: readonly NamedKey[];
}

/** A container with its name. */
export interface NamedKey extends ContainerKey {
  readonly name: string;
}

/** A row with what most rows do not have left empty. */
export function nameRow(given: Pick<NameRow, 'kind' | 'id' | 'label' | 'icon'> & Partial<NameRow>): NameRow {
  const empty = { description: '', open: null, children: () => [], place: null, name: null, container: null, askable: [] };
  return { ...empty, tooltip: given.label, ...given };
}

/** An id made of the things that a row stands for, from the outermost in. */
export function idOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

/** A number of things in words. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Words with a middle dot between them, the empty ones left out. */
export function dotted(...words: readonly (string | null | undefined)[]): string {
  return words.filter((word) => word !== null && word !== undefined && word !== '').join(' · ');
}

/** A tooltip: what the name does, and how its mechanism works. */
export function explained(summary: string, mechanism: Mechanism, more: readonly string[] = []): string {
  return [summary, ...more, '', MECHANISM_WORDS[mechanism]].join('\n');
}

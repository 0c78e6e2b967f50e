import type { Chain } from './ambassadorRows.ts';
import type { RowIcon, RowPlace, TreeRow } from './rows.ts';

/** One link as the tree shows it, whether it is written in a file or read from an engine. */
export interface LinkEntry {
  readonly receiver: string;
  readonly source: string;
  /** Null when it is the source's own name, or hidden by a variable. */
  readonly alias: string | null;
  /** What tells the link apart from others of its receiver. */
  readonly key: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: RowIcon;
  readonly needsAction: boolean;
  readonly place: RowPlace | null;
  readonly container: TreeRow['container'];
  /** The containers that have the link. */
  readonly receivers: TreeRow['watched'];
  /** The rows below the link, whose ids begin with the given one. */
  readonly details: (id: string) => readonly TreeRow[];
}

/** A receiver or a source: how it is shown as a row of its own. */
export interface Party {
  readonly description: string;
  readonly tooltip: string;
  readonly icon: RowIcon;
  readonly place: RowPlace | null;
  readonly container: TreeRow['container'];
}

/** The links of one compose file or one engine. */
export interface LinkGroup {
  readonly kind: 'file' | 'engine';
  readonly key: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: RowIcon;
  readonly place: RowPlace | null;
  readonly entries: readonly LinkEntry[];
  /** The ambassadors among the group's services or containers. */
  readonly chains: readonly Chain[];
  /** How a receiver or source of the group looks. */
  readonly party: (name: string) => Party;
}

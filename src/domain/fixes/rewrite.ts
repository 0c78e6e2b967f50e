/*
 * What may be done with links. Every way to do without a link (an alias on its source, a network for two, a wrapped v1 file, variables set
 * by hand) is a function that gives a `Rewrite` or a `NoRewrite`; whoever shows or applies them knows no other type.
 */
import type { ParseText, ProjectSet, ReadText } from '../compose/project/project.ts';
import type { Range, TextEdit } from '../../syntax/text.ts';
import type { Surroundings } from './surroundings.ts';

/** The kinds of rewrites, in the order in which they are preferred; the words are those of the command line's `--row`. */
export const ROWS = [
  /** The source has the name without the link. */
  'same-name',
  /** The source gets the link's name as a network alias. */
  'alias',
  /** The receiver joins a network of the source. */
  'join-network',
  /** Receiver and source share a further network on which alone the alias is. */
  'pair-network',
  /** The source has several containers, all of which answer in turn. */
  'scaled',
  /** `network_mode: bridge` goes. */
  'bridge',
  /** A v1 file gets `services:`. */
  'v1',
  /** An external link becomes an external network. */
  'external',
  /** The name is given to the service whose network a service uses. */
  'namespace',
  /** The source is on the host's network and is reached at its gateway. */
  'host-gateway',
  /** Services that need each other: names stay, order is none. */
  'cycle',
  /** The source is not always enabled. */
  'profile',
  /** The two are alone on a network of their own. */
  'private',
  /** The receiver's settings say the service's own name in place of the alias. */
  'own-name',
  /** Names that Compose makes up for containers, and that files say, are aliases of the source, too. */
  'container-names',
  /** The ambassador between client and server goes. */
  'ambassador',
  /** Variables of the link are set by hand. */
  'variables',
] as const;

/** A kind of rewrite. */
export type Row = (typeof ROWS)[number];

/** A link that a rewrite is for, where it is written. */
export interface RewrittenLink {
  /** The file, as the projects write its path. */
  readonly path: string;
  readonly service: string;
  readonly raw: string;
  readonly range: Range;
}

/** The edits of one file, made for the text that the scope gives for it. */
export interface FileEdits {
  readonly path: string;
  readonly edits: readonly TextEdit[];
  /** The text with the edits made. */
  readonly text: string;
}

/** A reader of a link's variable that goes on asking for it. */
export interface StayingReader {
  readonly path: string;
  readonly range: Range;
  readonly name: string;
  /** Half a sentence about the name; where it is about another place, `at` stands behind it. */
  readonly reason: string;
  /** A line counted from 0. */
  readonly at: { readonly path: string; readonly line: number } | null;
}

/** Proved edits and what they do, in plain words; each sentence is half a one, without a full stop: "web still resolves db → mysql". */
export interface Rewrite {
  readonly kind: 'rewrite';
  readonly row: Row;
  /** What is done, as a command: "Replace link "mysql:db" by a network alias". */
  readonly title: string;
  readonly links: readonly RewrittenLink[];
  readonly files: readonly FileEdits[];
  /** What was proved to stay. */
  readonly kept: readonly string[];
  /** What goes with the link. */
  readonly lost: readonly string[];
  /** What is otherwise than before, each a thing a person has to agree to. */
  readonly changed: readonly string[];
  /** `safe`: needs no question and may be done for all links at once; `asks`: each person decides, by `lost` and `changed`. */
  readonly consent: 'safe' | 'asks';
  /** Of what changes code: the readers that stay. */
  readonly stays?: readonly StayingReader[];
}

/** Why a link has no rewrite of some kind, or of any. */
export interface NoRewrite {
  readonly kind: 'refused';
  /** Null when no kind fits. */
  readonly row: Row | null;
  readonly links: readonly RewrittenLink[];
  /** One sentence. */
  readonly reason: string;
  /** What a person can do instead, each one sentence. */
  readonly instead: readonly string[];
  readonly stays?: readonly StayingReader[];
}

/** What a rewrite is made from: the file whose links are asked for, the projects that read it, and the texts they are made of. */
export interface RewriteScope {
  /** The file, as the sets write its path. */
  readonly path: string;
  /** The text of any file of the projects as it is now: open documents as on screen. */
  readonly read: ReadText;
  readonly parse?: ParseText;
  /** How the file is read, the likeliest set first; a file that is read alone is a set of its own. */
  readonly sets: readonly ProjectSet[];
  readonly around: Surroundings;
}

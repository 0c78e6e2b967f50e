import type { TargetEngine } from '../../domain/engine/target.ts';
import type { CodeFile } from '../../domain/usages/codeFile.ts';
import type { ComposeFacts } from '../../domain/usages/composeFacts.ts';
import type { NoRewrite, Rewrite } from '../../domain/fixes/rewrite.ts';
import type { DiscoveryWish } from '../../domain/usages/discoveryRewrite.ts';
import type { UsageFinding } from '../../domain/usages/findings.ts';
import type { ReaderFinding } from '../../domain/usages/ignoreReader.ts';
import type { ProjectUsage } from '../../domain/usages/projectUsages.ts';
import type { TextEdit } from '../../syntax/text.ts';
import type { Root } from './walk.ts';

/** A file's text as it is on screen. */
export interface OpenText {
  readonly path: string;
  readonly text: string;
}

/** The files below some folders on disk. */
export interface SearchQuestion {
  readonly kind: 'search';
  readonly roots: readonly Root[];
}

/** Some files by themselves: what is on screen or was read elsewhere, and what lies on disk below the roots. */
export interface FilesQuestion {
  readonly kind: 'files';
  readonly texts: readonly OpenText[];
  readonly stored: readonly string[];
  readonly roots: readonly Root[];
}

/** Who reads what, of the files that hold readers. */
export interface JoinQuestion {
  readonly kind: 'join';
  readonly files: readonly CodeFile[];
  readonly composes: readonly ComposeFacts[];
  /** Stand for what is on disk. */
  readonly texts: readonly OpenText[];
  readonly target: TargetEngine;
}

/** How the readers of a link's variables come to ask for other names; whether those stay as a fallback. */
export interface RewriteQuestion extends Pick<JoinQuestion, 'composes' | 'texts'> {
  readonly kind: 'rewrite';
  readonly usages: readonly ProjectUsage[];
  readonly link: DiscoveryWish['link'];
  readonly keepOld: boolean;
}

/** How a comment silences what is said of a reader. */
export interface IgnoreQuestion extends ReaderFinding {
  readonly kind: 'ignore';
}

/** What the program is asked, each by itself: it keeps nothing. */
export type Question = SearchQuestion | FilesQuestion | JoinQuestion | RewriteQuestion | IgnoreQuestion;

/** The files found, how many were read, and what was not searched, each a noun phrase. */
export interface SearchAnswer {
  readonly found: readonly CodeFile[];
  readonly read: number;
  readonly unsearched: readonly string[];
}

/** The readers with their services and links, and what is to be said about them. */
export interface JoinAnswer {
  readonly usages: readonly ProjectUsage[];
  readonly findings: readonly UsageFinding[];
}

/** What is answered to each kind of question. */
export interface Answers {
  readonly search: SearchAnswer;
  readonly files: SearchAnswer;
  readonly join: JoinAnswer;
  readonly rewrite: Rewrite | NoRewrite;
  readonly ignore: TextEdit | null;
}

/** What goes to the program. */
export interface Asked {
  readonly id: number;
  readonly question: Question;
}

/** What comes back: how many files a search has read so far, the answer, or what went wrong. */
export type Told =
  | { readonly id: number; readonly kind: 'progress'; readonly read: number }
  | { readonly id: number; readonly kind: 'answer'; readonly answer: Answers[Question['kind']] }
  | { readonly id: number; readonly kind: 'fault'; readonly message: string };

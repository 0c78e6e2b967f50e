import type { NoRewrite, Rewrite } from '../domain/fixes/rewrite.ts';
import type { ReaderFinding } from '../domain/usages/ignoreReader.ts';
import type { UsedLink } from '../domain/usages/projectUsages.ts';
import type { TextEdit } from '../syntax/text.ts';

/** A link whose readers are to ask for other names than its variables', and whether those stay the fallback. */
export interface RewriteWish {
  readonly link: Pick<UsedLink, 'compose' | 'service' | 'raw' | 'alias'>;
  readonly keepOld: boolean;
}

/** The way in which people have the workspace's code searched for readers of link variables, and rewritten; paths are URIs. */
export interface UsageSearch {
  /** Searches anew, whether a link can set variables or not; resolves when the readers are in the snapshot, false when it was given up. */
  find(): Promise<boolean>;
  /** The edit that puts a comment above a reader which silences what is said of it; null where none can stand. */
  ignoreHere(finding: ReaderFinding): Promise<TextEdit | null>;
  /** Has the readers of a link ask for `DB_HOST` and the like, for all texts as they are now. */
  rewrite(wish: RewriteWish): Promise<Rewrite | NoRewrite>;
}

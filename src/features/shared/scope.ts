import type { RewriteScope } from '../../domain/fixes/rewrite.ts';
import { larger, scaledIn } from '../../domain/fixes/scales.ts';
import { runningServices } from '../../model/linkValues.ts';
import { rewriteScope } from '../../model/rewriteScope.ts';
import type { ReadFile, Snapshot, WorkspaceFile } from '../../model/snapshot.ts';
import { surroundingsOf } from '../../model/surroundings.ts';
import type { AroundFile } from '../../model/surroundings.ts';

/** Texts that are otherwise than the snapshot has them. */
export interface Otherwise {
  readonly texts: ReadonlyMap<string, string>;
  /** What files have become, to be looked at beside what they are. */
  readonly files?: readonly WorkspaceFile[];
}

/** What rewrites of a file's links are made from, as the snapshot knows it but for texts that are otherwise. */
export function scopeOf(snapshot: Snapshot, file: ReadFile, around: AroundFile, { texts, files = [] }: Otherwise): RewriteScope {
  const known = new Map(snapshot.files.flatMap((each) => (each.kind === 'unread' ? [] : [[each.uri, each.text] as const])));
  const dotenv = `${file.uri.slice(0, file.uri.lastIndexOf('/'))}/.env`;
  const read = (uri: string) =>
    texts.get(uri) ?? known.get(uri) ?? (uri === dotenv && around.dotenv.kind === 'text' ? around.dotenv.text : null);
  const running = larger(
    new Map([...runningServices(file, snapshot)].map(([service, all]) => [service, all.length])),
    scaledIn(around.texts),
  );
  const seen = files.length > 0 ? { ...snapshot, files: [...snapshot.files, ...files.filter(({ uri }) => uri !== file.uri)] } : snapshot;
  return rewriteScope(file, read, { ...surroundingsOf(seen, file, around), running });
}

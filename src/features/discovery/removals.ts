import { ambassadorsInFile } from '../../domain/ambassadors/inFile.ts';
import { removeAmbassador } from '../../domain/ambassadors/removal.ts';
import type { NoRewrite, Rewrite } from '../../domain/fixes/rewrite.ts';
import { surroundingsOf } from '../../model/surroundings.ts';
import type { AroundFile } from '../../model/surroundings.ts';
import { rewriteScope } from '../../model/rewriteScope.ts';
import type { Snapshot } from '../../model/snapshot.ts';

/** An ambassador of a document as it is on screen, with what lies around it. */
export interface AskedAmbassador extends AroundFile {
  readonly uri: string;
  readonly version: number;
  readonly line: number;
}

/** The removal of the ambassador whose name is in a line, or why there is none; null where none is, or the snapshot knows another version. */
export function removalAt(snapshot: Snapshot, asked: AskedAmbassador): Rewrite | NoRewrite | null {
  const file = snapshot.files.find(({ uri }) => uri === asked.uri);
  if (file?.kind !== 'compose' || file.version !== asked.version) return null;
  const { text, compose, links } = file;
  const name = compose.services.find(({ nameRange }) => nameRange.start.line === asked.line)?.name;
  const found = ambassadorsInFile({ text, compose, links: links.map(({ link }) => link) }).find((each) => each.name === name);
  if (!found) return null;
  const texts = new Map(snapshot.files.flatMap((each) => (each.kind === 'unread' ? [] : [[each.uri, each.text] as const])));
  const scope = rewriteScope(file, (uri) => texts.get(uri) ?? null, surroundingsOf(snapshot, file, asked));
  return removeAmbassador(scope, compose, found);
}

import { linksOfVariable } from '../../model/linksOfVariable.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Position, Range } from '../../syntax/text.ts';
import { nameAt } from './nameAt.ts';
import { readTogether } from './readTogether.ts';

/** A place that a name or variable leads to. */
export interface Destination {
  readonly uri: string;
  readonly range: Range;
}

/** A word of a document. */
export interface AskedWord {
  readonly uri: string;
  readonly position: Position;
  /** The variable's name under the cursor; null where there is none. */
  readonly variable: string | null;
  /** Whether somebody else leads from `depends_on` and its like to services. */
  readonly referencesAreServed: boolean;
}

/** From a link's target or alias, or a host in a value, to the service; from a link variable, in whatever file, to the links that give it. */
export function definitionsAt(snapshot: Snapshot, { uri, position, variable, referencesAreServed }: AskedWord): readonly Destination[] {
  const file = snapshot.files.find((one) => one.uri === uri);
  if (file?.kind === 'compose') {
    const files = readTogether(snapshot, file).filter(({ together }) => together);
    const found = nameAt(files, position);
    if (found && !(found.role === 'reference' && referencesAreServed) && found.role !== 'service')
      return files.flatMap(({ file: one, places }) =>
        places.names.flatMap(({ role, name, range }) =>
          role === 'service' && name === found.source && range ? [{ uri: one.uri, range }] : [],
        ),
      );
  }
  return variable === null
    ? []
    : linksOfVariable(snapshot, variable, uri).map(({ file: one, link }) => ({ uri: one.uri, range: link.range }));
}

import type { ComposeFile } from '../../syntax/compose/composeFile.ts';
import type { FileLink } from '../compose/fileLinks.ts';
import { ambassadorsAmong } from './ambassador.ts';
import type { Ambassador } from './ambassador.ts';
import { stationsOfFile } from './station.ts';

/** A compose file as it is searched for ambassadors. */
export interface Searched {
  readonly text: string;
  readonly compose: ComposeFile;
  readonly links: readonly FileLink[];
}

/** No service is an ambassador of whose image, command or name none of these is a part. */
const SIGNS = /ambassador|haproxy|socat|simpleproxy|tcp-?proxy|connectable|hamba|\bredir\b|\bnc\b/i;

/** The ambassadors among the services of a compose file. */
export function ambassadorsInFile({ text, compose, links }: Searched): readonly Ambassador[] {
  return SIGNS.test(text) ? ambassadorsAmong(stationsOfFile(compose, links)) : [];
}

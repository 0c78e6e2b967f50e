import type { ParseText } from '../compose/project/project.ts';
import { readPlain } from '../../syntax/compose/plain.ts';
import type { PlainReading } from '../../syntax/compose/plain.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import type { ComposeReading } from '../../syntax/compose/read.ts';

/** Texts read once each, however often and by whom they are asked for. */
export interface Readings {
  readonly compose: (text: string) => ComposeReading;
  readonly parse: ParseText;
}

/** Remembers what it reads for as long as it lives: for one question about links. */
export function newReadings(): Readings {
  const files = new Map<string, ComposeReading>();
  const plain = { go: new Map<string, PlainReading>(), python: new Map<string, PlainReading>() };
  const compose = (text: string): ComposeReading => {
    const known = files.get(text);
    if (known) return known;
    const reading = readCompose(text);
    files.set(text, reading);
    return reading;
  };
  const parse: ParseText = (_, text, dialect) => {
    const known = plain[dialect].get(text);
    if (known) return known;
    const file = compose(text);
    const reading = readPlain(text, dialect, file.kind === 'compose' ? file : null);
    plain[dialect].set(text, reading);
    return reading;
  };
  return { compose, parse };
}

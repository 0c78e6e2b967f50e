import { maskSecret } from '../secrets.ts';
import { goString, showsPlainly, templateText } from './shell.ts';

/** One option of a command or one word behind it, as a container's inspect data ask for it. */
export interface Argument {
  /** Such as `--label`; the empty text for a word of the container's own command. */
  readonly flag: string;
  /** The word behind the option; null where none belongs there. */
  readonly word: string | null;
  /** The Go template by which `docker inspect` prints exactly this word; null where no single field holds it. */
  readonly template: string | null;
  /** Whether the word must not stand in a document: it is a secret, or holds characters that do not show. */
  readonly hidden: 'secret' | 'unshown' | null;
}

/** An option whose word, if it has one, is made of several fields. */
export function flagged(flag: string, word: string | number | null = null): Argument {
  return { flag, word: word === null ? null : String(word), template: null, hidden: showsPlainly(String(word)) ? null : 'unshown' };
}

/** An option with text of a person's, found at a template's place; `name` is what the text is the value of. */
export function written(flag: string, word: string, template: string, name = ''): Argument {
  return { flag, word, template, hidden: hiddenAs(word, name) };
}

/** An option `KEY=VALUE` for an entry of an object of the inspect data. */
export function keyed(flag: string, path: string, [key, value]: readonly [string, string]): Argument {
  const template = `${templateText(`${key}=`)}{{index .${path} ${goString(key)}}}`;
  return written(flag, `${key}=${value}`, template);
}

/** An option for each text of a list of the inspect data. */
export function listed(flag: string, path: string, words: readonly string[]): readonly Argument[] {
  return words.map((word, index) => written(flag, word, `{{index .${path} ${index}}}`));
}

/** Words are judged by the name they begin with, too, as in `--password=…`, and by the option before them. */
function hiddenAs(word: string, name: string): Argument['hidden'] {
  const equals = word.indexOf('=');
  const [own, value] = equals < 0 ? ['', word] : [word.slice(0, equals), word.slice(equals + 1)];
  const isSecret = maskSecret('', word) !== word || maskSecret(own, value) !== value || maskSecret(name, word) !== word;
  if (isSecret) return 'secret';
  return showsPlainly(word) ? null : 'unshown';
}

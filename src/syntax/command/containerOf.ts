import type { Argument } from './argument.ts';
import type { CommandLink, CommandOption, CommandValue, CreatedContainer } from './commandScript.ts';
import { readOption } from './dockerOptions.ts';

/** Options whose value says which container it is and with whom it speaks. */
const OWN = new Set(['name', 'link', 'network', 'network-alias', 'hostname', 'publish']);

/** Names of variables that hold options, and such that hold an image. */
const OPTIONS_NAME = /OPT|ARG|PARAM|FLAG|LINK|ENV|VOL|PORT|MOUNT|EXTRA|DNS|NET|DEV/i;
const IMAGE_NAME = /IM(?:AGE|G)|TAG|REPO|CONTAINER/i;

/** What the words behind `docker run` or `docker create` say. */
export type ReadContainer = Pick<
  CreatedContainer,
  'name' | 'image' | 'links' | 'networks' | 'aliases' | 'hostname' | 'ports' | 'rest' | 'hidden' | 'mayLink' | 'head'
>;

/** Reads the words behind the verb, which is the word before the first of them; `canLink` says of a word in whose place there may be several whether links can be among them. */
export function containerOf(verb: Argument, words: readonly Argument[], canLink: (word: string) => boolean): ReadContainer {
  const { options, hidden, open, at } = optionsOf(verb, words);
  const image = words[at] ?? null;
  // A variable that stands last holds the image, and may hold options before it.
  const unknown = image?.isOpen && !IMAGE_NAME.test(image.text) && mayHoldOptions(image.text) ? [...open, image.text] : open;
  const named = (name: string): readonly CommandOption[] => options.filter((option) => option.name === name);
  const name = named('name').at(-1);
  return {
    name: name?.value ?? null,
    image,
    links: named('link').map(linkOf),
    networks: named('network'),
    aliases: named('network-alias'),
    hostname: named('hostname').at(-1)?.value ?? null,
    ports: named('publish').map(({ value }) => value),
    rest: [
      ...options.flatMap((option) => (OWN.has(option.name) ? [] : [`--${option.name} ${option.value.text}`])),
      ...words.slice(at + 1).map(({ text }) => text),
    ],
    hidden: hidden ?? (image && !image.isWritten ? `what \`${image.text}\` stands for` : null),
    mayLink: unknown.find(canLink) ?? null,
    head: name?.isWritten ? name.whole.end : verb.span.end,
  };
}

interface Options {
  /** Those with a value, and flags with an empty one. */
  readonly options: readonly CommandOption[];
  readonly hidden: string | null;
  /** The words in whose place there may be several options. */
  readonly open: readonly string[];
  /** Where the options end. */
  readonly at: number;
}

function optionsOf(verb: Argument, words: readonly Argument[]): Options {
  const options: CommandOption[] = [];
  const open: string[] = [];
  let hidden: string | null = null;
  let at = 0;
  for (let word = words[at]; word; word = words[at]) {
    if (word.text === '--') return { options, hidden, open, at: at + 1 };
    if (word.isOpen && holdsOptions(word, words.slice(at + 1))) {
      hidden ??= `what ${word.text} holds`;
      open.push(word.text);
      at += 1;
      continue;
    }
    if (!word.text.startsWith('-') || word.text === '-') break;
    const { name, attached, takesNext, isKnown } = readOption(word.text);
    const next = words[at + 1];
    if (!isKnown) hidden ??= `what \`${word.text}\` means`;
    const value = attached === null ? (takesNext && next ? next : { ...word, text: '' }) : { ...word, text: word.text.slice(attached) };
    options.push({
      name,
      value: valueOf(value),
      whole: { start: word.span.start, end: takesNext && next ? next.span.end : word.span.end },
      after: (words[at - 1] ?? verb).span.end,
      isWritten: word.isWritten && value.isWritten,
    });
    at += takesNext ? 2 : 1;
  }
  return { options, hidden, open, at };
}

/** A variable among the options holds some of them, or the image; what its name does not tell, the words behind it do. */
function holdsOptions({ text }: Argument, rest: readonly Argument[]): boolean {
  if (rest.length === 0) return false;
  if (IMAGE_NAME.test(text)) return false;
  if (mayHoldOptions(text)) return true;
  const [next] = rest;
  return next !== undefined && /^--?[a-z]/i.test(next.text) && readOption(next.text).isKnown;
}

/** Whether a variable holds options by its name, or is a list. */
function mayHoldOptions(text: string): boolean {
  return OPTIONS_NAME.test(text) || /^\$(?:[@*]|\{[@*]\}|\{\w+\[@\]\})$/.test(text);
}

function linkOf(option: CommandOption): CommandLink {
  const { text } = option.value;
  const colon = text.replaceAll(/\$\{[^}]*\}|`[^`]*`|\$\([^)]*\)/g, (hidden) => '_'.repeat(hidden.length)).indexOf(':');
  if (colon >= 0) return { ...option, target: text.slice(0, colon), alias: text.slice(colon + 1) };
  return { ...option, target: text, alias: option.value.isKnown ? text : null };
}

function valueOf({ text, isKnown, isStable, span }: Argument): CommandValue {
  return { text, isKnown, isStable, span };
}

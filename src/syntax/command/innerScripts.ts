import { ExcerptBuilder } from '../shell/excerpt.ts';
import type { Excerpt } from '../shell/excerpt.ts';
import { readShell } from '../shell/readShell.ts';
import type { HereText, ShellCommand, ShellScript, ShellWord } from '../shell/script.ts';
import type { Span } from '../text.ts';
import { behindWrappers, programOf, remoteWords } from './dockerCall.ts';

/** A command with the script in which it stands. */
export interface ScriptCommand {
  readonly command: ShellCommand;
  readonly excerpt: Excerpt;
  readonly isFaulty: boolean;
  /** How another machine is reached on which it runs; empty for the script's own. */
  readonly host: string;
  /** The scope in whose order it runs: that of the script around it. */
  readonly sequence: string;
}

/** A script as it was read. */
export interface ReadExcerpt {
  readonly excerpt: Excerpt;
  readonly script: ShellScript;
  /** What leads all of it to another engine; nothing where it is left out. */
  readonly host?: string;
}

/** Scripts in scripts in scripts are none that a person wrote. */
const DEEPEST = 3;

const SHELL = /^(?:ba|da|a|k|z)?sh$/;

/** The commands of scripts, each followed by those of the script that it hands to a shell, as `sh -c '…'`, `ssh HOST '…'` and `sh <<END` do. */
export function commandsWithInner(excerpts: readonly ReadExcerpt[], isUnit: boolean): readonly ScriptCommand[] {
  const found: ScriptCommand[] = [];
  let count = 0;
  const visit = (one: ScriptCommand, depth: number): void => {
    const inner = depth < DEEPEST ? innerOf(one, isUnit && depth === 0) : null;
    if (!inner) {
      found.push(one);
      return;
    }
    const { command, isFaulty } = one;
    found.push({ ...one, command: { ...command, words: command.words.filter((word) => word !== inner.word) } });
    const scope = `${command.scope} script ${(count += 1)}`;
    for (const own of inner.script.commands) {
      const placed = {
        ...own,
        scope: `${scope} ${own.scope}`,
        words: inner.isOuter ? own.words : own.words.map(hidden),
        isRepeated: own.isRepeated || command.isRepeated,
        isConditional: own.isConditional || command.isConditional,
      };
      const sequence = own.scope === '' ? one.sequence : placed.scope;
      const host = `${one.host} ${inner.host}`.trim();
      visit({ command: placed, excerpt: inner.excerpt, isFaulty: isFaulty || inner.isFaulty, host, sequence }, depth + 1);
    }
  };
  for (const { excerpt, script, host = '' } of excerpts) {
    for (const command of script.commands) visit({ command, excerpt, isFaulty: script.isFaulty, host, sequence: command.scope }, 0);
  }
  return found;
}

/** A variable of an inner script is none of the file's. */
function hidden(word: ShellWord): ShellWord {
  return word.variables.length === 0 ? word : { ...word, variables: [], isHidden: true };
}

interface Inner {
  /** Null for a here-document. */
  readonly word: ShellWord | null;
  readonly host: string;
  readonly excerpt: Excerpt;
  readonly script: ShellScript;
  readonly isFaulty: boolean;
  /** Whether variables in it are those of the script around it. */
  readonly isOuter: boolean;
}

/** Null for a command that hands on no script, or one whose quotes hide it. */
function innerOf({ command, excerpt }: ScriptCommand, isUnit: boolean): Inner | null {
  const handed = handedOn(command);
  if (!handed) return null;
  const { word } = handed;
  const written = word ? unquoted(excerpt.text, word) : command.input && hereText(excerpt.text, command.input);
  if (!written) return null;
  const own = written.builder.done(excerpt.group);
  const script = readShell(own.text);
  const isSame = !isUnit || own.text.replaceAll(/\\\r?\n/g, ' ') === word?.value;
  const inner: Excerpt = {
    ...own,
    machine: excerpt.machine,
    spanOf: (span) => excerpt.spanOf(own.spanOf(span)),
    // Before what stands behind the quote, no line can be put in.
    hasOwnLine: (at) =>
      !isUnit &&
      (word === null || (at > 0 && own.text.lastIndexOf('\n', at - 1) >= 0)) &&
      excerpt.hasOwnLine(own.spanOf({ start: at, end: at + 1 }).start),
  };
  const host = handed.host === null ? '' : excerpt.text.slice(handed.host.start, handed.host.end);
  return { word, host, excerpt: inner, script, isFaulty: script.isFaulty || !isSame, isOuter: written.isOuter && !isUnit };
}

interface HandedOn {
  /** Null where it is the here-document. */
  readonly word: ShellWord | null;
  /** The words that lead to another machine; null for none. */
  readonly host: Span | null;
}

/** The word, or the here-document, that a shell gets as its script. */
function handedOn({ words, input }: Pick<ShellCommand, 'words' | 'input'>): HandedOn | null {
  const plain = words.map(({ value, variables, isHidden }) => ({ text: value, isKnown: variables.length === 0 && !isHidden }));
  const at = behindWrappers(plain);
  const program = programOf(plain[at]) ?? '';
  if (SHELL.test(program)) {
    const own = words.slice(at);
    return input && readsInput(own) ? { word: null, host: null } : scriptBehind(words, at + shellOptions(own));
  }
  if (program === 'su' || program === 'runuser') {
    const option = words.findIndex(({ value }) => /^(?:-c|--command)$/.test(value));
    return input && option < 0 && program === 'su' ? { word: null, host: null } : scriptBehind(words, option);
  }
  const remote = remoteWords(plain, at);
  if (remote === null) return null;
  if (input && plain[remote - 1]?.isKnown === true) {
    // Without a command the other machine's own shell reads it.
    const there = behindWrappers(plain, remote);
    const isRead = there === words.length || (SHELL.test(programOf(plain[there]) ?? '') && readsInput(words.slice(there)));
    const [first, last] = [words[at], words[remote - 1]];
    return isRead && first && last ? { word: null, host: { start: first.start, end: last.end } } : null;
  }
  // Where a variable holds options, the host is the word behind it.
  const from = plain[remote - 1]?.isKnown === false ? words.length - 1 : remote;
  const [first, last, word] = [words[at], words[from - 1], words[from]];
  return first && last && word && from >= remote && from === words.length - 1
    ? { word, host: { start: first.start, end: last.end } }
    : null;
}

function scriptBehind(words: readonly ShellWord[], option: number): HandedOn | null {
  const word = option > 0 ? words[option + 1] : undefined;
  return word ? { word, host: null } : null;
}

/** Whether a shell that is called so reads its script from its input: `-s` says that, and without words behind the options it is so, too. */
function readsInput(words: readonly ShellWord[]): boolean {
  if (shellOptions(words) < words.length) return false;
  const rest = words.slice(1);
  return rest.some(({ value }) => /^-[a-z]*s[a-z]*$/.test(value)) || rest.every(({ value }) => /^[-+]/.test(value));
}

/** The place of `-c` among the words of a shell's call, before which only options stand; the end of the words where there is none. */
function shellOptions(words: readonly ShellWord[]): number {
  let at = 1;
  for (let word = words[at]; word && /^[-+]/.test(word.value); word = words[at]) {
    if (/^-[a-z]*c[a-z]*$/.test(word.value)) return at;
    at += /^[-+][a-z]*o$/.test(word.value) ? 2 : 1;
  }
  return words.length;
}

/** A script as a shell gets it; `isOuter` where variables in it are those of the script around it. */
interface Written {
  readonly builder: ExcerptBuilder;
  readonly isOuter: boolean;
}

/** What a word in one pair of quotes holds; null for any other. */
function unquoted(text: string, { start, end }: Span): Written | null {
  const written = text.slice(start, end);
  const inside = { start: start + 1, end: end - 1 };
  if (/^'[^']*'$/.test(written)) return asItStands(text, inside);
  return /^"(?:[^"\\`]|\\[^])*"$/.test(written) ? unescaped(text, inside, /\\(?:(["$`\\])|(\r?\n))/g) : null;
}

/** What the lines of a here-document hold; null where the shell puts what other commands print into them. */
function hereText(text: string, { isQuoted, ...span }: HereText): Written | null {
  if (isQuoted) return asItStands(text, span);
  const written = text.slice(span.start, span.end);
  return /(?:^|[^\\])(?:`|\$\()/.test(written) ? null : unescaped(text, span, /\\(?:([$`\\])|(\r?\n))/g);
}

function asItStands(text: string, span: Span): Written {
  const builder = new ExcerptBuilder(text);
  builder.take(span);
  return { builder, isOuter: false };
}

/** Behind a backslash a sign stands for itself, and a line goes on. */
function unescaped(text: string, { start, end }: Span, escapes: RegExp): Written {
  const written = text.slice(start, end);
  const builder = new ExcerptBuilder(text);
  let done = start;
  for (const match of written.matchAll(escapes)) {
    const at = start + match.index;
    builder.take({ start: done, end: at });
    done = at + match[0].length;
    const [, sign] = match;
    if (sign !== undefined) builder.put(sign, { start: at, end: done });
  }
  builder.take({ start: done, end });
  return { builder, isOuter: !written.includes('\\$') };
}

import { ExcerptBuilder } from '../shell/excerpt.ts';
import type { Excerpt } from '../shell/excerpt.ts';
import { readShell } from '../shell/readShell.ts';
import type { ShellCommand, ShellScript, ShellWord } from '../shell/script.ts';
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

/** The commands of scripts, each followed by those of the script that it hands to a shell, as `sh -c '…'` and `ssh HOST '…'` do. */
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
  readonly word: ShellWord;
  readonly host: string;
  readonly excerpt: Excerpt;
  readonly script: ShellScript;
  readonly isFaulty: boolean;
  /** Whether variables in it are those of the script around it. */
  readonly isOuter: boolean;
}

/** Null for a command that hands on no script, or one whose quotes hide it. */
function innerOf({ command, excerpt }: ScriptCommand, isUnit: boolean): Inner | null {
  const handed = handedOn(command.words);
  if (!handed) return null;
  const { word } = handed;
  const written = unquoted(excerpt.text, word);
  if (!written) return null;
  const own = written.builder.done(excerpt.group);
  const script = readShell(own.text);
  const isSame = !isUnit || own.text.replaceAll(/\\\r?\n/g, ' ') === word.value;
  const inner: Excerpt = {
    ...own,
    spanOf: (span) => excerpt.spanOf(own.spanOf(span)),
    // Before what stands behind the quote, no line can be put in.
    hasOwnLine: (at) =>
      !isUnit && own.text.lastIndexOf('\n', at - 1) >= 0 && at > 0 && excerpt.hasOwnLine(own.spanOf({ start: at, end: at + 1 }).start),
  };
  const host = handed.host === null ? '' : excerpt.text.slice(handed.host.start, handed.host.end);
  return { word, host, excerpt: inner, script, isFaulty: script.isFaulty || !isSame, isOuter: written.isOuter && !isUnit };
}

interface HandedOn {
  readonly word: ShellWord;
  /** The words that lead to another machine; null for none. */
  readonly host: Span | null;
}

/** The word that a shell gets as its script. */
function handedOn(words: readonly ShellWord[]): HandedOn | null {
  const plain = words.map(({ value, variables, isHidden }) => ({ text: value, isKnown: variables.length === 0 && !isHidden }));
  const at = behindWrappers(plain);
  const program = programOf(plain[at]) ?? '';
  if (SHELL.test(program)) return scriptBehind(words, at + shellOptions(words.slice(at)));
  if (program === 'su' || program === 'runuser')
    return scriptBehind(
      words,
      words.findIndex(({ value }) => /^(?:-c|--command)$/.test(value)),
    );
  const remote = remoteWords(plain, at);
  if (remote === null) return null;
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

/** The place of `-c` among the words of a shell's call, before which only options stand; the end of the words where there is none. */
function shellOptions(words: readonly ShellWord[]): number {
  let at = 1;
  for (let word = words[at]; word && /^[-+]/.test(word.value); word = words[at]) {
    if (/^-[a-z]*c[a-z]*$/.test(word.value)) return at;
    at += /^[-+][a-z]*o$/.test(word.value) ? 2 : 1;
  }
  return words.length;
}

/** What a word in one pair of quotes holds; null for any other. */
function unquoted(text: string, { start, end }: Span): { readonly builder: ExcerptBuilder; readonly isOuter: boolean } | null {
  const written = text.slice(start, end);
  const builder = new ExcerptBuilder(text);
  if (/^'[^']*'$/.test(written)) {
    builder.take({ start: start + 1, end: end - 1 });
    return { builder, isOuter: false };
  }
  if (!/^"(?:[^"\\`]|\\[^])*"$/.test(written)) return null;
  let done = start + 1;
  for (const match of written.matchAll(/\\(?:(["$`\\])|(\r?\n))/g)) {
    const at = start + match.index;
    builder.take({ start: done, end: at });
    done = at + match[0].length;
    const [, sign] = match;
    if (sign !== undefined) builder.put(sign, { start: at, end: done });
  }
  builder.take({ start: done, end: end - 1 });
  return { builder, isOuter: !written.includes('\\$') };
}

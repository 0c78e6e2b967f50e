import type { ShellCommand, ShellWord } from '../shell/script.ts';
import { readOption } from './dockerOptions.ts';

/** What the text of a script tells of its variables. */
export interface ScriptVariables {
  /** The value that a variable has wherever it is read; null when the text does not tell it. */
  readonly valueOf: (name: string, reader: VariableReader) => string | null;
  /** Whether every reader of a variable in the script gets the same value. */
  readonly isStable: (name: string, reader: VariableReader) => boolean;
  /** Whether what stands for options, such as `${NAME}`, can hold a `--link` that no text of the script tells. */
  readonly canLink: (word: string, reader: VariableReader) => boolean;
}

/** Where a variable is read: as which command of the script, counted from zero, and in which function. */
export interface VariableReader {
  readonly at: number;
  readonly scope: string;
}

interface Known {
  /** The command that sets it; null when there are several, or it runs several times or not always. */
  readonly setAt: number | null;
  readonly value: string | null;
}

/** Names that say that a variable holds options, and such that say which. */
const ANY_OPTIONS = /LINK|OPT|ARG|PARAM|FLAG|EXTRA/i;
const OTHER_OPTIONS = /ENV|VOL|PORT|MOUNT|DNS|DEV|TTY|USER/i;

const CHANGING = /^(?:[@*#?$!_-]|RANDOM|SECONDS|LINENO|SRANDOM|EPOCHSECONDS|EPOCHREALTIME|BASHPID|FUNCNAME)$/;

/** Reads who sets which variables; the commands are those of the whole file, in order. */
export function scriptVariables(commands: readonly ShellCommand[]): ScriptVariables {
  const known = new Map<string, Known>();
  const values = new Map<string, readonly string[]>();
  let shifts = false;
  commands.forEach((command, at) => {
    const [program, ...words] = command.words.map(({ value }) => value);
    if (program === 'shift' || program === 'set' || program === 'getopts') shifts = true;
    // What stands before a command is set for that command alone, and nobody reads it in its words.
    const kept = command.words.length === 0 || isDeclaration(program) ? command.assignments : [];
    const isOnce = !command.isRepeated && !command.isConditional && command.scope === '';
    for (const { name, value, items } of kept) {
      values.set(name, [...(values.get(name) ?? []), (value ? [value] : items).map((word) => word.value).join(' ')]);
      const isFirst = !known.has(name) && isOnce;
      known.set(name, { setAt: isFirst ? at : null, value: isFirst && value ? plain(value) : null });
    }
    if (program === 'read' || program === 'mapfile' || program === 'unset' || program === 'getopts') {
      for (const name of words) known.set(name, { setAt: null, value: null });
    }
  });
  const isStable: ScriptVariables['isStable'] = (name, reader) => {
    if (CHANGING.test(name) || (/^\d+$/.test(name) && (shifts || reader.scope !== ''))) return false;
    const found = known.get(name);
    return !found || (found.setAt !== null && found.setAt < reader.at);
  };
  const canLink = (word: string, { scope }: VariableReader, asked: readonly string[] = []): boolean => {
    // What a function gets, the commands that call it say.
    if (/^\$\{?[@*\d]/.test(word)) return scope === '';
    const name = /^\$\{(\w+)/.exec(word)?.[1] ?? '';
    const set = values.get(name);
    if (asked.includes(name)) return false;
    if (!set) return ANY_OPTIONS.test(name) || !OTHER_OPTIONS.test(name);
    return set.some((value) => openWords(value).some((open) => canLink(open, { at: 0, scope }, [...asked, name])));
  };
  return { isStable, canLink, valueOf: (name, reader) => (isStable(name, reader) ? (known.get(name)?.value ?? null) : null) };
}

/** The words among options in whose place there may be others; the value of an option is none of them. */
function openWords(value: string): readonly string[] {
  const words = value.split(/\s+/);
  return words.filter((word, at) => {
    const before = words[at - 1] ?? '';
    return /^[$`]/.test(word) && !(before.startsWith('-') && readOption(before).takesNext);
  });
}

function plain({ value, variables, isHidden }: ShellWord): string | null {
  return variables.length === 0 && !isHidden ? value : null;
}

function isDeclaration(program: string | undefined): boolean {
  return program === 'export' || program === 'readonly' || program === 'declare' || program === 'typeset' || program === 'local';
}

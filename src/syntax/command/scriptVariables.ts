import type { ShellCommand, ShellWord } from '../shell/script.ts';

/** What the text of a script tells of its variables. */
export interface ScriptVariables {
  /** The value that a variable has wherever it is read; null when the text does not tell it. */
  readonly valueOf: (name: string, reader: VariableReader) => string | null;
  /** Whether every reader of a variable in the script gets the same value. */
  readonly isStable: (name: string, reader: VariableReader) => boolean;
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

const CHANGING = /^(?:[@*#?$!_-]|RANDOM|SECONDS|LINENO|SRANDOM|EPOCHSECONDS|EPOCHREALTIME|BASHPID|FUNCNAME)$/;

/** Reads who sets which variables; the commands are those of the whole file, in order. */
export function scriptVariables(commands: readonly ShellCommand[]): ScriptVariables {
  const known = new Map<string, Known>();
  let shifts = false;
  commands.forEach((command, at) => {
    const [program, ...words] = command.words.map(({ value }) => value);
    if (program === 'shift' || program === 'set' || program === 'getopts') shifts = true;
    // What stands before a command is set for that command alone, and nobody reads it in its words.
    const kept = command.words.length === 0 || isDeclaration(program) ? command.assignments : [];
    const isOnce = !command.isRepeated && !command.isConditional && command.scope === '';
    for (const { name, value } of kept) {
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
  return { isStable, valueOf: (name, reader) => (isStable(name, reader) ? (known.get(name)?.value ?? null) : null) };
}

function plain({ value, variables, isHidden }: ShellWord): string | null {
  return variables.length === 0 && !isHidden ? value : null;
}

function isDeclaration(program: string | undefined): boolean {
  return program === 'export' || program === 'readonly' || program === 'declare' || program === 'typeset' || program === 'local';
}

import type { ShellWord } from '../shell/script.ts';
import type { Span } from '../text.ts';
import type { CommandValue } from './commandScript.ts';
import type { ScriptVariables, VariableReader } from './scriptVariables.ts';

/** A word of a command with what is known of its variables put in; places are those of the file. */
export interface Argument extends CommandValue {
  /** Whether the shell can make none or several words of it, which nobody knows. */
  readonly isOpen: boolean;
  /** Whether it is a word of the command itself, and not one that a variable holds. */
  readonly isWritten: boolean;
}

/** Knows the variables of a file, and where an excerpt's words stand in it. */
export interface ArgumentContext {
  readonly variables: ScriptVariables;
  readonly reader: VariableReader;
  readonly spanOf: (span: Span) => Span;
}

/** The words as the shell hands them over, as far as the text tells; a variable that holds several words becomes several. */
export function argumentsOf(words: readonly ShellWord[], context: ArgumentContext): readonly Argument[] {
  return words.flatMap((word) => {
    const [only, ...more] = word.variables;
    const held = word.canSplit && !word.isHidden && only !== undefined && more.length === 0 ? valueOf(only, context) : null;
    if (held === null) return [argumentOf(word, context)];
    const span = context.spanOf(word);
    const parts = held.split(/\s+/).filter((part) => part !== '');
    return parts.map((text): Argument => ({ text, isKnown: true, isStable: true, span, isOpen: false, isWritten: parts.length === 1 }));
  });
}

function argumentOf(word: ShellWord, context: ArgumentContext): Argument {
  let text = word.value;
  const open = word.variables.filter((name) => {
    const value = word.isHidden ? null : valueOf(name, context);
    if (value !== null) text = text.replaceAll(`\${${name}}`, () => value);
    return value === null;
  });
  return {
    text,
    isKnown: !word.isHidden && open.length === 0,
    isStable: !word.isHidden && open.every((name) => context.variables.isStable(name, context.reader)),
    span: context.spanOf(word),
    isOpen: word.canSplit && (word.isHidden || open.length > 0),
    isWritten: true,
  };
}

function valueOf(name: string, { variables, reader }: ArgumentContext): string | null {
  return variables.valueOf(name, reader);
}

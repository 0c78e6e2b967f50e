import type { Span } from '../text.ts';

/** A word of a command after the shell has taken quotes away; what it puts in place of a variable stands as `${NAME}`. */
export interface ShellWord extends Span {
  readonly value: string;
  /** The variables whose values the word holds. */
  readonly variables: readonly string[];
  /** Whether the word holds what no text tells: the output of a command, a sum, a part of a variable. */
  readonly isHidden: boolean;
  /** Whether the shell can make no or several words of it: a variable out of quotes and nothing else, or a list of all arguments. */
  readonly canSplit: boolean;
}

/** A variable that is set. */
export interface ShellAssignment {
  readonly name: string;
  /** Null for a list, and for what is added to an older value. */
  readonly value: ShellWord | null;
  /** The words of a list. */
  readonly items: readonly ShellWord[];
}

/** The lines of a here-document, as the file has them. */
export interface HereText extends Span {
  /** Whether they are taken as they stand: else the shell puts the values of variables in. */
  readonly isQuoted: boolean;
}

/** A simple command with its arguments, or variables that are set. */
export interface ShellCommand extends Span {
  readonly words: readonly ShellWord[];
  readonly assignments: readonly ShellAssignment[];
  /** The here-document that it reads; null for none. */
  readonly input: HereText | null;
  /** The variable that takes what the command prints, where `NAME=$(COMMAND)` holds nothing else. */
  readonly into: string | null;
  /** The function in which it stands; the empty text outside of all. */
  readonly scope: string;
  /** The statement of its scope's own list in which it stands. */
  readonly statement: Span;
  /** Whether it can run several times, or not at all, in one run of its scope. */
  readonly isRepeated: boolean;
  readonly isConditional: boolean;
}

/** The commands of a script in the order in which they are written. */
export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  /** Whether the text is no complete script, so that what was read may be wrong. */
  readonly isFaulty: boolean;
}

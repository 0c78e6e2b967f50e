import type { Span } from '../text.ts';

/** The kinds of files in which commands are looked for. */
export type ScriptLanguage = 'shell' | 'make' | 'ci' | 'markdown' | 'systemd' | 'devcontainer' | 'dockerfile';

/** What a command says at one place; a variable that nobody resolves stands in the text as `${NAME}`. */
export interface CommandValue {
  readonly text: string;
  /** Whether the text is the whole truth: no variable, no output of another command. */
  readonly isKnown: boolean;
  /** Whether it is the same wherever the script says the same: what a variable of it holds does not change. */
  readonly isStable: boolean;
  readonly span: Span;
}

/** An option with a value. */
export interface CommandOption {
  /** The long name of today, without dashes. */
  readonly name: string;
  readonly value: CommandValue;
  /** The option and its value. */
  readonly whole: Span;
  /** Where the word before it ends. */
  readonly after: number;
  /** Whether its words stand in the command itself, and not in a variable. */
  readonly isWritten: boolean;
}

/** One `--link`. */
export interface CommandLink extends CommandOption {
  readonly target: string;
  /** Null when a variable hides whether there is one. */
  readonly alias: string | null;
}

/** A container that `docker run` or `docker create` makes. */
export interface CreatedContainer {
  readonly verb: 'run' | 'create';
  readonly span: Span;
  /** How the command calls Docker, with `sudo` and options before the verb. */
  readonly docker: string;
  /** How the machine is reached on which the command runs, where the script around it is handed there, or its environment names another engine; empty for the script's own. */
  readonly host: string;
  /** Whether its words are texts in a list of JSON. */
  readonly isList: boolean;
  readonly name: CommandValue | null;
  /** The variable that holds its id, as `${NAME}`. */
  readonly id: string | null;
  readonly image: CommandValue | null;
  readonly links: readonly CommandLink[];
  readonly networks: readonly CommandOption[];
  readonly aliases: readonly CommandOption[];
  readonly hostname: CommandValue | null;
  readonly ports: readonly CommandValue[];
  /** Every other option and argument, in order. */
  readonly rest: readonly string[];
  /** What hides further options; null when there is nothing. */
  readonly hidden: string | null;
  /** What is written for options that nobody knows, and that may be links; null when there is nothing. */
  readonly mayLink: string | null;
  /** Where another option can be put in, with a blank before it. */
  readonly head: number;
  readonly place: CommandPlace;
}

/** Where in a script a command runs. */
export interface CommandPlace {
  /** The part of the script that runs as one, such as a job, a target, a function. */
  readonly scope: string;
  /** The part in whose order it runs; of a script in quotes the one around it. */
  readonly sequence: string;
  /** The job that has a machine of its own, without the containers of other jobs; empty where the file's commands may share one. */
  readonly machine: string;
  /** What runs later in a part has a higher one. */
  readonly order: number;
  /** Where the statement of that part begins that holds the command. */
  readonly statement: number;
  /** Whether that statement begins a line which can be repeated with another command. */
  readonly hasOwnLine: boolean;
  readonly isRepeated: boolean;
  readonly isConditional: boolean;
  /** Whether the script around it can be read for sure, and run as it stands. */
  readonly isWritable: boolean;
}

/** A `docker network …`, or another command that has to do with containers by their names. */
export interface DockerCommand {
  readonly words: readonly CommandValue[];
  readonly span: Span;
  readonly place: CommandPlace;
}

/** A `--link` in words of which nobody can say which container gets them. */
export interface LooseLink {
  readonly text: string;
  readonly span: Span;
}

/** What the commands of one file do, in order. */
export interface CommandScript {
  readonly language: ScriptLanguage;
  readonly containers: readonly CreatedContainer[];
  /** The other commands of Docker. */
  readonly others: readonly DockerCommand[];
  readonly loose: readonly LooseLink[];
}

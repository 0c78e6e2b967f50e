import type { Row } from '../domain/fixes/rewrite.ts';
import type { TargetEngine } from '../domain/engine/target.ts';
import type { WantedShims } from '../domain/fixes/shims.ts';
import type { Severity } from '../domain/findings/severity.ts';
import type { NamedSet } from '../model/namedSets.ts';
import type { NamesQuestion } from './report/names.ts';

/** What the command line is asked to do. */
export interface Options {
  readonly kind: 'run';
  readonly command: (typeof COMMANDS)[number];
  /** Files and folders; where none is named the current folder, unless the command or `--inspect` leaves files out. */
  readonly paths: readonly string[];
  readonly format: (typeof FORMATS)[number];
  /** Null where none is named: then 29 counts for files, and for an engine its own version. */
  readonly target: TargetEngine | null;
  readonly failOn: Severity;
  /** Whether the running engine is asked, too. */
  readonly engine: boolean;
  /** The engine to ask, where another is named than Docker's command line would ask. */
  readonly ask?: { readonly kind: 'context'; readonly name: string } | { readonly kind: 'host'; readonly host: string };
  /** The files that are read together as one project, and no other with them; absent where none is named. */
  readonly project?: NamedSet;
  /** The file with the output of `docker inspect` that stands for an engine, `-` for the standard input; null without one. */
  readonly inspect: string | null;
}

/** A wish to replace links: to see the changes, or to have them written. */
export interface FixOptions {
  readonly kind: 'fix';
  readonly mode: 'dry-run' | 'write';
  /** Files and folders; the current folder when none is named. */
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
  /** The ways in which links may be replaced; none means those that leave nobody anything to decide. */
  readonly rows: readonly Row[];
  /** The services, or links of services, that are meant; none means all. */
  readonly only: readonly { readonly service: string; readonly raw: string | null }[];
  /** Whether the engine tells in how many containers services run. */
  readonly engine: boolean;
  readonly ask?: NonNullable<Options['ask']>;
}

/** A wish to have code ask for other names than variables of links. */
export interface ReadersOptions extends Pick<FixOptions, 'mode' | 'paths' | 'format' | 'only'>, Pick<Options, 'project'> {
  readonly kind: 'readers';
  /** Whether the code still reads the old name where the new one is not set. */
  readonly keepOld: boolean;
}

/** A wish to have set by hand what links set. */
export interface ShimsOptions extends Pick<FixOptions, 'mode' | 'paths' | 'format'> {
  readonly kind: 'shims';
  /** Which variables are to be set: those that code reads, or what a person names. */
  readonly wish: WantedShims | 'read';
}

/** A wish to know which code reads variables of links. */
export interface UsagesOptions extends Pick<Options, 'project'> {
  readonly kind: 'usages';
  /** Files and folders; the current folder when none is named. */
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
  readonly target: TargetEngine;
}

/** A wish for a script that moves containers from links to networks. */
export interface MigrateOptions {
  readonly kind: 'migrate';
  /** Containers by name or id; none means all that have links. */
  readonly names: readonly string[];
  readonly way: 'recreate' | 'live';
  /** The name of the network; null for one made of the containers' names. */
  readonly network: string | null;
  readonly inspect: string | null;
  /** The version that the output of `docker inspect` came from, where it is named. */
  readonly target: TargetEngine | null;
  readonly ask?: NonNullable<Options['ask']>;
}

/** A wish to know what names lead to inside containers, running or as compose files tell. */
export interface NamesOptions extends Pick<Options, 'engine' | 'ask' | 'inspect' | 'target' | 'project'> {
  readonly kind: 'names';
  readonly question: NamesQuestion;
  readonly format: 'text' | 'json';
  /** Compose files and folders; none where an engine alone is asked. */
  readonly paths: readonly string[];
  /** Whether running containers are asked for the names, or it is only shown what would be run in them; null for neither. */
  readonly measure: 'run' | 'dry-run' | null;
}

/** A wish to know which registries compose files and running containers hold. */
export interface RegistriesOptions extends Pick<FixOptions, 'paths' | 'format' | 'engine' | 'ask'> {
  readonly kind: 'registries';
}

/** A wish to know what one registry says: at an address, of the engine that is asked, or through a command. */
export interface RegistryOptions extends Pick<FixOptions, 'format' | 'ask'> {
  readonly kind: 'registry';
  readonly registry:
    | { readonly kind: 'consul' | 'etcd'; readonly address: string }
    | { readonly kind: 'swarm' }
    | { readonly kind: 'zookeeper'; readonly command: readonly string[] };
}

/** What is to be done, a plea for help or the version, or one sentence that says what is wrong with the arguments. */
export type Request =
  | Options
  | FixOptions
  | ReadersOptions
  | ShimsOptions
  | UsagesOptions
  | MigrateOptions
  | NamesOptions
  | RegistriesOptions
  | RegistryOptions
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly message: string };

/** The commands that answer from files, an engine, or both. */
export const COMMANDS = ['links', 'variables', 'check', 'verdicts', 'verify', 'readiness', 'ambassadors', 'discovery'] as const;
/** The forms in which answers are printed. */
export const FORMATS = ['text', 'json', 'markdown'] as const;

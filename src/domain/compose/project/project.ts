import type { PlainReading } from '../../../syntax/compose/plain.ts';
import type { YamlDialect } from '../../../syntax/compose/scalars.ts';
import type { Range } from '../../../syntax/text.ts';

/** Which program reads the files: docker-compose 1.29.2, or Docker Compose 2 and later as 2.26.1 reads them. */
export type Reader = 'compose-1' | 'compose-2';

/** Where something is written; `path` is a path or URI as the set of files gives it. */
export interface Place {
  readonly path: string;
  readonly range: Range;
}

/** Something the files say, and where; it holds if the variables named are not set in the environment Compose runs in. */
export interface Fact<T> {
  readonly value: T;
  readonly place: Place;
  readonly assumedUnset: readonly string[];
}

/** What Compose is started with. */
export interface ProjectSet {
  readonly reader: Reader;
  /** The compose files in their order, the first decides the folder. */
  readonly files: readonly string[];
  /** `--project-directory`, in the writing of `files`. */
  readonly folder?: string;
  /** `-p`. */
  readonly name?: string;
  /** What is known of the environment Compose runs in; other variables count as not set, and are named where that matters. */
  readonly environment?: ReadonlyMap<string, string>;
  /** `--env-file`, which takes the place of `.env`. */
  readonly envFiles?: readonly string[];
  /** `--profile`; without it `COMPOSE_PROFILES` counts. */
  readonly profiles?: readonly string[];
  /** `--scale`. */
  readonly scale?: ReadonlyMap<string, number>;
}

/** The text of a file; null when there is none. Paths are those of the set or made from them with `/`. */
export type ReadText = (path: string) => string | null;

/** What a file's text says as data; one that remembers its answers saves reading a file once more for each project. */
export type ParseText = (path: string, text: string, dialect: YamlDialect) => PlainReading;

/** One project, merged from all its files as the reader merges them. */
export interface Project {
  /** What it was read from. */
  readonly set: ProjectSet;
  readonly reader: Reader;
  readonly name: string;
  readonly nameFrom: 'option' | 'environment' | 'file' | 'folder';
  /** The folder from which relative paths start. */
  readonly folder: string;
  /** A v1 file, whose services are on the default bridge. */
  readonly v1: boolean;
  /** Every compose file that was read, those of `include` and `extends` too. */
  readonly files: readonly string[];
  /** The services that take part, sorted by name. */
  readonly services: readonly ProjectService[];
  /** Those that no active profile enables. */
  readonly disabled: readonly ProjectService[];
  /** The networks that the files or Compose declare, sorted by key. */
  readonly networks: readonly ProjectNetwork[];
  readonly problems: readonly Problem[];
  /** Whether the reader refuses the set, so that what is told here is what it would hold otherwise. */
  readonly refused: boolean;
  /** Files that were asked for and are not there. */
  readonly missing: readonly string[];
}

/** Something wrong or remarkable in a project, in one sentence. */
export interface Problem {
  /** `refused`: the program stops with an error of its own whatever it is asked; `at-start`: only when it brings the project up. */
  readonly severity: 'refused' | 'at-start';
  readonly code: ProblemCode;
  readonly message: string;
  readonly place: Place | null;
}

/** What kinds of problems there are. */
export type ProblemCode =
  | 'file-missing'
  | 'file-unreadable'
  | 'format'
  | 'type'
  | 'interpolation'
  | 'env-file'
  | 'extends'
  | 'include'
  | 'name'
  | 'undefined-service'
  | 'undefined-network'
  | 'cycle'
  | 'conflict'
  | 'profile'
  | 'link'
  | 'unknown-key'
  | 'image';

/** A service, one however many files speak of it. */
export interface ProjectService {
  readonly name: string;
  /** Its keys in all files that speak of it, in the order of merging; a service it extends is not among them. */
  readonly places: readonly Place[];
  /** In the order the engine gets them; in Compose 2 of two with one alias the later wins at run time. */
  readonly links: readonly ProjectLink[];
  readonly externalLinks: readonly ProjectLink[];
  readonly networkMode: Fact<string> | null;
  /** Empty when a network mode stands in their place; else at least `default`. Sorted by key. */
  readonly networks: readonly ServiceNetworkFact[];
  readonly dependsOn: readonly ServiceDependency[];
  readonly containerName: Fact<string> | null;
  readonly hostname: Fact<string> | null;
  readonly image: Fact<string> | null;
  readonly build: BuildFact | null;
  readonly expose: readonly Fact<string>[];
  /** The container side, protocol appended unless tcp. */
  readonly ports: readonly Fact<string>[];
  /** What the container gets from the files: those of `env_file` below those of `environment`; null is a name without a known value. */
  readonly environment: readonly EnvironmentFact[];
  readonly envFiles: readonly EnvFileFact[];
  readonly extraHosts: readonly ExtraHost[];
  readonly profiles: readonly Fact<string>[];
  readonly labels: readonly EnvironmentFact[];
  /** How many containers it has. */
  readonly scale: number;
  readonly scaleFrom: Place | null;
}

/** One entry of `links` or `external_links` after merging. */
export interface ProjectLink extends Fact<string> {
  readonly target: string;
  /** What stands behind the colon; the target where nothing does. */
  readonly alias: string;
  /** More than one colon. */
  readonly malformed: boolean;
  /** Further places that say the same and count no more. */
  readonly repeats: readonly Place[];
}

/** A network a service is on; `place` is null for the default one that nobody wrote. */
export interface ServiceNetworkFact {
  readonly key: string;
  readonly place: Place | null;
  readonly aliases: readonly Fact<string>[];
}

/** Whom a service waits for; `from` says what made it so, `implied` that Compose added it for another key. */
export interface ServiceDependency {
  readonly service: string;
  readonly condition: string;
  readonly restart: boolean;
  readonly required: boolean;
  readonly from: 'depends_on' | 'links' | 'network_mode' | 'volumes_from';
  readonly place: Place;
}

/** What `build` says, merged; `context` with its folder put before it. */
export interface BuildFact {
  readonly place: Place;
  readonly context: string | null;
  readonly dockerfile: string | null;
  readonly inline: string | null;
  readonly target: string | null;
}

/** A variable or label; its place is where the value that counts is written. */
export interface EnvironmentFact {
  readonly name: string;
  readonly value: string | null;
  readonly place: Place;
  readonly assumedUnset: readonly string[];
}

/** An `env_file`, in the writing of the set's paths; `required: false` may be missing. */
export interface EnvFileFact extends Fact<string> {
  readonly required: boolean;
  /** `raw` means that nothing in it is interpolated or unquoted. */
  readonly format: string | null;
}

/** A line of the hosts file. */
export interface ExtraHost {
  readonly name: string;
  readonly address: string;
  readonly place: Place;
}

/** A network of the project. */
export interface ProjectNetwork {
  readonly key: string;
  /** Null when nobody wrote it. */
  readonly place: Place | null;
  /** What the engine calls it. */
  readonly realName: string;
  readonly external: boolean;
  readonly driver: string | null;
  readonly internal: boolean;
}

import type { Range, Written } from '../text.ts';

/** Which format a file has, decided by its structure: a v1 service may be called `services`. */
export type ComposeFormat = 'v1' | '2' | '3' | 'spec';

/** What one compose file says, merge keys and anchors followed, nothing merged from other files, nothing interpolated. */
export interface ComposeFile {
  readonly format: ComposeFormat;
  /** The value of `version:` as written. */
  readonly version: string | null;
  readonly name: Written<string> | null;
  /** In file order; of services written twice the last one counts, as in Compose. */
  readonly services: readonly ComposeService[];
  /** The top-level `networks`. */
  readonly networks: readonly ComposeNetwork[];
  /** The paths of `include`. */
  readonly includes: readonly Written<string>[];
  /** What is odd but does not keep the file from being read. */
  readonly oddities: readonly Oddity[];
}

/** Something in the file that Compose would refuse or that is not what it seems; the rest of the file is still read. */
export interface Oddity {
  readonly code:
    | 'not-a-string'
    | 'not-a-map'
    | 'not-a-list'
    | 'duplicate-key'
    | 'unknown-anchor'
    /** The Composes read another name here than YAML does, or refuse what is there. */
    | 'read-otherwise'
    /** The file holds further YAML documents, which Compose merges over the first; they are not read. */
    | 'several-documents'
    /** Anchors repeat so much that the rest of what they stand for is left out. */
    | 'too-much-repetition';
  readonly message: string;
  readonly range: Range;
}

/** A service as this file states it. */
export interface ComposeService {
  readonly name: string;
  /** The service's key. */
  readonly nameRange: Range;
  /** From the key to the end of its value. */
  readonly range: Range;
  readonly links: readonly LinkItem[];
  readonly externalLinks: readonly LinkItem[];
  /** `network_mode`, or `net` in a v1 file. */
  readonly networkMode: Written<string> | null;
  /** Null when `networks` is not written or names none: then the service is on `default`. */
  readonly networks: readonly ServiceNetwork[] | null;
  readonly dependsOn: readonly Dependency[];
  readonly containerName: Written<string> | null;
  readonly hostname: Written<string> | null;
  readonly image: Written<string> | null;
  readonly build: ComposeBuild | null;
  /** What `entrypoint` and then `command` say, as written, a blank between words; the empty text where neither says anything. */
  readonly command: string;
  /** Container ports that `expose` names, as written: `3306`, `53/udp`, `8000-8002`. */
  readonly expose: readonly Written<string>[];
  /** Container side of `ports`, protocol appended unless tcp: `80`, `53/udp`, `8000-8002`, `${PORT}` as written. */
  readonly ports: readonly Written<string>[];
  readonly environment: readonly EnvironmentEntry[];
  readonly labels: readonly EnvironmentEntry[];
  readonly envFiles: readonly Written<string>[];
  /** Names that `extra_hosts` puts into the hosts file. */
  readonly extraHosts: readonly Written<string>[];
  /** What `volumes` mounts of the host, and what `configs` bring from it. */
  readonly binds: readonly BindMount[];
  readonly extends: ComposeExtends | null;
  readonly profiles: readonly Written<string>[];
  /** `scale` or `deploy.replicas`; null when neither is a plain number. */
  readonly scale: number | null;
  /** Whether a tag `!reset` or `!override` stands anywhere in the service. */
  readonly hasMergeTags: boolean;
}

/** One item of `links` or `external_links`. */
export interface LinkItem {
  readonly raw: string;
  /** The item's scalar; for an item that comes through an anchor or merge key, where it is really written. */
  readonly range: Range;
  /** What stands before the colon; null when interpolation hides it. */
  readonly target: string | null;
  /** The effective alias, as Compose reads it: without one (or with an empty one) the target; null when interpolated. */
  readonly alias: string | null;
  /** Whether the item is written in the service's own text, not reached through an anchor or merge key. */
  readonly own: boolean;
  /** More than one colon: Compose refuses the item at start. */
  readonly malformed: boolean;
  /** Where later items of the same list say the same (same target and alias) and count no more. */
  readonly repeats: readonly Range[];
}

/** One network of a service, with the aliases it asks for there. */
export interface ServiceNetwork {
  readonly name: string;
  readonly range: Range;
  readonly aliases: readonly Written<string>[];
}

/** One dependency of `depends_on`; the list form means `service_started`. */
export interface Dependency {
  readonly service: string;
  readonly range: Range;
  readonly condition: string;
}

/** A variable of `environment`; value null means "as in Compose's own environment". */
export interface EnvironmentEntry {
  readonly name: string;
  readonly value: string | null;
  readonly range: Range;
}

/** What `build` says; `context` and `dockerfile` as written, null where Compose's default applies. */
export interface ComposeBuild {
  readonly context: string | null;
  readonly dockerfile: string | null;
  /** The text of `dockerfile_inline`, which takes the Dockerfile's place. */
  readonly inline: string | null;
  /** The stage that is built; null means the last one. */
  readonly target: string | null;
  readonly range: Range;
}

/** A file or folder of the host that a service has at a place of its own. */
export interface BindMount {
  readonly source: string;
  readonly target: string;
  readonly range: Range;
}

/** What `extends` names; `file` null means this file. */
export interface ComposeExtends {
  readonly service: string;
  readonly file: string | null;
  readonly range: Range;
}

/** A top-level network. */
export interface ComposeNetwork {
  readonly name: string;
  readonly range: Range;
  readonly external: boolean;
  /** `name:` when written. */
  readonly realName: string | null;
  readonly driver: string | null;
}

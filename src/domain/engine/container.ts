/** One container as `GET /containers/json?all=1` lists it. */
export interface ContainerSummary {
  readonly id: string;
  /** The container's own name, without the slash. */
  readonly name: string;
  /** Every listed name with its slash: its own and, for a source, the full names of the links to it. */
  readonly names: readonly string[];
  /** The listed `HostConfig.NetworkMode`; the empty text where the engine tells none. */
  readonly networkMode: string;
  readonly labels: ReadonlyMap<string, string>;
}

/** A container's place on one network. */
export interface Endpoint {
  /** The addresses; the empty text where it has none, as while the container is stopped. */
  readonly ipv4: string;
  readonly ipv6: string;
  /** Link strings `NAME:ALIAS` of this network, in the engine's order. */
  readonly links: readonly string[];
}

/** One container as `GET /containers/{id}/json` answers. */
export interface ContainerDetail {
  readonly id: string;
  /** The container's own name, without the slash. */
  readonly name: string;
  /** True while a first process exists, also while paused. */
  readonly running: boolean;
  readonly hostname: string;
  /** `Config.Env`, entries `NAME=value`. */
  readonly env: readonly string[];
  /** Keys of `Config.ExposedPorts`, such as `3306/tcp`. */
  readonly exposedPorts: readonly string[];
  readonly networkMode: string;
  /** `HostConfig.Links`, strings `/source:/receiver/alias` in random order. */
  readonly links: readonly string[];
  /** The container's endpoints by network name. */
  readonly networks: ReadonlyMap<string, Endpoint>;
}

/** What an engine says of itself in `GET /version`. */
export interface EngineVersion {
  readonly version: string;
  /** The API version, `major.minor`: the sign by which link variables are on or off. */
  readonly apiVersion: string;
  /** Podman answers in Docker's terms, but has no links. */
  readonly product: 'docker' | 'podman';
}

/** What was read of one engine at one time. */
export interface EngineFacts {
  readonly version: EngineVersion;
  readonly summaries: readonly ContainerSummary[];
  /** The inspected containers: every one that can be a receiver or a source. */
  readonly details: readonly ContainerDetail[];
}

import type { SwarmName } from './swarmName.ts';

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
  /** The listed image, as it was asked for; absent where nobody tells. */
  readonly image?: string;
  /** Keys such as `3306/tcp` of the ports that are published on the host; absent where nobody tells. */
  readonly published?: readonly string[];
}

/** A container's place on one network. */
export interface Endpoint {
  /** The addresses; the empty text where it has none, as while the container is stopped. */
  readonly ipv4: string;
  readonly ipv6: string;
  /** The network's gateway over IPv4; the empty text where there is none. */
  readonly gateway: string;
  /** Link strings `NAME:ALIAS` of this network, in the engine's order. */
  readonly links: readonly string[];
  /** Network aliases; up to engine 24 the short id is among them. */
  readonly aliases: readonly string[];
  /** Every name Docker's DNS knows the container by on this network; empty up to engine 24, which does not tell. */
  readonly dnsNames: readonly string[];
}

/** What the engine says of a container's health check, which is run with its links' variables. */
export interface Health {
  /** `starting`, `healthy` or `unhealthy`. */
  readonly status: string;
  /** What the last run printed, or the engine's reason why it could not run; the empty text when there was none. */
  readonly lastOutput: string;
}

/** A container's `State`; times are RFC 3339 texts, the empty text where it never happened. */
export interface ContainerState {
  /** The engine's own word, such as `created`, `running`, `paused` or `exited`; the empty text where it tells none. */
  readonly status: string;
  /** Why the last start failed; the empty text when it did not. */
  readonly error: string;
  readonly exitCode: number;
  readonly startedAt: string;
  readonly finishedAt: string;
  /** The first process's id on the engine's host; 0 while there is none. */
  readonly pid: number;
  /** Null without a health check. */
  readonly health: Health | null;
}

/** What `--dns`, `--dns-search` and `--dns-option` ask for, in their order. */
export interface WantedDns {
  /** `HostConfig.Dns`. */
  readonly servers: readonly string[];
  /** `HostConfig.DnsSearch`; a single dot stands for none. */
  readonly search: readonly string[];
  /** `HostConfig.DnsOptions`, such as `ndots:2`. */
  readonly options: readonly string[];
}

/** One container as `GET /containers/{id}/json` answers. */
export interface ContainerDetail {
  readonly id: string;
  /** The container's own name, without the slash. */
  readonly name: string;
  /** When it was created, as an RFC 3339 text; the empty text where nobody tells. */
  readonly created: string;
  /** True while a first process exists, also while paused. */
  readonly running: boolean;
  readonly state: ContainerState;
  readonly hostname: string;
  readonly domainname: string;
  /** `Config.Image`, as it was asked for; absent where nobody tells. */
  readonly image?: string;
  /** `Path` and `Args`, what the first process was started as; absent where nobody tells. */
  readonly command?: readonly string[];
  /** `Config.Env`, entries `NAME=value`. */
  readonly env: readonly string[];
  /** Keys of `Config.ExposedPorts`, such as `3306/tcp`. */
  readonly exposedPorts: readonly string[];
  readonly networkMode: string;
  /** `HostConfig.Links`, strings `/source:/receiver/alias` in random order. */
  readonly links: readonly string[];
  /** `HostConfig.ExtraHosts`, entries `name:address` of `--add-host`. */
  readonly extraHosts: readonly string[];
  /** What it was asked to look names up by; absent where nothing was asked for, or nobody tells. */
  readonly dns?: WantedDns;
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
  /** Whether containers on the default bridge reach each other without a link (`dockerd --icc`); absent when nobody asked. */
  readonly icc?: boolean;
  /** The names of the services of its Swarm; absent for an engine that manages none, or where nobody asked. */
  readonly swarm?: readonly SwarmName[];
  /** Set when a text with the output of `docker inspect` was read: link names of sources are not known, so nobody can tell a dangling link. */
  readonly origin?: 'dump';
}

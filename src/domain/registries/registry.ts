/** The registries whose answers are read. */
export const REGISTRY_KINDS = ['swarm', 'consul', 'etcd', 'zookeeper'] as const;

/** A registry whose answers are read. */
export type RegistryKind = (typeof REGISTRY_KINDS)[number];

/** What each is called. */
export const REGISTRY_NAMES: Readonly<Record<RegistryKind, string>> = {
  swarm: 'Docker Swarm',
  consul: 'Consul',
  etcd: 'etcd',
  zookeeper: 'ZooKeeper',
};

/** What a registry says of one place where a service answers, or should. */
export interface RegistryInstance {
  /** What the registry calls it. */
  readonly id: string;
  /** Addresses or host names, without ports; none where the registry tells none. */
  readonly addresses: readonly string[];
  /** Null where the registry tells none, as Swarm, whose names know no ports. */
  readonly port: number | null;
  readonly tags: readonly string[];
  readonly state: InstanceState;
  readonly lease: Lease;
  /** Where it came from: a key, a path, a node. */
  readonly from: string;
  /** The name or id of its container, where the registration tells it. */
  readonly container: string | null;
}

/** How it stands with an instance, and in which words the registry says so; `unknown` where it checks nothing. */
export interface InstanceState {
  readonly level: 'good' | 'warning' | 'bad' | 'unknown';
  readonly words: string;
}

/** How long a registration lasts by itself: for ever, for seconds from when it was read, as long as its client's session, or nobody tells. */
export type Lease =
  | { readonly kind: 'none' }
  | { readonly kind: 'left'; readonly seconds: number }
  | { readonly kind: 'session' }
  | { readonly kind: 'unknown' };

/** A name that the registry or its DNS answers to, and with which addresses; null where that is not known. */
export interface RegistryName {
  readonly name: string;
  readonly addresses: readonly string[] | null;
  /** By what it is found, in a few words. */
  readonly by: string;
}

/** A service of a registry. */
export interface RegistryService {
  readonly name: string;
  readonly tags: readonly string[];
  readonly names: readonly RegistryName[];
  /** What is to be known of it, such as how many tasks run of how many wanted; the empty text for nothing. */
  readonly about: string;
  /** Null where its instances could not be read. */
  readonly instances: readonly RegistryInstance[] | null;
}

/** Something about a whole answer that is to be known beside it: a stable code and one sentence. */
export interface RegistryNote {
  readonly code:
    'acl-filtered' | 'cut' | 'odd' | 'left-out' | 'own-dns' | 'no-ports' | 'not-manager' | 'not-enabled' | 'published-only' | 'not-read';
  readonly text: string;
}

/** What one registry said. */
export interface RegistryReading {
  readonly kind: RegistryKind;
  /** Null where it tells none. */
  readonly version: string | null;
  /** By name. */
  readonly services: readonly RegistryService[];
  readonly notes: readonly RegistryNote[];
}

/** So many services of a registry are read; what is beyond is counted in a note. */
export const MOST_SERVICES = 500;

/** So many instances of a service are read. */
export const MOST_INSTANCES = 200;

/** Services in the order of their names. */
export function byName(services: readonly RegistryService[]): readonly RegistryService[] {
  return [...services].sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

/** The note for what was left out because there is too much of it; none when there is not. */
export function cutNote(all: number, most: number, what: string): readonly RegistryNote[] {
  return all > most ? [{ code: 'cut', text: `There are ${all} ${what}; the first ${most} are shown.` }] : [];
}

/** A number of things in words. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

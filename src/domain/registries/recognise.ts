import { registeredPorts, speaksToRegistrator } from './registrator.ts';
import type { RegistratorInput } from './registrator.ts';
import { REGISTRY_NAMES } from './registry.ts';
import type { RegistryKind } from './registry.ts';

/** What can be recognised: what is read, and what is explained only. */
export type SystemKind = RegistryKind | 'registrator' | 'kubernetes' | 'eureka' | 'traefik';

/** A service of a compose file or a container, as far as it is known. */
export interface Candidate extends RegistratorInput {
  /** The service's or container's name. */
  readonly name: string;
  /** What its first process is started as, a blank between words. */
  readonly command: string;
}

/** Something that registers or discovers services, and by what it was recognised. */
export interface Recognised {
  readonly kind: SystemKind;
  readonly evidence: readonly string[];
}

/** What each is called. */
export const SYSTEM_NAMES: Readonly<Record<SystemKind, string>> = {
  ...REGISTRY_NAMES,
  registrator: 'registrator',
  kubernetes: 'Kubernetes',
  eureka: 'Eureka',
  traefik: 'Traefik',
};

/** What is recognised and not read, in two sentences. */
export const EXPLANATIONS: Readonly<Record<Exclude<SystemKind, RegistryKind>, string>> = {
  registrator:
    'registrator writes containers into Consul, etcd or ZooKeeper as they start and stop. Without -internal it registers published ports only, so what a link reached on an exposed port is not there.',
  kubernetes:
    'In Kubernetes a Service gives a name, and its DNS answers to NAME, NAME.NAMESPACE and so on. It sets variables that look like those of links (DB_PORT=tcp://…, and DB_SERVICE_HOST, which no link sets) for Services that were there before the pod.',
  eureka:
    'With Eureka clients register themselves and ask the server for addresses, by heartbeats and over HTTP. There is no DNS name: an application that only knows a host name finds nothing there.',
  traefik:
    'Traefik reads labels of containers and leads HTTP requests from outside to them. It names nothing inside a network, so it takes the place of no link to a database.',
};

interface Signs {
  readonly image: RegExp;
  readonly ports: readonly string[];
  readonly variables: RegExp;
}

/** Images, ports and variables by which each is known. */
const SIGNS: Readonly<Record<Exclude<SystemKind, 'swarm' | 'kubernetes'>, Signs>> = {
  consul: {
    image: /(?:^|\/)consul$|^gliderlabs\/consul/,
    ports: ['8500/tcp', '8600/tcp', '8600/udp', '8300/tcp', '8301/tcp'],
    variables: /^CONSUL_(?:LOCAL_CONFIG|BIND_INTERFACE|CLIENT_INTERFACE|BIND_ADDRESS|CLIENT_ADDRESS)$/,
  },
  etcd: {
    image: /(?:^|\/)etcd$/,
    ports: ['2379/tcp', '2380/tcp', '4001/tcp', '7001/tcp'],
    variables: /^ETCD_(?:LISTEN|ADVERTISE|INITIAL)_[A-Z_]+$/,
  },
  zookeeper: {
    image: /(?:^|\/)(?:cp-)?zookeeper$/,
    ports: ['2181/tcp', '2888/tcp', '3888/tcp'],
    variables: /^(?:ZOO_(?:MY_ID|SERVERS|PORT|TICK_TIME)|ZOOKEEPER_CLIENT_PORT)$/,
  },
  registrator: { image: /(?:^|\/)registrator$/, ports: [], variables: /^(?!)/ },
  eureka: { image: /(?:^|[/-])eureka/, ports: ['8761/tcp'], variables: /^EUREKA_(?:INSTANCE|SERVER)_[A-Z_]+$/ },
  traefik: { image: /(?:^|\/)traefik$/, ports: [], variables: /^TRAEFIK_(?:PROVIDERS|ENTRYPOINTS)_[A-Z_]+$/ },
};

/** What a service or container is, by its image, or by two of its ports and variables; null for none of these. A port alone proves nothing. */
export function recogniseRegistry(candidate: Candidate): Recognised | null {
  for (const [kind, { image, ports, variables }] of Object.entries(SIGNS)) {
    const evidence = [
      ...(image.test(repositoryOf(candidate.image)) ? [`image ${candidate.image}`] : []),
      ...ports.filter((port) => candidate.exposed.includes(port) || candidate.published.includes(port)).map((port) => `port ${port}`),
      ...[...candidate.environment.keys()].filter((name) => variables.test(name)).map((name) => `variable ${name}`),
    ];
    const isNamed = evidence[0]?.startsWith('image ') ?? false;
    const isSetUp = evidence.some((one) => one.startsWith('variable ')) && evidence.length > 1;
    if (isNamed || isSetUp) return { kind: kind as keyof typeof SIGNS, evidence };
  }
  return taskOfSwarm(candidate) ?? partOfKubernetes(candidate);
}

/** A container that Swarm or Kubernetes started says so by its labels (`com.docker.swarm.service.name`, `io.kubernetes.pod.name`). */
function taskOfSwarm({ labels }: Candidate): Recognised | null {
  const label = 'com.docker.swarm.service.name';
  const service = labels.get(label);
  return service === undefined ? null : { kind: 'swarm', evidence: [`label ${label}=${service ?? ''}`] };
}

function partOfKubernetes({ labels, environment }: Candidate): Recognised | null {
  const label = 'io.kubernetes.pod.name';
  const pod = labels.get(label);
  if (pod !== undefined) return { kind: 'kubernetes', evidence: [`label ${label}=${pod ?? ''}`] };
  // By these kompose is told what to make of a service.
  const [kompose] = [...labels.keys()].filter((one) => one.startsWith('kompose.'));
  if (kompose !== undefined) return { kind: 'kubernetes', evidence: [`label ${kompose}=${labels.get(kompose) ?? ''}`] };
  return environment.has('KUBERNETES_SERVICE_HOST') ? { kind: 'kubernetes', evidence: ['variable KUBERNETES_SERVICE_HOST'] } : null;
}

/** What registrator would miss of a container that speaks to it; none where it is not spoken to, or misses nothing. */
export function missedByRegistrator(candidate: Candidate, isInternal: boolean): readonly string[] {
  if (!speaksToRegistrator(candidate)) return [];
  return registeredPorts(candidate, isInternal).flatMap(({ port, name, reason }) =>
    reason === 'not-published' ? [`${port} (as ${name})`] : [],
  );
}

/** An image's name without the registry, tag and digest. */
function repositoryOf(image: string): string {
  const name = image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
  return name.replace(/^(?:localhost|[^/]*[.:][^/]*)\/(?:library\/)?/, '').replace(/^library\//, '');
}

import type { ContainerDetail, ContainerState, Endpoint, EngineFacts } from '../../../../src/domain/engine/container.ts';
import { readHosts } from '../../../../src/domain/hosts/hostsFile.ts';
import { unread } from '../../../../src/domain/verdicts/evidence.ts';
import type { ReceiverEvidence } from '../../../../src/domain/verdicts/evidence.ts';
import { exactEnvironment } from '../../../../src/domain/verdicts/firstEnvironment.ts';

/** What a test says of a container; the rest is that of a running one on the default bridge. */
export interface Given extends Partial<Omit<ContainerDetail, 'state' | 'networks'>> {
  readonly state?: Partial<ContainerState>;
  readonly networks?: Readonly<Record<string, Partial<Endpoint>>>;
  /** Seconds after noon at which it was started. */
  readonly started?: number;
}

/** A container whose id is its name followed by `-id`. */
export function container(name: string, given: Given = {}): ContainerDetail {
  const { started = 0, state, networks = { bridge: {} }, ...rest } = given;
  const endpoint = { ipv4: '172.17.0.9', ipv6: '', gateway: '', links: [], aliases: [], dnsNames: [] };
  return {
    id: `${name}-id`,
    name,
    created: '2026-01-01T11:00:00Z',
    running: true,
    hostname: `${name}-host`,
    domainname: '',
    env: [],
    exposedPorts: [],
    networkMode: 'default',
    links: [],
    extraHosts: [],
    ...rest,
    state: { status: 'running', error: '', exitCode: 0, startedAt: noon(started), finishedAt: '', pid: 1, health: null, ...state },
    networks: new Map(Object.entries(networks).map(([network, value]) => [network, { ...endpoint, ...value }])),
  };
}

/** A time so many seconds after noon. */
export function noon(seconds: number): string {
  return new Date(Date.UTC(2026, 0, 1, 12, 0, seconds)).toISOString();
}

/** An engine with these containers; the full link names of `dead` are in nobody's names. */
export function engineOf(details: readonly ContainerDetail[], apiVersion = '1.41', dead: readonly string[] = []): EngineFacts {
  const links = details.flatMap((detail) => detail.links.map((raw) => raw.split(':')));
  return {
    version: { version: apiVersion === '1.52' ? '29.0.0' : '20.10.24', apiVersion, product: 'docker' },
    summaries: details.map(({ id, name, networkMode }) => {
      const full = links.flatMap(([source, link = '']) => (source === `/${name}` && !dead.includes(link) ? [link] : []));
      return { id, name, names: [`/${name}`, ...full], networkMode, labels: new Map() };
    }),
    details,
  };
}

/** What was read in a container; what is not given is unknown. */
export function evidence(name: string, read: { readonly env?: readonly string[]; readonly hosts?: string }): ReceiverEvidence {
  const from = { request: 'GET /test', at: noon(60) };
  return {
    receiverId: `${name}-id`,
    environment: read.env ? { kind: 'read', value: exactEnvironment(read.env), ...from } : unread('refused', 'no'),
    hosts: read.hosts === undefined ? unread('refused', 'no') : { kind: 'read', value: readHosts(read.hosts), ...from },
  };
}

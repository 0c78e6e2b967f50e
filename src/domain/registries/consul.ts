import { fieldsOf, listOf, objectOf, portOf, shapeOf, textOf, textsOf } from './json.ts';
import type { Fields, Read } from './json.ts';
import { containerOfId } from './registration.ts';
import { byName, counted, cutNote, MOST_INSTANCES, MOST_SERVICES } from './registry.ts';
import type { InstanceState, RegistryInstance, RegistryNote, RegistryReading, RegistryService } from './registry.ts';

/** The header by which Consul says that the token may not see everything. */
export const FILTERED_HEADER = 'x-consul-results-filtered-by-acls';

/** The names of `GET /v1/catalog/services` with their tags, and how many there are; not more than are read. */
export interface ConsulCatalog {
  readonly services: ReadonlyMap<string, readonly string[]>;
  readonly all: number;
}

/** Reads the answer to `GET /v1/catalog/services`: an object of service names with their tags. */
export function readCatalog(answer: unknown): Read<ConsulCatalog> {
  const fields = objectOf(answer);
  if (!fields || Object.values(fields).some((tags) => tags !== null && !Array.isArray(tags)))
    return { wrong: `the list of services is ${fields ? 'an object of other things' : shapeOf(answer)}` };
  const names = Object.keys(fields).sort();
  const read = names.slice(0, MOST_SERVICES);
  return { value: { services: new Map(read.map((name) => [name, textsOf(fields[name])])), all: names.length } };
}

/** Reads the answer to `GET /v1/health/service/NAME`: nodes, each with the service and the checks of both. */
export function readHealth(answer: unknown): Read<{ readonly instances: readonly RegistryInstance[]; readonly all: number }> {
  const entries = listOf(answer);
  if (!entries) return { wrong: `the health of a service is ${shapeOf(answer)}` };
  const usable = entries.map(fieldsOf).filter((entry) => objectOf(entry['Service']) !== null);
  return { value: { instances: usable.slice(0, MOST_INSTANCES).map(instanceOf), all: entries.length } };
}

function instanceOf(entry: Fields): RegistryInstance {
  const node = fieldsOf(entry['Node']);
  const service = fieldsOf(entry['Service']);
  const checks = (listOf(entry['Checks']) ?? []).map(fieldsOf);
  const id = textOf(service['ID']);
  // An empty address means that of the node (Consul's API of the catalogue).
  const address = textOf(service['Address']) || textOf(node['Address']);
  return {
    id,
    addresses: address === '' ? [] : [address],
    port: portOf(service['Port']),
    tags: textsOf(service['Tags']),
    state: stateOf(checks),
    lease: checks.some((check) => textOf(check['Type']) === 'ttl') ? { kind: 'unknown' } : { kind: 'none' },
    from: `node ${textOf(node['Node']) || 'without a name'}`,
    container: containerOfId(id),
  };
}

const LEVELS: Readonly<Record<string, InstanceState['level']>> = {
  passing: 'good',
  warning: 'warning',
  critical: 'bad',
  maintenance: 'bad',
};
const WORST: readonly InstanceState['level'][] = ['bad', 'warning', 'unknown', 'good'];

/** The worst of the checks of a service and of its node, with what that check printed. */
function stateOf(checks: readonly Fields[]): InstanceState {
  if (checks.length === 0) return { level: 'unknown', words: 'not checked' };
  const states = checks.map((check) => {
    const status = textOf(check['Status']);
    const output = textOf(check['Output']).split('\n', 1)[0] ?? '';
    const name = textOf(check['CheckID']);
    const level = LEVELS[status] ?? 'unknown';
    return { level, words: level === 'good' ? status : `${status} (${name}${output === '' ? '' : `: ${output}`})` };
  });
  const worst = WORST.find((level) => states.some((one) => one.level === level));
  return states.find(({ level }) => level === worst) ?? { level: 'unknown', words: 'not checked' };
}

/** What was read of a catalogue; instances are null where the health of a service was not read. */
export interface ConsulAnswers {
  readonly catalog: ConsulCatalog;
  readonly health: ReadonlyMap<string, { readonly instances: readonly RegistryInstance[]; readonly all: number }>;
  /** Why some services could not be read; one sentence is enough. */
  readonly faults: readonly string[];
  readonly filtered: boolean;
}

/** What a Consul said, as services with the names that its own DNS answers to. */
export function consulReading({ catalog, health, faults, filtered }: ConsulAnswers): RegistryReading {
  const services = [...catalog.services].map(([name, tags]): RegistryService => {
    const read = health.get(name);
    const about = read && read.all > read.instances.length ? `${read.instances.length} of ${read.all} instances are shown` : '';
    const good = read?.instances.filter(({ state }) => state.level !== 'bad').flatMap(({ addresses }) => addresses) ?? null;
    const names = [{ name: `${name}.service.consul`, addresses: good, by: "Consul's DNS" }];
    return { name, tags, names, about, instances: read?.instances ?? null };
  });
  return { kind: 'consul', version: null, services: byName(services), notes: notesOf({ catalog, health, faults, filtered }) };
}

function notesOf({ catalog, health, faults, filtered }: ConsulAnswers): readonly RegistryNote[] {
  const unread = catalog.services.size - health.size;
  return [
    ...(filtered
      ? [
          {
            code: 'acl-filtered' as const,
            text: 'Consul left out what the token (or none) may not see: there may be more services and instances.',
          },
        ]
      : []),
    ...cutNote(catalog.all, MOST_SERVICES, 'services in the catalogue'),
    ...(unread > 0
      ? [
          {
            code: 'not-read' as const,
            text: `The instances of ${counted(unread, 'service')} could not be read: ${faults[0] ?? 'the reading was ended.'}`,
          },
        ]
      : []),
    {
      code: 'own-dns' as const,
      text: 'Names such as redis.service.consul are answered by Consul’s own DNS (port 8600, with the domain it was given): containers resolve them only where their resolver is led there.',
    },
  ];
}

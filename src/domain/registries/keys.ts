import { containerOfId, registrationOf } from './registration.ts';
import { byName, counted, cutNote, MOST_INSTANCES, MOST_SERVICES } from './registry.ts';
import type { Lease, RegistryInstance, RegistryName, RegistryNote, RegistryService } from './registry.ts';

/** A key of a tree of keys with its value. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
  readonly lease: Lease;
}

/** How a key registers something: by the layout of SkyDNS and CoreDNS, by that of registrator or by that of Curator; null for a key that holds something else, whose value is nobody's business. */
export type Layout = 'skydns' | 'registrator' | 'curator';

/** The layout of a key, told by the key alone. */
export function layoutOf(key: string): Layout | null {
  const parts = partsOf(key);
  const last = parts.at(-1) ?? '';
  if (parts[0] === 'skydns') return parts.length > 2 ? 'skydns' : null;
  if (parts.length < 2) return null;
  // Ids of registrator in etcd; in ZooKeeper it writes ADDRESS:PORT (registrator, zookeeper/zookeeper.go).
  if (containerOfId(last) !== null || /^(?:\d{1,3}\.){3}\d{1,3}:\d{1,5}$/.test(last)) return 'registrator';
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(last) ? 'curator' : null;
}

/** The services that keys register, and what is to be said of the rest; `others` is how many keys of no known layout there are. */
export function keysReading(
  values: readonly KeyValue[],
  others: number,
): { readonly services: readonly RegistryService[]; readonly notes: readonly RegistryNote[] } {
  const groups = new Map<string, { readonly layout: Layout; readonly instances: RegistryInstance[] }>();
  let odd = 0;
  for (const one of values) {
    const layout = layoutOf(one.key);
    const instance = layout && instanceOf(one);
    if (!layout || !instance) {
      odd += 1;
      continue;
    }
    const folder = folderOf(one.key);
    const group = groups.get(folder) ?? { layout, instances: [] };
    groups.set(folder, group);
    group.instances.push(instance);
  }
  const services = [...groups].map(([folder, { layout, instances }]) => serviceOf(folder, layout, instances));
  const sorted = byName(services);
  return {
    services: sorted.slice(0, MOST_SERVICES),
    notes: [
      ...cutNote(sorted.length, MOST_SERVICES, 'services'),
      ...(odd > 0
        ? [
            {
              code: 'odd' as const,
              text: `${counted(odd, 'registration')} of a known layout ${odd === 1 ? 'holds' : 'hold'} no address and ${odd === 1 ? 'is' : 'are'} left out.`,
            },
          ]
        : []),
      ...(others > 0
        ? [
            {
              code: 'left-out' as const,
              text: `${counted(others, 'other key')} ${others === 1 ? 'is' : 'are'} in no layout of a registration (SkyDNS, registrator, Curator); what ${others === 1 ? 'it holds is' : 'they hold is'} not shown.`,
            },
          ]
        : []),
    ],
  };
}

function instanceOf({ key, value, lease }: KeyValue): RegistryInstance | null {
  const registered = registrationOf(value);
  if (!registered) return null;
  const id = partsOf(key).at(-1) ?? key;
  return {
    id,
    addresses: [registered.host],
    port: registered.port,
    tags: registered.tags,
    state: { level: 'unknown', words: 'not checked' },
    lease,
    from: key,
    container: containerOfId(id) ?? registered.container,
  };
}

function serviceOf(folder: string, layout: Layout, all: readonly RegistryInstance[]): RegistryService {
  const instances = all.slice(0, MOST_INSTANCES);
  const about = all.length > instances.length ? `${instances.length} of ${all.length} instances are shown` : '';
  const name = layout === 'skydns' ? domainOf(folder) : (partsOf(folder).at(-1) ?? folder);
  return { name, tags: [], names: layout === 'skydns' ? skydnsNames(name, instances) : [], about, instances };
}

/** A path of SkyDNS is a domain read backwards; whoever asks for it gets all records below it. */
function skydnsNames(domain: string, instances: readonly RegistryInstance[]): readonly RegistryName[] {
  const by = 'SkyDNS or CoreDNS on this tree';
  return [
    { name: domain, addresses: instances.flatMap(({ addresses }) => addresses), by },
    ...instances.map(({ id, addresses }) => ({ name: `${id}.${domain}`, addresses, by })),
  ];
}

function domainOf(folder: string): string {
  return partsOf(folder).slice(1).reverse().join('.');
}

function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}

function partsOf(key: string): readonly string[] {
  return key.split('/').filter((part) => part !== '');
}

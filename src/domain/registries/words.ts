import type { Lease, RegistryInstance, RegistryName } from './registry.ts';
import { counted } from './registry.ts';

/** A number of services in words. */
export function countWords(services: number): string {
  return counted(services, 'service');
}

/** Where an instance answers; `address not told` where the registry tells none. */
export function placeWords({ addresses, port }: Pick<RegistryInstance, 'addresses' | 'port'>): string {
  if (addresses.length === 0) return port === null ? 'address not told' : `port ${port}, address not told`;
  return addresses.map((address) => (port === null ? address : `${address.includes(':') ? `[${address}]` : address}:${port}`)).join(', ');
}

/** How long a registration lasts by itself; the empty text where it lasts until somebody removes it. */
export function leaseWords(lease: Lease): string {
  switch (lease.kind) {
    case 'none':
      return '';
    case 'left':
      return `${lease.seconds} s left`;
    case 'session':
      return 'as long as its session';
    case 'unknown':
      return 'time left not told';
  }
}

/** An instance on one line. */
export function instanceWords(instance: RegistryInstance): string {
  const { id, state, tags, lease, from, container } = instance;
  const rest = [state.words, ...tags, leaseWords(lease), from, container === null ? '' : `container ${shortId(container)}`];
  return `${placeWords(instance)}  ${id} (${rest.filter((word) => word !== '').join(', ')})`;
}

/** A name with what it leads to. */
export function nameWords({ name, addresses, by }: RegistryName): string {
  const where = addresses === null ? 'not known' : addresses.length === 0 ? 'nobody' : addresses.join(', ');
  return `${name} → ${where} (${by})`;
}

function shortId(container: string): string {
  return /^[0-9a-f]{64}$/.test(container) ? container.slice(0, 12) : container;
}

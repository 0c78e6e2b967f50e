import type { ContainerDetail } from '../../domain/engine/container.ts';
import { isAddedHost } from '../../domain/names/resolveName.ts';
import type { Owner, ResolvedName } from '../../domain/names/namesIn.ts';
import type { NameRow } from './rows.ts';

type Told = Pick<ResolvedName, 'name' | 'foundBy' | 'state' | 'owners' | 'addresses'>;

/** Whom a name leads to, as short as it can be said. */
export function leadsTo({ name, foundBy, state, owners, addresses }: Told): string {
  const running = owners.filter((one) => one.running);
  if (isOfSwarm(foundBy) && addresses.length > 0) return `→ ${addresses.join(', ')}${addresses.length > 1 ? ' in turn' : ''}`;
  switch (state) {
    case 'right':
      return running[0]?.name === name ? '' : `→ ${namesOf(running)}`;
    case 'several':
      return `→ ${namesOf(running)} in turn`;
    case 'stopped':
      return owners[0]?.name === name ? 'does not run' : `→ ${namesOf(owners)}, which does not run`;
    case 'stranger':
      return `→ ${addresses.join(', ')}`;
    case 'nobody':
      return 'nobody answers';
  }
}

/** How it stands with a name: the sign, and one sentence; the receiver tells which lines were asked for by --add-host. */
export function nameState(one: Told, receiver: ContainerDetail | null): { readonly icon: NameRow['icon']; readonly summary: string } {
  const { name, foundBy, state, owners, addresses } = one;
  const here = owners.length > 0 ? ` On this engine: ${namesOf(owners)}.` : ' None of its tasks is on this engine.';
  if (isOfSwarm(foundBy) && addresses.length > 0)
    return {
      icon: addresses.length > 1 ? 'info' : 'pass',
      summary: `"${name}" leads to ${addresses.join(', ')}${addresses.length > 1 ? ' in turn' : ''}.${here}`,
    };
  const ill = owners.filter(({ running, health }) => running && health === 'unhealthy');
  switch (state) {
    case 'right':
      return ill.length > 0
        ? { icon: 'warning', summary: `"${name}" leads to ${namesOf(ill)}, which is unhealthy: a name says nothing of health.` }
        : { icon: 'pass', summary: `"${name}" leads to ${namesOf(owners.filter(({ running }) => running))}.` };
    case 'several':
      return {
        icon: ill.length > 0 ? 'warning' : 'info',
        summary: `"${name}" leads to ${namesOf(owners.filter(({ running }) => running))} in turn${ill.length > 0 ? `; ${namesOf(ill)} is unhealthy` : ''}.`,
      };
    case 'stopped':
      return { icon: 'warning', summary: `${namesOf(owners)} has the name "${name}" but does not run, so nobody answers.` };
    case 'stranger':
      if (receiver && !isAddedHost(receiver, name) && addresses.every((address) => isOfHost(address, receiver)))
        return { icon: 'globe', summary: `"${name}" leads to ${addresses.join(', ')}: the container itself, or the engine’s host.` };
      return receiver && isAddedHost(receiver, name)
        ? { icon: 'globe', summary: `"${name}" leads to ${addresses.join(', ')}, as --add-host has it.` }
        : { icon: 'warning', summary: `"${name}" leads to ${addresses.join(', ')}, which no running container has.` };
    case 'nobody':
      return { icon: 'warning', summary: `Nobody answers to "${name}".` };
  }
}

/** How it stands with a container that has a name. */
export function ownerState({ running, health }: Owner): { readonly words: string | null; readonly icon: NameRow['icon'] } {
  if (!running) return { words: 'does not run', icon: 'vm-outline' };
  return { words: health, icon: health === 'unhealthy' ? 'warning' : 'vm' };
}

/** Whether an address is the loopback, or the gateway of a network of the container. */
function isOfHost(address: string, { networks }: ContainerDetail): boolean {
  return address.startsWith('127.') || address === '::1' || [...networks.values()].some(({ gateway }) => gateway === address);
}

function isOfSwarm(foundBy: ResolvedName['foundBy']): boolean {
  return foundBy === 'Swarm VIP' || foundBy === 'Swarm tasks';
}

function namesOf(owners: readonly Owner[]): string {
  return owners.map(({ name }) => name).join(', ');
}

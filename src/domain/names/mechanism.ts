import type { NameMechanism } from '../compose/project/names.ts';
import type { FoundBy } from './namesIn.ts';

/** By what a name is found, in a running container or as compose files tell. */
export type Mechanism = FoundBy | NameMechanism;

/** How each mechanism finds a name and what that rests on, in a sentence or two (libnetwork `Sandbox.ResolveName`, `resolver.go`). */
export const MECHANISM_WORDS: Readonly<Record<Mechanism, string>> = {
  'hosts file': 'A line of /etc/hosts, which programs read before they ask any DNS.',
  extra_hosts: 'A line of /etc/hosts that extra_hosts writes. Programs read it before they ask any DNS.',
  'hosts line of a link': 'A line of /etc/hosts that a legacy link writes. The engine rewrites it when the source gets another address.',
  'link alias': 'A private alias of a link in Docker’s DNS: only this container has it, and it wins over what others are called.',
  'network alias': 'An alias in Docker’s DNS on this network: every member can ask for it, and all who have it answer in turn.',
  'service name': 'The service’s name, which Compose gives each of its containers as an alias on this network. All of them answer in turn.',
  'container name': 'The container’s own name, which Docker’s DNS knows on each of its user-defined networks.',
  hostname: 'The container’s host name, which Docker’s DNS knows on each of its user-defined networks.',
  'Swarm VIP':
    'A Swarm’s service on an overlay network: one virtual address stands for all tasks on all nodes, and connections are spread behind it.',
  'Swarm tasks': 'The tasks of a Swarm’s service, each by its own address: all of them answer in turn.',
  'search domain':
    'A name in Docker’s DNS that ends in a search domain of the container: the C library puts the domain behind what is asked for. That of Alpine does so only where ndots is set.',
  'short id': 'The first twelve digits of the container’s id. They change whenever it is made again.',
};

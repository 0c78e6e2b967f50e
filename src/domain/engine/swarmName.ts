/** A name of a Swarm's service on one of its networks, which every member can ask Docker's DNS for. */
export interface SwarmName {
  readonly name: string;
  /** The network's own name. */
  readonly network: string;
  readonly service: string;
  /** Whether it leads to the virtual IP, which stands for all tasks, or to the tasks in turn. */
  readonly kind: 'VIP' | 'tasks';
  /** Empty while no task runs, as then nobody answers. */
  readonly addresses: readonly string[];
}

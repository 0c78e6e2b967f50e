import type { SwarmName } from '../engine/swarmName.ts';
import { fieldsOf, listOf, shapeOf, textOf, textsOf, wholeOf } from './json.ts';
import type { Fields, Read } from './json.ts';
import { byName, counted, cutNote, MOST_INSTANCES, MOST_SERVICES } from './registry.ts';
import type { InstanceState, RegistryInstance, RegistryName, RegistryNote, RegistryReading, RegistryService } from './registry.ts';

/** What a manager of a Swarm answers: `GET /services?status=true`, `/tasks`, `/nodes` and `/networks`; null where one of the latter was not answered. */
export interface SwarmAnswers {
  readonly services: unknown;
  readonly tasks: unknown;
  readonly nodes: unknown;
  readonly networks: unknown;
}

/** Reads a manager's answers as services with their tasks, and the names that Docker's DNS answers to on each network. */
export function readSwarm({ services, tasks, nodes, networks }: SwarmAnswers): Read<RegistryReading> {
  const listed = listOf(services);
  const running = listOf(tasks);
  if (!listed) return { wrong: `the list of services is ${shapeOf(services)}` };
  if (!running) return { wrong: `the list of tasks is ${shapeOf(tasks)}` };
  const known: Known = {
    tasks: byService(running.map(fieldsOf)),
    nodes: namesById(nodes, (node) => textOf(fieldsOf(node['Description'])['Hostname'])),
    networks: namesById(networks, (network) => textOf(network['Name'])),
  };
  const all = byName(listed.map((service) => serviceOf(fieldsOf(service), known)));
  const notes: readonly RegistryNote[] = [
    ...cutNote(all.length, MOST_SERVICES, 'services'),
    { code: 'no-ports', text: 'Docker’s DNS tells addresses, no ports: whoever uses a name has to know the port.' },
  ];
  return { value: { kind: 'swarm', version: null, services: all.slice(0, MOST_SERVICES), notes } };
}

interface Known {
  readonly tasks: ReadonlyMap<string, readonly Fields[]>;
  readonly nodes: ReadonlyMap<string, string>;
  readonly networks: ReadonlyMap<string, string>;
}

/** The tasks that are wanted, by service; those of the past are history. */
function byService(tasks: readonly Fields[]): ReadonlyMap<string, readonly Fields[]> {
  const found = new Map<string, Fields[]>();
  for (const task of tasks) {
    const desired = textOf(task['DesiredState']);
    if (desired === 'shutdown' || desired === 'remove') continue;
    const id = textOf(task['ServiceID']);
    const own = found.get(id) ?? [];
    found.set(id, own);
    own.push(task);
  }
  return found;
}

function namesById(answer: unknown, nameOf: (fields: Fields) => string): ReadonlyMap<string, string> {
  const named = (listOf(answer) ?? []).map(fieldsOf).map((fields): readonly [string, string] => {
    const id = textOf(fields['ID'] ?? fields['Id']);
    return [id, nameOf(fields) || id.slice(0, 12)];
  });
  return new Map(named);
}

function serviceOf(service: Fields, known: Known): RegistryService {
  const spec = fieldsOf(service['Spec']);
  const name = textOf(spec['Name']);
  const tasks = (known.tasks.get(textOf(service['ID'])) ?? []).slice(0, MOST_INSTANCES);
  const stack = textOf(fieldsOf(spec['Labels'])['com.docker.stack.namespace']);
  return {
    name,
    tags: stack === '' ? [] : [`stack ${stack}`],
    names: namesOf(service, name, { tasks, networks: known.networks }),
    about: aboutOf(service, tasks),
    instances: tasks.map((task) => taskOf(task, name, known)),
  };
}

/** How many tasks run of how many wanted, and the ports that every node publishes. */
function aboutOf(service: Fields, tasks: readonly Fields[]): string {
  const status = fieldsOf(service['ServiceStatus']);
  const running = wholeOf(status['RunningTasks']) ?? tasks.filter((task) => stateWord(task) === 'running').length;
  const desired = wholeOf(status['DesiredTasks']);
  const ports = (listOf(fieldsOf(service['Endpoint'])['Ports']) ?? []).map(fieldsOf).map((port) => {
    const [published, target] = [wholeOf(port['PublishedPort']), wholeOf(port['TargetPort'])];
    return `${published ?? '?'} → ${target ?? '?'}/${textOf(port['Protocol'])}${textOf(port['PublishMode']) === 'host' ? ' on its node' : ''}`;
  });
  const count = desired === null ? `${counted(running, 'task')} running` : `${running} of ${counted(desired, 'task')} running`;
  return ports.length === 0 ? count : `${count}, published ${ports.join(', ')}`;
}

function namesOf(
  service: Fields,
  name: string,
  known: Pick<Known, 'networks'> & { readonly tasks: readonly Fields[] },
): readonly RegistryName[] {
  return dnsNamesOf(service, name, known).map(({ name: own, network, kind, addresses }) => {
    const by = kind === 'VIP' ? 'virtual IP' : own.startsWith('tasks.') ? 'tasks' : 'tasks in turn';
    return { name: own, addresses, by: `${by} on ${network}` };
  });
}

/** The names of all services of a Swarm in Docker's DNS, as far as a manager's answers tell. */
export function readSwarmNames({ services, tasks, networks }: Omit<SwarmAnswers, 'nodes'>): readonly SwarmName[] {
  const running = byService((listOf(tasks) ?? []).map(fieldsOf));
  const called = namesById(networks, (network) => textOf(network['Name']));
  return (listOf(services) ?? []).slice(0, MOST_SERVICES).flatMap((each) => {
    const service = fieldsOf(each);
    const own = running.get(textOf(service['ID'])) ?? [];
    const names = dnsNamesOf(service, textOf(fieldsOf(service['Spec'])['Name']), { tasks: own, networks: called });
    // A service without a running task has no name.
    return own.some((task) => stateWord(task) === 'running') ? names : names.map((one) => ({ ...one, addresses: [] }));
  });
}

/**
 * On each network of a service its name and its aliases lead to the virtual IP, or with `dnsrr` to the tasks, and `tasks.NAME` to the tasks always
 * (seen on Docker 20.10, as in libnetwork's agent.go).
 */
function dnsNamesOf(
  service: Fields,
  name: string,
  { tasks, networks }: { readonly tasks: readonly Fields[]; readonly networks: Known['networks'] },
): readonly SwarmName[] {
  const spec = fieldsOf(service['Spec']);
  const inTasks = listOf(fieldsOf(spec['TaskTemplate'])['Networks']);
  const attached = (inTasks ?? listOf(spec['Networks']) ?? []).map(fieldsOf);
  const virtual = (listOf(fieldsOf(service['Endpoint'])['VirtualIPs']) ?? []).map(fieldsOf);
  return attached.flatMap((network) => {
    const id = textOf(network['Target']);
    const on = { network: networks.get(id) ?? id.slice(0, 12), service: name };
    const vip = virtual.find((one) => textOf(one['NetworkID']) === id);
    const addresses = tasks.filter((task) => stateWord(task) === 'running').flatMap((task) => addressesOn(task, id));
    const own = [...new Set([name, ...textsOf(network['Aliases'])])];
    const whole = vip ? ({ kind: 'VIP', addresses: [bare(textOf(vip['Addr']))] } as const) : ({ kind: 'tasks', addresses } as const);
    return own.flatMap((one): readonly SwarmName[] => [
      { ...on, name: one, ...whole },
      { ...on, name: `tasks.${one}`, kind: 'tasks', addresses },
    ]);
  });
}

function addressesOn(task: Fields, networkId: string): readonly string[] {
  return attachments(task).flatMap((one) =>
    networkId === '' || textOf(fieldsOf(one['Network'])['ID']) === networkId ? textsOf(one['Addresses']).map(bare) : [],
  );
}

/** The networks of a task, without the one that carries published ports, on which nobody asks for names. */
function attachments(task: Fields): readonly Fields[] {
  return (listOf(task['NetworksAttachments']) ?? [])
    .map(fieldsOf)
    .filter((one) => fieldsOf(fieldsOf(one['Network'])['Spec'])['Ingress'] !== true);
}

function taskOf(task: Fields, service: string, { nodes }: Known): RegistryInstance {
  const id = textOf(task['ID']);
  const node = textOf(task['NodeID']);
  const slot = wholeOf(task['Slot']);
  const container = textOf(fieldsOf(fieldsOf(task['Status'])['ContainerStatus'])['ContainerID']);
  return {
    // The name of its container: with a slot in a replicated service, with the node in a global one.
    id: `${service}.${slot === null || slot === 0 ? node : slot}.${id}`,
    addresses: addressesOn(task, ''),
    port: null,
    tags: [],
    state: stateOf(task),
    lease: { kind: 'none' },
    from: node === '' ? 'no node yet' : `node ${nodes.get(node) ?? node}`,
    container: container === '' ? null : container,
  };
}

function stateWord(task: Fields): string {
  return textOf(fieldsOf(task['Status'])['State']);
}

function stateOf(task: Fields): InstanceState {
  const word = stateWord(task);
  const why = textOf(fieldsOf(task['Status'])['Err']);
  const words = `${word === '' ? 'unknown' : word}${why === '' ? '' : `: ${why}`}`;
  if (word === 'running') return { level: 'good', words };
  if (word === 'failed' || word === 'rejected' || word === 'orphaned') return { level: 'bad', words };
  return { level: word === '' ? 'unknown' : 'warning', words };
}

/** An address without the length of its network. */
function bare(address: string): string {
  return address.replace(/\/\d+$/, '');
}

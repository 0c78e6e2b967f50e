import { composeOrigin } from '../../domain/compose/running.ts';
import type { ContainerDetail, EngineFacts } from '../../domain/engine/container.ts';
import { compareMeasured, measuredWords } from '../../domain/names/measured.ts';
import type { Compared, Measurement } from '../../domain/names/measured.ts';
import { namesIn } from '../../domain/names/namesIn.ts';
import type { Owner, ResolvedName, SeenNames } from '../../domain/names/namesIn.ts';
import { resolverFor } from '../../domain/names/resolvConf.ts';
import { PODMAN_DOMAIN } from '../../domain/names/resolveName.ts';
import { namedNetworks } from '../../domain/names/onNetwork.ts';
import type { NamedNetwork, NetworkName } from '../../domain/names/onNetwork.ts';
import { namesWhenStarted } from '../../domain/names/whenStarted.ts';
import { userNetworks } from '../../domain/verdicts/dnsNames.ts';
import { noEvidence } from '../../domain/verdicts/evidence.ts';
import type { EngineView } from '../../model/engineView.ts';
import { engineHeading, engineLabel } from '../shared/engineLabel.ts';
import { leadsTo, nameState, ownerState } from './words.ts';
import { count, dotted, explained, idOf, nameRow } from './rows.ts';
import type { NameGrouping, NameRow } from './rows.ts';

/** An engine, and below it its containers or its networks with the names that resolve there. */
export function engineRow(engine: EngineView, grouping: NameGrouping): NameRow {
  const { facts, health, address } = engine;
  const id = idOf(address);
  const label = engineLabel(engine);
  const base = { kind: 'engine', id, label, tooltip: engineHeading(engine) } as const;
  if (!facts) {
    // A row of its own: one that had nothing below it would stay closed once it has.
    const waiting = { ...base, id: idOf(address, 'unread') };
    if (health.state === 'down')
      return nameRow({ ...waiting, icon: 'debug-disconnect', description: 'out of reach', tooltip: health.fault });
    return nameRow({ ...waiting, icon: 'loading~spin', description: 'connecting …' });
  }
  const isDown = health.state === 'down';
  const all = [...facts.details].sort((one, other) => (one.name < other.name ? -1 : 1));
  const isPodman = facts.version.product === 'podman';
  const networks = grouping === 'network' && !isPodman ? namedNetworks(facts) : [];
  return nameRow({
    ...base,
    icon: isDown ? 'debug-disconnect' : 'server',
    description: dotted(
      grouping === 'network' && !isPodman ? count(networks.length, 'network') : count(all.length, 'container'),
      isDown ? 'as it was read before' : '',
    ),
    ...(isDown && { tooltip: `${health.fault} What follows is what was known before.` }),
    open: true,
    children: () =>
      grouping === 'network' && !isPodman
        ? networks.map((network) => networkRow(id, network, engine, facts))
        : all.map((container) => containerRow(id, container, engine, facts)),
  });
}

/** The names that a container of an engine can ask for, as they are now or, where it does not run, once it is started. */
export function seenIn({ evidence }: Pick<EngineView, 'evidence'>, receiver: ContainerDetail, facts: EngineFacts): SeenNames {
  const own = evidence.find(({ receiverId }) => receiverId === receiver.id) ?? noEvidence(receiver.id);
  const asked = { receiver, facts, evidence: own };
  return receiver.running ? namesIn(asked) : namesWhenStarted(asked);
}

function containerRow(parent: string, receiver: ContainerDetail, engine: EngineView, facts: EngineFacts): NameRow {
  const { id: containerId, name, running, state } = receiver;
  const id = idOf(parent, 'container', name);
  const networks = userNetworks(receiver);
  return nameRow({
    kind: 'container',
    id,
    label: name,
    description: dotted(
      running ? null : `${state.status || 'stopped'}: names once it is started`,
      networkWords(receiver, networks),
      measuredNote(receiver, engine, facts),
    ),
    tooltip: [
      running ? `The names that ${name} can ask for` : `${name} does not run. These names would resolve if it were started now.`,
      originWords(containerId, facts),
    ]
      .filter((line) => line !== '')
      .join('\n'),
    icon: running ? 'vm' : 'vm-outline',
    open: false,
    container: { address: engine.address, id: containerId, name },
    askable: running && facts.origin !== 'dump' ? [{ address: engine.address, id: containerId, name }] : [],
    children: () => {
      const seen = seenIn(engine, receiver, facts);
      if (seen.kind === 'unknown') return [note(id, seen.reason)];
      const shown = inOrder(seen.names.filter(({ foundBy }) => foundBy !== 'short id'));
      const ids = seen.names.filter(({ foundBy }) => foundBy === 'short id');
      const services = isWithSwarm(facts) && !facts.swarm ? [swarmNote(id)] : [];
      return [
        ...shown.map((one) => resolvedRow(id, one, receiver, engine)),
        ...(ids.length > 0 ? [idsRow(id, ids, receiver, engine)] : []),
        ...services,
        ...searchRow(id, receiver),
        upstreamRow(id, receiver, facts),
      ];
    },
  });
}

/** Lines of the hosts file and aliases of links first, as they are looked up first; the rest by name. */
function inOrder<T extends Pick<ResolvedName, 'name' | 'foundBy'>>(names: readonly T[]): readonly T[] {
  const rank = ({ foundBy }: T): number => (foundBy === 'hosts file' ? 0 : foundBy === 'link alias' ? 1 : 2);
  return [...names].sort(
    (one, other) => rank(one) - rank(other) || (rank(one) < 2 || one.name === other.name ? 0 : one.name < other.name ? -1 : 1),
  );
}

/** Whether what was measured in a container agrees with what is computed. */
function measuredNote(receiver: ContainerDetail, engine: EngineView, facts: EngineFacts): string {
  const measurement = engine.measured.get(receiver.id);
  const seen = measurement ? seenIn(engine, receiver, facts) : null;
  if (!measurement || seen?.kind !== 'names') return '';
  const differing = seen.names.filter((one) => compareMeasured(one, measurement, facts)?.agrees === false).length;
  return differing === 0 ? 'measured' : `measured: ${count(differing, 'name')} ${differing === 1 ? 'differs' : 'differ'}`;
}

function networkWords({ networkMode, networks }: ContainerDetail, named: readonly string[]): string {
  if (networkMode.startsWith('container:')) return 'network of another container';
  return named.length > 0 ? named.join(', ') : [...networks.keys()].join(', ');
}

function originWords(id: string, { summaries }: EngineFacts): string {
  const labels = summaries.find((one) => one.id === id)?.labels;
  const origin = labels ? composeOrigin(labels) : null;
  return origin ? `Service ${origin.service} of the project ${origin.project}` : '';
}

function resolvedRow(parent: string, one: ResolvedName, receiver: ContainerDetail, { address, facts, measured }: EngineView): NameRow {
  const { name, foundBy, network, owners, addresses, shadows, known, asksFirst } = one;
  const id = idOf(parent, 'name', name);
  const { icon, summary } = nameState(one, receiver);
  const compared = facts ? compareMeasured(one, measured.get(receiver.id), facts) : null;
  const sides = compared ? sidesOf(addresses, compared) : '';
  const differs = compared?.agrees === false;
  const isPodman = facts?.version.product === 'podman';
  const first = asksFirst.length > 0 ? `after ${asksFirst.join(', ')}` : '';
  const hidden = shadows.map((each) =>
    nameRow({
      kind: 'note',
      id: idOf(id, 'hides', each),
      label: `Hides the name on ${each}`,
      description: 'others have it in DNS there',
      tooltip: `On the network ${each} others answer to "${name}", too; who asks as programs do never hears of them.`,
      icon: 'eye-closed',
    }),
  );
  const long =
    network === null
      ? []
      : [
          nameRow({
            kind: 'note',
            id: idOf(id, 'suffix'),
            label: `${name}.${isPodman ? PODMAN_DOMAIN : network}`,
            description: 'leads there, too',
            tooltip: isPodman
              ? `Podman’s DNS knows each name also with ${PODMAN_DOMAIN} behind it.`
              : 'Docker’s DNS knows each name also with the name of the network behind a dot.',
            icon: 'symbol-key',
          }),
        ];
  return nameRow({
    kind: 'name',
    id,
    label: name,
    description: differs ? dotted(sides, leadsTo(one), foundBy) : dotted(leadsTo(one), foundBy, first, sides),
    tooltip: explained(
      differs ? `Measured it differs. ${compared.why}` : summary,
      foundBy,
      [
        differs ? `Computed: ${summary}` : (compared?.why ?? ''),
        first === ''
          ? ''
          : `Other name servers are asked for ${asksFirst.join(', ')} before, by its search domains and ndots; whether one of them knows it nobody tells.`,
        sides === '' ? '' : measuredAt(measured.get(receiver.id)),
        addresses.length > 0 ? `Addresses: ${addresses.join(', ')}` : '',
        network === null ? '' : `Network: ${network}`,
        known === 'derived' && !isPodman ? 'Derived from what the engine tells; the hosts file of the container was not read.' : '',
        isPodman ? 'Derived from its resolv.conf and from what Podman tells of the containers on its networks.' : '',
      ].filter((line) => line !== ''),
    ).replaceAll('Docker’s DNS', isPodman ? 'Podman’s DNS' : 'Docker’s DNS'),
    icon: differs ? 'warning' : first !== '' && icon === 'pass' ? 'question' : icon,
    open: owners.length + shadows.length + long.length > 0 ? false : null,
    name,
    children: () => [...owners.map((owner) => ownerRow(id, owner, address)), ...hidden, ...long],
  });
}

/** What was computed beside what was measured. */
function sidesOf(addresses: readonly string[], { measured }: Compared): string {
  return dotted(`computed ${addresses.length > 0 ? addresses.join(', ') : 'nobody'}`, `measured ${measuredWords(measured)}`);
}

function measuredAt(measurement: Measurement | undefined): string {
  return measurement ? `Measured by ${measurement.asker} in the container at ${measurement.at}` : '';
}

function ownerRow(parent: string, owner: Owner, address: string): NameRow {
  const { id, name, addresses, ports } = owner;
  const { words, icon } = ownerState(owner);
  return nameRow({
    kind: 'owner',
    id: idOf(parent, 'owner', id),
    label: name,
    description: dotted(...addresses, ports.join(' '), words),
    tooltip: [name, addresses.join(', '), ports.length > 0 ? `Ports that its image or it exposes: ${ports.join(' ')}` : '', words ?? '']
      .filter((line) => line !== '')
      .join('\n'),
    icon,
    container: { address, id, name },
  });
}

function idsRow(parent: string, ids: readonly ResolvedName[], receiver: ContainerDetail, engine: EngineView): NameRow {
  const id = idOf(parent, 'ids');
  return nameRow({
    kind: 'ids',
    id,
    label: 'Short ids',
    description: String(ids.length),
    tooltip: 'Docker’s DNS answers to the first twelve digits of a container’s id, too. They change whenever it is made again.',
    icon: 'ellipsis',
    open: false,
    children: () => ids.map((one) => resolvedRow(id, one, receiver, engine)),
  });
}

/** The search domains that a container was given; those of the host nobody tells. */
function searchRow(parent: string, receiver: ContainerDetail): readonly NameRow[] {
  const { search, ndots } = resolverFor(receiver, userNetworks(receiver).length > 0);
  if (!search || search.length === 0) return [];
  const row = nameRow({
    kind: 'note',
    id: idOf(parent, 'search'),
    label: 'Search domains',
    description: dotted(search.join(' '), `ndots:${ndots}`),
    tooltip: `A name with fewer than ${ndots} dots is asked for with these behind it first, any other name after it was not found. Other name servers may know what comes of it.`,
    icon: 'globe',
  });
  return [row];
}

function upstreamRow(parent: string, receiver: ContainerDetail, { version }: EngineFacts): NameRow {
  if (version.product === 'podman') {
    const tooltip = 'The DNS of Podman, where the container asks it, passes names that nobody here has on to other name servers.';
    return nameRow({
      kind: 'note',
      id: idOf(parent, 'upstream'),
      label: 'Other names',
      description: 'asked of other servers',
      tooltip,
      icon: 'globe',
    });
  }
  const isDockers = userNetworks(receiver).length > 0;
  const own = receiver.dns?.servers.join(', ') ?? '';
  const servers = own === '' ? 'the name servers of the engine’s host' : `${own}, as --dns asks for`;
  return nameRow({
    kind: 'note',
    id: idOf(parent, 'upstream'),
    label: 'Other names',
    description: dotted(isDockers ? 'passed on upstream' : 'asked of the servers in resolv.conf', own),
    tooltip: isDockers
      ? `Docker’s DNS passes names that nobody here has on to ${servers}.`
      : `This container is on no user-defined network, so Docker’s DNS knows nobody for it; it asks ${servers}.`,
    icon: 'globe',
  });
}

function isWithSwarm({ summaries }: EngineFacts): boolean {
  return summaries.some(({ labels }) => labels.has('com.docker.swarm.service.name'));
}

function swarmNote(parent: string): NameRow {
  return nameRow({
    kind: 'note',
    id: idOf(parent, 'swarm'),
    label: 'Names of Swarm services',
    description: 'not among these',
    tooltip:
      'Only a manager of the Swarm tells them, and this engine is none. On an overlay network SERVICE leads to the service’s virtual address and tasks.SERVICE to its tasks.',
    icon: 'info',
  });
}

function networkRow(parent: string, network: NamedNetwork, engine: EngineView, facts: EngineFacts): NameRow {
  const id = idOf(parent, 'network', network.name);
  const shown = inOrder(network.names.filter(({ foundBy }) => foundBy !== 'short id'));
  return nameRow({
    kind: 'network',
    id,
    label: network.name,
    description: dotted(count(network.members.length, 'container'), count(shown.length, 'name')),
    tooltip: `The names that every container on ${network.name} can ask Docker’s DNS for, and the private ones of links.`,
    icon: 'type-hierarchy-sub',
    open: false,
    askable: network.members.flatMap(({ id: member, name, running }) => {
      return running && facts.origin !== 'dump' ? [{ address: engine.address, id: member, name }] : [];
    }),
    children: () => [
      ...shown.map((one) => sharedRow(id, one, { engine, facts, network: network.name })),
      ...network.members.flatMap((member) => privateRows(id, member, { engine, facts, network: network.name })),
    ],
  });
}

function sharedRow(parent: string, one: NetworkName, around: OnNetwork): NameRow {
  const { name, foundBy, owners, addresses } = one;
  const id = idOf(parent, 'name', name);
  const answering = owners.filter(({ running }) => running);
  const state = answering.length > 1 ? 'several' : answering.length === 1 ? 'right' : owners.length > 0 ? 'stopped' : 'nobody';
  const told = { name, foundBy, state, owners: [...answering, ...owners.filter(({ running }) => !running)], addresses } as const;
  const { icon, summary } = nameState(told, null);
  const measured = measuredBy(one, around);
  const differing = measured.filter(({ compared }) => compared.agrees === false);
  const asked = measured.length === 0 ? '' : `measured in ${count(measured.length, 'container')}`;
  const differs = differing.map(({ container }) => container).join(', ');
  return nameRow({
    kind: 'name',
    id,
    label: name,
    description:
      differs === '' ? dotted(leadsTo(told), foundBy, asked) : dotted(`measured otherwise in ${differs}`, leadsTo(told), foundBy),
    tooltip: explained(
      summary,
      foundBy,
      differing.map(({ container, compared }) => `Measured in ${container}: ${measuredWords(compared.measured)}. ${compared.why}`),
    ),
    icon: differs === '' ? icon : 'warning',
    open: false,
    name,
    children: () => owners.map((owner) => ownerRow(id, owner, around.engine.address)),
  });
}

/** What the members that were asked for a name of the network were told. */
function measuredBy(
  { name }: NetworkName,
  { engine, facts, network }: OnNetwork,
): readonly { readonly container: string; readonly compared: Compared }[] {
  return [...engine.measured.values()].flatMap((measurement) => {
    const member = engine.details.get(measurement.receiverId);
    const seen = member?.networks.has(network) ? seenIn(engine, member, facts) : null;
    if (!member || seen?.kind !== 'names') return [];
    const own = seen.names.find((each) => each.network === network && each.name === name);
    const compared = own ? compareMeasured(own, measurement, facts) : null;
    return compared ? [{ container: member.name, compared }] : [];
  });
}

interface OnNetwork {
  readonly engine: EngineView;
  readonly facts: EngineFacts;
  readonly network: string;
}

/** The aliases of a member's links on the network. */
function privateRows(parent: string, member: ContainerDetail, { engine, facts, network }: OnNetwork): readonly NameRow[] {
  if ((member.networks.get(network)?.links.length ?? 0) === 0) return [];
  const seen = seenIn(engine, member, facts);
  if (seen.kind === 'unknown') return [];
  return seen.names
    .filter((one) => one.foundBy === 'link alias' && one.network === network)
    .map((one) => {
      const row = resolvedRow(idOf(parent, 'private', member.name), one, member, engine);
      return { ...row, description: dotted(row.description, `only in ${member.name}`) };
    });
}

function note(parent: string, text: string): NameRow {
  return nameRow({ kind: 'note', id: idOf(parent, 'note'), label: text, icon: 'question' });
}

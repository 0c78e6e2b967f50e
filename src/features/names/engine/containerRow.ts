import { composeOrigin } from '../../../domain/compose/running.ts';
import type { ContainerDetail, EngineFacts } from '../../../domain/engine/container.ts';
import { compareMeasured } from '../../../domain/names/measured.ts';
import type { ResolvedName } from '../../../domain/names/namesIn.ts';
import { resolverFor } from '../../../domain/names/resolvConf.ts';
import { userNetworks } from '../../../domain/verdicts/dnsNames.ts';
import type { EngineView } from '../../../model/engineView.ts';
import { count, dotted, idOf, nameRow } from '../rows.ts';
import type { NameRow } from '../rows.ts';
import { inOrder, resolvedRow } from './resolvedRow.ts';
import { seenIn } from './seen.ts';

/** A container with the names that it can ask for, and whom else it asks. */
export function containerRow(parent: string, receiver: ContainerDetail, engine: EngineView, facts: EngineFacts): NameRow {
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

export function note(parent: string, text: string): NameRow {
  return nameRow({ kind: 'note', id: idOf(parent, 'note'), label: text, icon: 'question' });
}

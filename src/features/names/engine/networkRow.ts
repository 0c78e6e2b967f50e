import type { ContainerDetail, EngineFacts } from '../../../domain/engine/container.ts';
import { compareMeasured, measuredWords } from '../../../domain/names/measured.ts';
import type { Compared } from '../../../domain/names/measured.ts';
import type { NamedNetwork, NetworkName } from '../../../domain/names/onNetwork.ts';
import type { EngineView } from '../../../model/engineView.ts';
import { leadsTo, nameState } from '../words.ts';
import { count, dotted, explained, idOf, nameRow } from '../rows.ts';
import type { NameRow } from '../rows.ts';
import { inOrder, ownerRow, resolvedRow } from './resolvedRow.ts';
import { seenIn } from './seen.ts';

/** A network with the names that everybody on it can ask for, and those that links give to some. */
export function networkRow(parent: string, network: NamedNetwork, engine: EngineView, facts: EngineFacts): NameRow {
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

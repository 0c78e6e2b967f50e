import type { ContainerDetail } from '../../../domain/engine/container.ts';
import { compareMeasured, measuredWords } from '../../../domain/names/measured.ts';
import type { Compared, Measurement } from '../../../domain/names/measured.ts';
import type { Owner, ResolvedName } from '../../../domain/names/namesIn.ts';
import { PODMAN_DOMAIN } from '../../../domain/names/resolveName.ts';
import type { EngineView } from '../../../model/engineView.ts';
import { leadsTo, nameState, ownerState } from '../words.ts';
import { dotted, explained, idOf, nameRow } from '../rows.ts';
import type { NameRow } from '../rows.ts';

/** A name as a container finds it, and below it whom it leads to. */
export function resolvedRow(
  parent: string,
  one: ResolvedName,
  receiver: ContainerDetail,
  { address, facts, measured }: EngineView,
): NameRow {
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

/** A container that answers to a name. */
export function ownerRow(parent: string, owner: Owner, address: string): NameRow {
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

/** Lines of the hosts file and aliases of links first, as they are looked up first; the rest by name. */
export function inOrder<T extends Pick<ResolvedName, 'name' | 'foundBy'>>(names: readonly T[]): readonly T[] {
  const rank = ({ foundBy }: T): number => (foundBy === 'hosts file' ? 0 : foundBy === 'link alias' ? 1 : 2);
  return [...names].sort(
    (one, other) => rank(one) - rank(other) || (rank(one) < 2 || one.name === other.name ? 0 : one.name < other.name ? -1 : 1),
  );
}

import { namedNetworks } from '../../../domain/names/onNetwork.ts';
import type { EngineView } from '../../../model/engineView.ts';
import { engineHeading, engineLabel } from '../../shared/engineLabel.ts';
import { count, dotted, idOf, nameRow } from '../rows.ts';
import type { NameGrouping, NameRow } from '../rows.ts';
import { containerRow } from './containerRow.ts';
import { networkRow } from './networkRow.ts';

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

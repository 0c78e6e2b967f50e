import { memoized } from '../../base/memo.ts';
import { ambassadorsAmong } from '../../domain/ambassadors/ambassador.ts';
import { stationsOfEngine } from '../../domain/ambassadors/station.ts';
import { composeOrigin } from '../../domain/compose/running.ts';
import type { ComposeOrigin } from '../../domain/compose/running.ts';
import type { EngineFacts } from '../../domain/engine/container.ts';
import type { EngineLink } from '../../domain/engine/engineLinks.ts';
import { isFault } from '../../domain/verdicts/verdict.ts';
import type { LinkVerdicts, ReceiverVerdicts } from '../../domain/verdicts/verdictsOf.ts';
import type { TargetEngine } from '../../domain/engine/target.ts';
import { derivedValue, runningServices } from '../../model/linkValues.ts';
import type { EngineView } from '../../model/engineView.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { engineLabel } from '../shared/engineLabel.ts';
import { detailRows } from './details.ts';
import type { LinkEntry, LinkGroup, Party } from './entries.ts';
import { countLinks } from './rows.ts';
import { lastSeen, verdictRow, verdictState } from './verdictRows.ts';

/** The links of an engine's containers but for those that a file of the workspace was made into: these stand below their file. */
export function engineGroup(engine: EngineView, snapshot: Snapshot): LinkGroup {
  const known = containersOfFiles(snapshot);
  const receivers = engine.verdicts.filter(({ receiverId }) => !known.has(receiverId));
  const entries = receivers.flatMap((receiver) => receiver.links.map((link) => entryOf(link, receiver, engine, snapshot.target)));
  const { label, icon, description, tooltip } = headOf(engine, entries.length);
  return {
    kind: 'engine',
    key: engine.address,
    label,
    description,
    tooltip,
    icon,
    place: null,
    entries,
    chains: chainsOf(engine, known, snapshot.target),
    party: (name) => partyOf(name, engine),
  };
}

/** Those that a file of the workspace was made into stand below their file. */
function chainsOf({ facts, verdicts, address, health }: EngineView, known: ReadonlySet<string>, target: TargetEngine): LinkGroup['chains'] {
  const ids = new Map(facts?.details.map(({ id, name }) => [name, id]));
  const found = facts ? ambassadorsOf(facts) : [];
  return found.flatMap((ambassador) => {
    const id = ids.get(ambassador.name) ?? '';
    if (known.has(id)) return [];
    const links = verdicts.find(({ receiverId }) => receiverId === id)?.links ?? [];
    const faults = links.flatMap((link) => link.verdicts.slice(0, 1)).filter(({ code }) => isFault(code) && code !== 'unproved');
    const fault = verdictState(faults, target);
    return [
      { ambassador, placeOf: () => null, fault: fault && health.state === 'down' ? lastSeen(fault) : fault, watched: [{ address, id }] },
    ];
  });
}

const ambassadorsOf = memoized((facts: EngineFacts) => ambassadorsAmong(stationsOfEngine(facts)));

function containersOfFiles(snapshot: Snapshot): ReadonlySet<string> {
  const ids = snapshot.files.flatMap((file) =>
    file.kind === 'compose' && file.links.length > 0 ? [...runningServices(file, snapshot).values()].flat().map(({ id }) => id) : [],
  );
  return new Set(ids);
}

function headOf(engine: EngineView, links: number): Pick<LinkGroup, 'label' | 'icon' | 'description' | 'tooltip'> {
  const { health, address, facts } = engine;
  const label = engineLabel(engine);
  if (facts?.origin === 'dump')
    return { label, icon: 'file', description: countLinks(links), tooltip: 'Containers read from the output of docker inspect' };
  switch (health.state) {
    case 'connecting':
      return { label, icon: 'loading~spin', description: 'connecting …', tooltip: `Connecting to ${address}` };
    case 'connected':
      return {
        label,
        icon: 'server',
        description: links === 0 ? 'no further links' : countLinks(links),
        tooltip: `${label} at ${address}`,
      };
    case 'resting':
      return {
        label,
        icon: 'server',
        description: 'as it was read before',
        tooltip: `${label} at ${address}, which is not followed while nobody looks`,
      };
    case 'down':
      return {
        label,
        icon: 'debug-disconnect',
        description: downWords(health.code),
        tooltip: `${health.fault} It is tried again and again.`,
      };
  }
}

function downWords(code: (EngineView['health'] & { readonly state: 'down' })['code']): string {
  switch (code) {
    case 'no-engine':
      return 'not found';
    case 'not-running':
      return 'not running';
    case 'no-permission':
      return 'no permission';
    case 'silent':
      return 'does not answer';
    case 'garbage':
    case 'unusable-address':
      return 'cannot be used';
    case 'refused':
    case 'failed':
      return 'out of reach';
  }
}

function entryOf(
  { link, verdicts }: LinkVerdicts,
  { receiver, receiverId }: ReceiverVerdicts,
  engine: EngineView,
  target: TargetEngine,
): LinkEntry {
  const { source, alias, raw, network, unset } = link;
  const isDown = engine.health.state === 'down';
  const judged = verdictState(verdicts, target) ?? { words: 'not known', icon: 'question', needsAction: false };
  const state = isDown ? lastSeen(judged) : judged;
  const container = { address: engine.address, id: receiverId };
  return {
    receiver,
    source,
    alias: alias === source ? null : alias,
    key: `${network ?? ''} ${raw}`,
    description: state.words,
    tooltip: verdicts.map(({ summary }) => summary).join('\n'),
    icon: state.icon,
    needsAction: state.needsAction,
    place: null,
    container,
    receivers: [container],
    details: (id) =>
      detailRows(id, {
        values: link.variables.map(({ name, value }) => derivedValue(name, value, receiver)),
        valuesNote: link.variables.length > 0 ? `as ${receiver} gets them at its next start` : emptyNote(unset, unset?.text ?? 'none'),
        hosts: link.hosts,
        hostsNote: link.hosts.length > 0 ? `as ${receiver} gets them at its next start` : emptyNote(unset, 'none'),
        verdict: (own) => verdictRow(own, verdicts, target, isDown),
      }),
  };
}

function partyOf(name: string, { containers, address }: EngineView): Party {
  const container = containers.find((one) => one.name === name);
  const origin = container ? composeOrigin(container.labels) : null;
  return {
    description: origin ? `${origin.project} · ${origin.service}` : '',
    tooltip: origin ? `The container ${name} of the project ${origin.project}${placeOf(origin)}` : `The container ${name}`,
    icon: 'vm',
    place: null,
    container: container ? { address, id: container.id } : null,
  };
}

/** Several projects may have one name. */
function placeOf({ folder }: ComposeOrigin): string {
  return folder === null ? '' : ` in ${folder}`;
}

/** A receiver that cannot start again has what its last start gave it. */
function emptyNote(unset: EngineLink['unset'], otherwise: string): string {
  switch (unset?.code) {
    case 'dangling':
    case 'source-stopped':
    case 'source-off-bridge':
      return 'what its last start gave stays; the next start fails';
    case undefined:
    case 'off-on-engine':
    case 'unknown-api':
    case 'receiver-off-bridge':
    case 'source-unread':
    case 'dns-link':
    case 'connected-to-bridge':
    case 'no-network':
      return otherwise;
  }
}

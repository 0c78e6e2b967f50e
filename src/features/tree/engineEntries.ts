import { composeOrigin } from '../../domain/compose/running.ts';
import type { EngineLink, ReceiverLinks } from '../../domain/engine/engineLinks.ts';
import type { TargetEngine } from '../../domain/engine/target.ts';
import { derivedValue, runningServices } from '../../model/linkValues.ts';
import type { EngineView } from '../../model/engineView.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { detailRows } from './details.ts';
import type { LinkEntry, LinkGroup, Party } from './entries.ts';
import { countLinks } from './rows.ts';
import type { RowIcon } from './rows.ts';

/** The links of an engine's containers but for those that a file of the workspace was made into: these stand below their file. */
export function engineGroup(engine: EngineView, snapshot: Snapshot): LinkGroup {
  const known = containersOfFiles(snapshot);
  const receivers = engine.receivers.filter(({ receiverId }) => !known.has(receiverId));
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
    party: (name) => partyOf(name, engine),
  };
}

function containersOfFiles(snapshot: Snapshot): ReadonlySet<string> {
  const ids = snapshot.files.flatMap((file) =>
    file.kind === 'compose' && file.links.length > 0 ? [...runningServices(file, snapshot).values()].flat().map(({ id }) => id) : [],
  );
  return new Set(ids);
}

function headOf({ health, version, address }: EngineView, links: number): Pick<LinkGroup, 'label' | 'icon' | 'description' | 'tooltip'> {
  const product = version?.product === 'podman' ? 'Podman' : 'Docker';
  const label = version ? `${product} ${version.version}` : 'Docker engine';
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

function entryOf(link: EngineLink, { receiver, receiverId }: ReceiverLinks, { address }: EngineView, target: TargetEngine): LinkEntry {
  const { source, alias, raw, network, unset } = link;
  const state = stateOf(link, target);
  return {
    receiver,
    source,
    alias: alias === source ? null : alias,
    key: `${network ?? ''} ${raw}`,
    description: state.words,
    tooltip: unset?.text ?? `${receiver} reaches ${source} as ${alias}.`,
    icon: state.icon,
    needsAction: state.icon === 'warning' || state.icon === 'error',
    place: null,
    container: { address, id: receiverId },
    details: (id) =>
      detailRows(id, {
        values: link.variables.map(({ name, value }) => derivedValue(name, value, receiver)),
        valuesNote: link.variables.length > 0 ? `as ${receiver} gets them at its next start` : 'none',
        hosts: link.hosts,
        hostsNote: link.hosts.length > 0 ? `as ${receiver} gets them at its next start` : 'none',
        verdict: unset?.text ?? 'The engine sets its variables and its hosts line.',
        verdictIcon: state.icon === 'link' ? 'pass' : state.icon,
      }),
  };
}

/** In a few words, how it stands with a link. */
function stateOf({ mechanism, unset }: EngineLink, target: TargetEngine): { readonly words: string; readonly icon: RowIcon } {
  switch (unset?.code) {
    case 'dangling':
      return { words: 'dangling: the source is gone', icon: 'error' };
    case 'source-stopped':
      return { words: 'the source does not run', icon: 'warning' };
    case 'source-off-bridge':
      return { words: 'the source is off the bridge', icon: 'warning' };
    case 'receiver-off-bridge':
    case 'connected-to-bridge':
    case 'no-network':
      return { words: 'no effect', icon: 'warning' };
    case 'unknown-api':
    case 'source-unread':
      return { words: 'not known', icon: 'question' };
    case 'off-on-engine':
      return { words: 'legacy link: hosts line, no variables', icon: 'warning' };
    case 'dns-link':
    case undefined:
      break;
  }
  if (mechanism === 'dns') return { words: 'private name in DNS', icon: 'link' };
  return { words: 'legacy link: variables and hosts line', icon: target <= 28 ? 'info' : 'warning' };
}

function partyOf(name: string, { containers, address }: EngineView): Party {
  const container = containers.find((one) => one.name === name);
  const origin = container ? composeOrigin(container.labels) : null;
  return {
    description: origin ? `${origin.project} · ${origin.service}` : '',
    tooltip: origin ? `The container ${name} of the project ${origin.project}` : `The container ${name}`,
    icon: 'vm',
    place: null,
    container: container ? { address, id: container.id } : null,
  };
}

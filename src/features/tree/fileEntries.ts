import { memoized } from '../../base/memo.ts';
import { ambassadorsInFile } from '../../domain/ambassadors/inFile.ts';
import { isFault, VERDICT_CODES } from '../../domain/verdicts/verdict.ts';
import type { Verdict } from '../../domain/verdicts/verdict.ts';
import type { JudgedLink } from '../../domain/findings/index.ts';
import { effectOfLink, liveLinks, runningServices } from '../../model/linkValues.ts';
import type { LiveLink } from '../../model/linkValues.ts';
import { readersOfVariable } from '../../model/readers.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import type { Range } from '../../syntax/text.ts';
import { effectOf } from '../shared/words.ts';
import type { Chain } from './ambassadorRows.ts';
import { detailRows, plainVerdict } from './details.ts';
import type { LinkDetails } from './details.ts';
import type { LinkEntry, LinkGroup, Party } from './entries.ts';
import { countLinks } from './rows.ts';
import type { RowIcon, RowPlace } from './rows.ts';
import { lastSeen, verdictRow, verdictState } from './verdictRows.ts';
import type { VerdictState } from './verdictRows.ts';

const TOP: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The links of a compose file, joined with the containers that run its services. */
export function fileGroup(file: ReadFile, snapshot: Snapshot): LinkGroup {
  const { uri, path, compose, links } = file;
  const project = compose.name?.value;
  return {
    kind: 'file',
    key: uri,
    label: path,
    description: project === undefined ? countLinks(links.length) : `${project} · ${countLinks(links.length)}`,
    tooltip: path,
    icon: 'file',
    place: { uri, range: TOP },
    chains: chainsOf(file),
    entries: links.map((link) => entryOf(link, file, snapshot)),
    party: (name) => partyOf(name, file, snapshot),
  };
}

const chainsOf = memoized((file: ReadFile): readonly Chain[] => {
  const { text, compose, links, uri } = file;
  const found = ambassadorsInFile({ text, compose, links: links.map(({ link }) => link) });
  const placeOf = (name: string): RowPlace | null => {
    const service = servicesOf(file).get(name);
    return service ? { uri, range: service.nameRange } : null;
  };
  return found.map((ambassador) => ({ ambassador, placeOf, fault: null, watched: [] }));
});

function entryOf(judged: JudgedLink, file: ReadFile, snapshot: Snapshot): LinkEntry {
  const { link, finding } = judged;
  const { service, target, alias, raw, kind, range } = link;
  const live = liveLinks(link, file, snapshot);
  const fault = liveState(live, file.target);
  const state = (fault && isOutOfReach(live, snapshot) ? lastSeen(fault) : fault) ?? writtenState(judged, file.target);
  return {
    receiver: service,
    source: target ?? (raw === '' ? '(empty)' : raw),
    alias: alias === target ? null : alias,
    key: `${kind} ${raw}`,
    description: state.words,
    tooltip: [finding?.message ?? `${raw}: ${effectOf(link, file.target)}.`, ...gravest(live).map(({ summary }) => summary)].join('\n'),
    icon: state.icon,
    needsAction: state.needsAction,
    place: { uri: file.uri, range },
    container: null,
    receivers: live.map(({ address, receiverId }) => ({ address, id: receiverId })),
    details: (id) =>
      detailRows(id, {
        ...detailsOf(judged, file, { live, snapshot }),
        readers: (name) => readersOfVariable(snapshot, name, [{ file, link }]),
      }),
  };
}

/** What the file says of a link, as long as no container has it. */
function writtenState({ link, finding }: JudgedLink, target: ReadFile['target']): VerdictState {
  const severity = finding?.severity ?? null;
  const icon = severity === null || severity === 'hint' ? 'link' : iconOf(severity);
  return { words: effectOf(link, target), icon, needsAction: severity === 'warning' || severity === 'error' };
}

/** A fault of a running link goes before what the file says of it. */
function liveState(live: readonly LiveLink[], target: ReadFile['target']): VerdictState | null {
  const [verdict] = gravest(live);
  return verdict && isFault(verdict.code) && verdict.code !== 'unproved' ? verdictState([verdict], target) : null;
}

/** Whether no engine that has the link can be asked now. */
function isOutOfReach(live: readonly LiveLink[], { engines }: Snapshot): boolean {
  return live.length > 0 && live.every(({ address }) => engines.find((one) => one.address === address)?.health.state === 'down');
}

/** What is to be said of the container with which it stands worst. */
function gravest(live: readonly LiveLink[]): readonly Verdict[] {
  const rank = ({ verdicts }: LiveLink): number => VERDICT_CODES.findIndex((code) => code === verdicts[0]?.code);
  return live.toSorted((a, b) => rank(a) - rank(b))[0]?.verdicts ?? [];
}

/** What runs of a link, and everything else that is known. */
interface Running {
  readonly live: readonly LiveLink[];
  readonly snapshot: Snapshot;
}

function detailsOf({ link, finding }: JudgedLink, file: ReadFile, { live, snapshot }: Running): LinkDetails {
  const { values, hosts } = effectOfLink(link, file, live, snapshot);
  const verdicts = gravest(live);
  const written = plainVerdict(finding?.message ?? `${effectOf(link, file.target)}.`, iconOf(finding?.severity ?? null));
  return {
    values,
    valuesNote: valuesNote(link.mechanism, file.target, live),
    hosts,
    hostsNote: hostsNote(link.mechanism, file.target, live),
    verdict: verdicts.length > 0 ? (id) => verdictRow(id, verdicts, file.target, isOutOfReach(live, snapshot)) : written,
  };
}

function valuesNote(mechanism: JudgedLink['link']['mechanism'], target: ReadFile['target'], live: readonly LiveLink[]): string {
  if (live.some(({ link: { variables } }) => variables.length > 0)) return `as ${receiversOf(live)} gets them at its next start`;
  switch (mechanism) {
    case 'dns':
      return 'none: a link on a project network sets no variables';
    case 'legacy':
      return target <= 28 ? 'predicted from files' : `set up to Docker 28, not by Docker ${target}`;
    case 'none':
    case 'refused':
      return 'none';
    case 'unknown':
      return 'not known from the files';
  }
}

function hostsNote(mechanism: JudgedLink['link']['mechanism'], target: ReadFile['target'], live: readonly LiveLink[]): string {
  if (live.some(({ link: { hosts } }) => hosts.length > 0)) return `as ${receiversOf(live)} gets them at its next start`;
  switch (mechanism) {
    case 'dns':
      return "none: the name comes from Docker's DNS";
    case 'legacy':
      return target <= 29 ? 'written when the service starts' : 'none: Docker 30 is to write none';
    case 'none':
    case 'refused':
      return 'none';
    case 'unknown':
      return 'not known from the files';
  }
}

function receiversOf(live: readonly LiveLink[]): string {
  return [...new Set(live.map(({ receiver }) => receiver))].join(', ');
}

/** Every row of a file asks for one of its services. */
const servicesOf = memoized((file: ReadFile) => new Map(file.compose.services.map((service) => [service.name, service])));

function partyOf(name: string, file: ReadFile, snapshot: Snapshot): Party {
  const service = servicesOf(file).get(name);
  const containers = runningServices(file, snapshot).get(name) ?? [];
  const running = containers.map((container) => container.name).join(', ');
  const [only] = containers;
  const address = snapshot.engines.find((engine) => engine.containers.some(({ id }) => id === only?.id))?.address;
  return {
    description: running,
    tooltip: running === '' ? `The service ${name}` : `The service ${name}, run by ${running}`,
    icon: containers.length > 0 ? 'vm' : 'package',
    place: service ? { uri: file.uri, range: service.nameRange } : null,
    container: containers.length === 1 && only && address !== undefined ? { address, id: only.id } : null,
  };
}

function iconOf(severity: 'hint' | 'information' | 'warning' | 'error' | null): RowIcon {
  switch (severity) {
    case null:
    case 'hint':
      return 'pass';
    case 'information':
      return 'info';
    case 'warning':
    case 'error':
      return severity;
  }
}

import type { ContainerDetail, ContainerSummary, EngineFacts, EngineVersion } from '../../domain/engine/container.ts';
import { unread } from '../../domain/verdicts/evidence.ts';
import type { ReceiverEvidence } from '../../domain/verdicts/evidence.ts';
import { lastComponent, parseLinkString } from '../../domain/links/linkString.ts';
import { decodeDetail } from './decode.ts';
import { decodeIcc } from './evidence.ts';
import type { Fields } from './shape.ts';

/** What the output of `docker inspect` cannot tell, as a stable code and a sentence. */
export interface DumpGap {
  readonly code: 'version' | 'link-names' | 'first-process' | 'hosts-file' | 'icc' | 'sources-missing';
  readonly text: string;
}

/** A text read as the output of `docker inspect`. */
export interface Dump {
  readonly facts: EngineFacts;
  /** That nothing is known of what containers hold. */
  readonly evidence: readonly ReceiverEvidence[];
  /** The containers and images of the text by id, as they stand there. */
  readonly inspected: ReadonlyMap<string, unknown>;
  readonly gaps: readonly DumpGap[];
  /** What is wrong with the text, in words. */
  readonly problems: readonly string[];
}

/** Longest text that is read, in characters. */
const MAXIMUM = 50_000_000;

/** Objects without an end after which reading stops: each costs a walk over the rest of the text. */
const OPEN_ENDS = 8;

/** The text of a file that a shell wrote; Windows PowerShell writes UTF-16. */
export function inspectText(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(bytes);
}

/** Reads containers and networks out of the output of `docker inspect`, however it was pasted: several outputs, other lines around, cut off. */
export function readDump(text: string): Dump {
  const { objects, cut } = jsonObjects(text.slice(0, MAXIMUM));
  const containers = objects.filter((fields) => 'Config' in fields && 'HostConfig' in fields);
  const decoded = containers.map((fields) => ({
    name: fields['Name'],
    result: decodeDetail({ State: {}, NetworkSettings: {}, ...fields }),
  }));
  const details = new Map(decoded.flatMap(({ result }) => ('value' in result ? [[result.value.id, result.value] as const] : [])));
  const wrong = decoded.flatMap(({ name, result }) =>
    'wrong' in result ? [`${typeof name === 'string' ? `"${name}"` : 'A container'} cannot be read: ${result.wrong}.`] : [],
  );
  const facts = factsOf([...details.values()], objects);
  const nothing = details.size === 0 && wrong.length === 0 ? [nothingIn(text)] : [];
  const shortened = cut || text.length > MAXIMUM ? ['A part of the text is cut off.'] : [];
  const evidence = facts.details.map(({ id }) => ({
    receiverId: id,
    environment: unread<never>('not-told'),
    hosts: unread<never>('not-told'),
  }));
  const images = objects.filter((fields) => 'RepoTags' in fields && 'RootFS' in fields);
  const inspected = new Map(
    [...containers, ...images].flatMap((fields) => (typeof fields['Id'] === 'string' ? [[fields['Id'], fields]] : [])),
  );
  return { facts, evidence, inspected, gaps: gapsOf(facts), problems: [...wrong, ...nothing, ...shortened] };
}

function nothingIn(text: string): string {
  return text.trim() === '' ? 'The text is empty.' : 'The text holds no container as docker inspect prints it.';
}

function factsOf(details: readonly ContainerDetail[], objects: readonly Fields[]): EngineFacts {
  const podman = objects.some((fields) => 'OCIRuntime' in fields && 'HostConfig' in fields);
  const version: EngineVersion = { version: '', apiVersion: '', product: podman ? 'podman' : 'docker' };
  const bridge = objects.find((fields) => fields['Name'] === 'bridge' && 'IPAM' in fields);
  const icc = decodeIcc(bridge);
  const labels = new Map(objects.map((fields) => [fields['Id'], labelsOf(fields['Config'])]));
  return {
    version,
    summaries: details.map((detail) => summary(detail, labels.get(detail.id) ?? new Map<string, string>())),
    details,
    origin: 'dump',
    ...('value' in icc ? { icc: icc.value } : {}),
  };
}

/** Only the list of an engine tells link names. */
function summary({ id, name, networkMode }: ContainerDetail, labels: ContainerSummary['labels']): ContainerSummary {
  return { id, name, names: [`/${name}`], networkMode, labels };
}

function labelsOf(config: unknown): ContainerSummary['labels'] {
  const labels = typeof config === 'object' && config !== null && 'Labels' in config ? config.Labels : null;
  const entries = typeof labels === 'object' && labels !== null ? Object.entries(labels) : [];
  return new Map(entries.flatMap(([name, value]: [string, unknown]) => (typeof value === 'string' ? [[name, value] as const] : [])));
}

function gapsOf(facts: EngineFacts): readonly DumpGap[] {
  if (facts.details.length === 0) return [];
  const missing = missingSources(facts);
  return [
    { code: 'version', text: 'Which version of Docker it came from, and so whether links set variables.' },
    { code: 'link-names', text: 'Whether the source of a link is still the container that the link was made for.' },
    { code: 'first-process', text: 'Which variables the first process of a container really has.' },
    { code: 'hosts-file', text: 'What the hosts file of a container says.' },
    ...(facts.icc === undefined
      ? [{ code: 'icc', text: 'Whether containers on the default bridge reach each other without a link.' } as const]
      : []),
    ...(missing.length > 0 ? [{ code: 'sources-missing', text: `What these sources of links are: ${missing.join(', ')}.` } as const] : []),
  ];
}

function missingSources({ details }: EngineFacts): readonly string[] {
  const names = new Set(details.map(({ name }) => name));
  const links = details.flatMap(({ links: legacy, networks }) => [
    ...legacy,
    ...[...networks.values()].flatMap((endpoint) => endpoint.links),
  ]);
  const sources = links.flatMap((raw) => {
    const link = parseLinkString(raw);
    return link.kind === 'link' ? [lastComponent(link.name)] : [];
  });
  return [...new Set(sources)].filter((name) => !names.has(name)).sort();
}

/** Every JSON object that stands for itself in a text or in a list; `cut` says that one of them does not end. */
function jsonObjects(text: string): { readonly objects: readonly Fields[]; readonly cut: boolean } {
  const objects: Fields[] = [];
  const begins = /\{(?=\s*["}])/g;
  let open = 0;
  while (open < OPEN_ENDS && begins.test(text)) {
    const start = begins.lastIndex - 1;
    if (!standsAlone(text, start)) continue;
    const end = objectEnd(text, start);
    const fields = end === null ? null : parsed(text.slice(start, end));
    if (fields) objects.push(fields);
    if (end === null) open += 1;
    begins.lastIndex = end ?? nextList(text, start);
  }
  return { objects, cut: open > 0 };
}

/** Whether a brace is the first thing of the text, of a line, or of an element of a list. */
function standsAlone(text: string, brace: number): boolean {
  for (let at = brace - 1; at >= 0; at -= 1) {
    const before = text.charAt(at);
    if (before === '\n' || before === '[' || before === ',') return true;
    if (before.trim() !== '') return false;
  }
  return true;
}

/** Where the next output begins after one that was cut off. */
function nextList(text: string, start: number): number {
  const next = text.indexOf('\n[', start);
  return next < 0 ? text.length : next;
}

/** The place behind the brace that closes an object, null when none does. */
function objectEnd(text: string, start: number): number | null {
  const marks = /["{}]|\\./gs;
  marks.lastIndex = start;
  let depth = 0;
  let quoted = false;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    if (mark[0] === '"') quoted = !quoted;
    else if (!quoted && mark[0] === '{') depth += 1;
    else if (!quoted && mark[0] === '}') depth -= 1;
    if (depth === 0) return marks.lastIndex;
  }
  return null;
}

function parsed(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Fields) : null;
  } catch {
    return null;
  }
}

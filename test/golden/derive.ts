import { algorithmOf } from '../../src/domain/env/algorithm.ts';
import { receiverEnvironment } from '../../src/domain/env/environment.ts';
import { linkVariables } from '../../src/domain/env/linkVariables.ts';
import type { LinkVariable } from '../../src/domain/env/linkVariables.ts';
import { hostsLines } from '../../src/domain/hosts/hostsLines.ts';
import { lastComponent, parseLinkString } from '../../src/domain/links/linkString.ts';
import { isContainer } from './capture.ts';
import { derivedHosts, specialLines } from './hosts.ts';
import type { Derived } from './hosts.ts';
import type { Capture, CapturedContainer, Phase } from './capture.ts';

/** How one comparison of a phase ended; `reason` is the first difference, or why nothing could be compared. */
export interface Outcome {
  readonly what: string;
  readonly result: 'passed' | 'failed' | 'not comparable';
  readonly reason: string;
}

/** Phases in which the receiver was just started, so that PID 1 and the hosts file are fresh. */
const FRESH = new Set([
  'run',
  'both started',
  'receiver restarted',
  'source started, receiver started',
  'legacy link',
  'a',
  'b',
  'link to the link name',
  'default bridge',
]);

/** Variables the runtime adds on its own. */
const RUNTIME = new Set(['PATH', 'HOSTNAME', 'TERM']);

/** A link of a receiver whose source is in the capture. */
interface LiveLink {
  readonly alias: string;
  readonly fullName: string;
  readonly source: CapturedContainer;
}

/**
 * Compares what the core derives with what was captured: variables in every phase, hosts lines where the receiver was just started, and in
 * every phase the whole hosts file as it follows from the phase before and from what happened since.
 */
export function compare(capture: Capture): readonly Outcome[] {
  const hosts = derivedHosts(capture);
  return capture.phases.flatMap((phase) => [...compareFresh(capture, phase), compareFile(phase, hosts.get(phase))]);
}

function compareFresh(capture: Capture, phase: Phase): readonly Outcome[] {
  const { receiver } = phase;
  if (!isContainer(receiver)) return [skipped(phase, 'variables', 'the receiver does not exist')];
  const links = liveLinks(receiver, phase);
  if (typeof links === 'string') return [skipped(phase, 'variables', links)];
  return [compareVariables(capture, phase, receiver, links), ...compareHosts(phase, receiver, links)];
}

/** With several links or networks the engine's order is random. */
function compareFile(phase: Phase, derived: Derived | undefined): Outcome {
  const what = 'hosts through events';
  if (!derived || 'reason' in derived) return skipped(phase, what, derived?.reason ?? '');
  if (!phase.etc_hosts) return skipped(phase, what, 'no hosts file was captured');
  const captured = specialLines(phase.etc_hosts);
  const networks = isContainer(phase.receiver) ? Object.keys(phase.receiver.NetworkSettings.Networks ?? {}) : [];
  const links = isContainer(phase.receiver) ? (phase.receiver.HostConfig.Links ?? []) : [];
  const inOrder = networks.length < 2 && links.length < 2;
  const [left, right] = [derived.lines, captured].map((lines) => JSON.stringify(inOrder ? lines : [...lines].sort()));
  return judged(phase, what, left === right ? null : `derived ${left ?? ''}, captured ${right ?? ''}`);
}

function skipped(phase: Phase, what: string, reason: string): Outcome {
  return { what: `${phase.phase}: ${what}`, result: 'not comparable', reason };
}

function judged(phase: Phase, what: string, difference: string | null): Outcome {
  return { what: `${phase.phase}: ${what}`, result: difference === null ? 'passed' : 'failed', reason: difference ?? '' };
}

function onBridge(container: CapturedContainer): boolean {
  return container.NetworkSettings.Networks?.['bridge'] !== undefined;
}

function isLegacy({ HostConfig: { NetworkMode } }: CapturedContainer): boolean {
  return NetworkMode === 'default' || NetworkMode === 'bridge';
}

/** The receiver's links with their sources, or why they cannot be told from the capture. */
function liveLinks(receiver: CapturedContainer, phase: Phase): readonly LiveLink[] | string {
  if (!isLegacy(receiver) || !onBridge(receiver)) return [];
  const links: LiveLink[] = [];
  for (const text of receiver.HostConfig.Links ?? []) {
    const link = parseLinkString(text);
    const fullName = text.slice(text.indexOf(':') + 1);
    if (link.kind === 'refused') return `the link ${text} cannot be read`;
    const source = phase.sources.find((one) => isContainer(one) && one.Name === `/${link.name}`);
    if (!source || !isContainer(source)) return `the source of ${text} is not in the capture`;
    if (source.ListNames && !source.ListNames.includes(fullName)) return `the link ${text} points to a container that is gone`;
    if (!source.State.Running) return `the source of ${text} does not run`;
    if (!onBridge(source)) return `the source of ${text} is not on the default bridge`;
    links.push({ alias: lastComponent(fullName), fullName, source });
  }
  return links;
}

function compareVariables(capture: Capture, phase: Phase, receiver: CapturedContainer, links: readonly LiveLink[]): Outcome {
  const captured = FRESH.has(phase.phase) ? phase.pid1_env : phase.exec_env;
  if (!captured || captured.length === 0) return skipped(phase, 'variables', 'no environment was captured');
  const algorithm = algorithmOf(capture.engine.ApiVersion, capture.engine.Tag.includes('-keep'));
  if (!algorithm) return skipped(phase, 'variables', `unknown API version ${capture.engine.ApiVersion}`);
  const variables = links.flatMap(({ alias, fullName, source }): readonly LinkVariable[] =>
    linkVariables(
      {
        alias,
        fullName,
        address: source.NetworkSettings.Networks?.['bridge']?.IPAddress ?? '',
        exposedPorts: Object.keys(source.Config.ExposedPorts ?? {}),
        sourceEnv: source.Config.Env ?? [],
      },
      algorithm,
    ),
  );
  const own = receiver.Config.Env ?? [];
  const expected = receiverEnvironment(variables, own);
  const keysOnly = capture.case === 'alias-mangling-collision';
  return judged(phase, 'variables', firstDifference(expected, readEnvironment(captured), own, keysOnly));
}

function readEnvironment(entries: readonly string[]): ReadonlyMap<string, string> {
  return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]));
}

function firstDifference(
  expected: ReadonlyMap<string, string>,
  captured: ReadonlyMap<string, string>,
  own: readonly string[],
  keysOnly: boolean,
): string | null {
  const setsHome = own.some((entry) => entry.startsWith('HOME='));
  const left = (name: string): boolean => RUNTIME.has(name) || (name === 'HOME' && !setsHome);
  for (const [name, value] of expected) {
    if (left(name)) continue;
    const found = captured.get(name);
    if (found === undefined) return `${name} is derived and was not captured`;
    if (!keysOnly && found !== value) return `${name}: derived ${JSON.stringify(value)}, captured ${JSON.stringify(found)}`;
  }
  const extra = [...captured.keys()].find((name) => !left(name) && !expected.has(name));
  return extra === undefined ? null : `${extra} was captured and is not derived`;
}

function compareHosts(phase: Phase, receiver: CapturedContainer, links: readonly LiveLink[]): readonly Outcome[] {
  if (!FRESH.has(phase.phase) || !isLegacy(receiver)) return [];
  if (!phase.etc_hosts) return [skipped(phase, 'hosts', 'no hosts file was captured')];
  const captured = new Set(phase.etc_hosts.split('\n'));
  const expected = links.flatMap(({ alias, source }) => {
    const bridge = source.NetworkSettings.Networks?.['bridge'];
    return hostsLines({
      alias,
      hostname: source.Config.Hostname,
      sourceName: source.Name.slice(1),
      ipv4: bridge?.IPAddress ?? '',
      ipv6: bridge?.GlobalIPv6Address ?? '',
    });
  });
  const missing = expected.find((line) => !captured.has(line));
  return [judged(phase, 'hosts', missing === undefined ? null : `the line ${JSON.stringify(missing)} is not in the captured hosts file`)];
}

import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import { exposedKeys } from '../compose/exposed.ts';
import type { ContainerDetail, ContainerSummary, EngineFacts } from '../engine/container.ts';
import { EXPLANATIONS, missedByRegistrator, recogniseRegistry, SYSTEM_NAMES } from './recognise.ts';
import type { Candidate, Recognised } from './recognise.ts';
import type { RegistryKind } from './registry.ts';

/** Something of a compose file or an engine that registers or discovers services. */
export interface FoundSystem extends Recognised {
  /** The service's or container's name. */
  readonly name: string;
  /** The container's id; null in a file. */
  readonly container: string | null;
  /** The container ports that are published, such as `8500/tcp`. */
  readonly published: readonly string[];
  /** Two sentences about what is recognised and not read; null for what is read. */
  readonly explanation: string | null;
}

/** A service or container that speaks to registrator and has ports that registrator passes over. */
export interface MissedPorts {
  readonly name: string;
  readonly ports: readonly string[];
}

/** What a compose file or an engine has of registries. */
export interface FoundSystems {
  readonly systems: readonly FoundSystem[];
  readonly missed: readonly MissedPorts[];
}

/** The services of a compose file as it states them. */
export function systemsOfFile(services: readonly ComposeService[]): FoundSystems {
  return systemsOf(services.map((service) => ({ candidate: candidateOfService(service), container: null })));
}

/** The running containers of an engine. Of a Swarm the engine itself is the registry, so it is told once. */
export function systemsOfEngine({ summaries, details }: EngineFacts): FoundSystems {
  const byId = new Map(details.map((detail) => [detail.id, detail]));
  const running = summaries.filter(({ id }) => byId.get(id)?.running !== false);
  const candidates = running.map((summary) => ({ candidate: candidateOfContainer(summary, byId.get(summary.id)), container: summary.id }));
  const { systems, missed } = systemsOf(candidates);
  const first = systems.find(({ kind }) => kind === 'swarm');
  return { systems: systems.filter((one) => one.kind !== 'swarm' || one === first), missed };
}

interface Known {
  readonly candidate: Candidate;
  readonly container: string | null;
}

function systemsOf(all: readonly Known[]): FoundSystems {
  const systems = all.flatMap(({ candidate, container }): readonly FoundSystem[] => {
    const found = recogniseRegistry(candidate);
    if (!found) return [];
    const { name, published } = candidate;
    return [{ ...found, name, container, published, explanation: explanationOf(found) }];
  });
  const registrators = all.filter(({ candidate }) => recogniseRegistry(candidate)?.kind === 'registrator');
  const isInternal = registrators.some(({ candidate }) => /(?:^|\s)-?-internal(?:=true)?(?:\s|$)/.test(candidate.command));
  // Variables such as SERVICE_NAME mean something to others, too, so without a registrator at hand nothing is said.
  const missed =
    registrators.length === 0
      ? []
      : all.map(({ candidate }) => ({ name: candidate.name, ports: missedByRegistrator(candidate, isInternal) }));
  return { systems, missed: missed.filter(({ ports }) => ports.length > 0) };
}

function explanationOf({ kind }: Recognised): string | null {
  return kind in EXPLANATIONS ? EXPLANATIONS[kind as Exclude<typeof kind, RegistryKind>] : null;
}

function candidateOfService(service: ComposeService): Candidate {
  const published = service.ports.flatMap(({ value }) => exposedKeys(value));
  const exposed = [...new Set([...published, ...service.expose.flatMap(({ value }) => exposedKeys(value))])];
  return {
    name: service.name,
    image: service.image?.value ?? '',
    labels: new Map(service.labels.map(({ name, value }) => [name, value])),
    environment: new Map(service.environment.map(({ name, value }) => [name, value])),
    command: service.command,
    exposed,
    published: service.networkMode?.value === 'host' ? exposed : published,
  };
}

function candidateOfContainer(summary: ContainerSummary, detail: ContainerDetail | undefined): Candidate {
  const published = summary.published ?? [];
  const exposed = [...new Set([...published, ...(detail?.exposedPorts ?? [])])];
  return {
    name: summary.name,
    image: detail?.image ?? summary.image ?? '',
    labels: summary.labels,
    environment: new Map((detail?.env ?? []).map(splitVariable)),
    command: (detail?.command ?? []).join(' '),
    exposed,
    published: summary.networkMode === 'host' ? exposed : published,
  };
}

function splitVariable(entry: string): readonly [string, string] {
  const at = entry.indexOf('=');
  return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
}

/** A found system in a few words: what it is, and by what it was recognised. */
export function foundWords({ kind, name, evidence }: FoundSystem): string {
  return `${name}: ${SYSTEM_NAMES[kind]} (${evidence.join(', ')})`;
}

/** The port trap of registrator in one sentence. */
export function missedWords({ name, ports }: MissedPorts): string {
  return `${name}: registrator passes over ${ports.join(', ')}, which ${ports.length === 1 ? 'is' : 'are'} not published; it registers only published ports, unless it is started with -internal.`;
}

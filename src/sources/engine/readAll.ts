import type { ContainerDetail, ContainerSummary, EngineFacts } from '../../domain/engine/container.ts';
import type { SwarmName } from '../../domain/engine/swarmName.ts';
import { readSwarmNames } from '../../domain/registries/swarm.ts';
import type { EngineFault } from '../../domain/engine/health.ts';
import { isFault } from './api.ts';
import type { Answer, EngineApi } from './api.ts';
import { candidates } from './candidates.ts';
import { inParallel } from './inParallel.ts';

/** What is known of an engine already, and which of its containers something happened to since. */
export interface Known {
  readonly facts: EngineFacts;
  readonly touched: ReadonlySet<string>;
}

/** Reads what links depend on: the list, and each container that can have or be behind a link; one that is known and was not touched is not asked for again. */
export async function readAll(api: EngineApi, known: Known | null = null, signal?: AbortSignal): Promise<Answer<EngineFacts>> {
  const version = known ? { value: known.facts.version } : await api.version(signal);
  if (isFault(version)) return version;
  const listed = await api.list(signal);
  if (isFault(listed)) return listed;
  const summaries = listed.value;
  const anew = known && touchedBy(known, summaries);
  const kept = new Map(known?.facts.details.filter(({ id }) => !anew?.has(id)).map((detail) => [detail.id, detail]));
  const wanted = candidates(summaries);
  const details = await inspectAll(
    api,
    wanted.filter(({ id }) => !kept.has(id)),
    signal,
  );
  if (isFault(details)) return details;
  const all = wanted.flatMap(({ id }) => kept.get(id) ?? details.value.get(id) ?? []);
  const swarm = summaries.some(({ labels }) => labels.has(OF_SERVICE)) ? await readSwarmNamesOf(api, signal) : null;
  return { value: { version: version.value, summaries, details: all, ...(swarm && { swarm }) } };
}

/** The label of every container that a Swarm's service has. */
const OF_SERVICE = 'com.docker.swarm.service.name';

/** Only a manager tells; null where this engine is none. */
async function readSwarmNamesOf(api: EngineApi, signal: AbortSignal | undefined): Promise<readonly SwarmName[] | null> {
  const [services, tasks, networks] = await Promise.all([
    api.get('/services', {}, signal),
    api.get('/tasks', {}, signal),
    api.get('/networks', { filters: JSON.stringify({ scope: ['swarm'] }) }, signal),
  ]);
  if (isFault(services) || isFault(tasks) || isFault(networks)) return null;
  return readSwarmNames({ services: services.value, tasks: tasks.value, networks: networks.value });
}

/** Which containers something happened to, or to one of their sources: they show their sources' names, and what they hold may be of another time than those. */
export function touchedBy({ facts, touched }: Known, summaries: readonly ContainerSummary[]): ReadonlySet<string> {
  const names = new Set(summaries.filter(({ id }) => touched.has(id)).flatMap((one) => one.names));
  const receivers = facts.details.filter(({ links }) => links.some((raw) => names.has(raw.slice(raw.indexOf(':') + 1))));
  return new Set([...touched, ...receivers.map(({ id }) => id)]);
}

async function inspectAll(
  api: EngineApi,
  wanted: readonly ContainerSummary[],
  signal: AbortSignal | undefined,
): Promise<Answer<ReadonlyMap<string, ContainerDetail>>> {
  const details = new Map<string, ContainerDetail>();
  const faults: EngineFault[] = [];
  await inParallel(wanted, async ({ id }) => {
    if (faults.length > 0) return;
    const answer = await api.inspect(id, signal);
    if (isFault(answer)) faults.push(answer);
    else if (answer.value) details.set(id, answer.value);
  });
  return faults[0] ?? { value: details };
}

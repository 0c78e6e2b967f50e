import type { ContainerDetail, ContainerSummary, EngineFacts } from '../../domain/engine/container.ts';
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
  const kept = new Map(known?.facts.details.filter(({ id }) => !isTouched(id, known, summaries)).map((detail) => [detail.id, detail]));
  const wanted = candidates(summaries);
  const details = await inspectAll(
    api,
    wanted.filter(({ id }) => !kept.has(id)),
    signal,
  );
  if (isFault(details)) return details;
  const all = wanted.flatMap(({ id }) => kept.get(id) ?? details.value.get(id) ?? []);
  return { value: { version: version.value, summaries, details: all } };
}

/** Whether something happened to a container or to one of its sources: it shows their names, and what it holds may be of another time than they. */
export function isTouched(id: string, { facts, touched }: Known, summaries: readonly ContainerSummary[]): boolean {
  if (touched.has(id)) return true;
  const links = facts.details.find((detail) => detail.id === id)?.links ?? [];
  if (links.length === 0) return false;
  const names = new Set(summaries.filter((one) => touched.has(one.id)).flatMap((one) => one.names));
  return links.some((raw) => names.has(raw.slice(raw.indexOf(':') + 1)));
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

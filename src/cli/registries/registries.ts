import { systemsOfEngine, systemsOfFile } from '../../domain/registries/candidates.ts';
import type { FoundSystems } from '../../domain/registries/candidates.ts';
import { getLines, listLines } from '../../domain/registries/zookeeper.ts';
import type { RegistryAnswer, RegistryTarget } from '../../sources/registries/target.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import { findFiles, readText, reasonOf } from '../files.ts';
import type { RegistriesOptions, RegistryOptions } from '../requests.ts';

/** Where registries were looked for, and what was found there. */
export interface SearchedPlace extends FoundSystems {
  readonly place: string;
}

/** The registries in compose files and, where it is asked, among the running containers of an engine; nothing of what is found is asked. */
export async function findRegistries({
  paths,
  engine,
  ask,
}: RegistriesOptions): Promise<{ readonly places: readonly SearchedPlace[]; readonly problems: readonly string[] }> {
  const found = await Promise.all(paths.map(findFiles));
  const problems = found.flatMap((one) => one.problems.map(({ path, message }) => `${path}: ${message}`));
  const places: SearchedPlace[] = [];
  for (const { path, shown, kind } of found.flatMap(({ files }) => files)) {
    try {
      const reading = readCompose(await readText(path), { kind });
      if (reading.kind === 'compose') places.push({ place: shown, ...systemsOfFile(reading.file.services) });
      else if (reading.kind === 'fault') problems.push(`${path}: Line ${reading.range.start.line + 1}: ${reading.message}`);
    } catch (error) {
      problems.push(`${path}: ${reasonOf(error)}`);
    }
  }
  if (!engine) return { places, problems };
  const { readEngine } = await import('../../sources/engine/client.ts');
  const facts = await readEngine(ask ?? null);
  if ('fault' in facts) return { places, problems: [...problems, facts.fault] };
  return { places: [...places, { place: `engine ${facts.version.version}`, ...systemsOfEngine(facts) }], problems };
}

/** What a registry says; `tell` hears which command is run, before it is. */
export async function answerOf({ registry, ask }: RegistryOptions, tell: (sentence: string) => void): Promise<RegistryAnswer> {
  const { readRegistry } = await import('../../sources/registries/readRegistry.ts');
  const { signal } = new AbortController();
  if (registry.kind !== 'swarm') return readRegistry(targetOf(registry, tell), { signal });
  const { findEngine } = await import('../../sources/engine/client.ts');
  const api = await findEngine(ask ?? null);
  if ('fault' in api) return api;
  const answer = await readRegistry({ kind: 'swarm', ask: (path, query, until) => api.get(path, query, until) }, { signal });
  api.close();
  return answer;
}

function targetOf(
  registry: Exclude<RegistryOptions['registry'], { readonly kind: 'swarm' }>,
  tell: (sentence: string) => void,
): RegistryTarget {
  if (registry.kind === 'zookeeper') {
    const lines = [...listLines('/'), ...getLines(['/PATH'])].filter((line) => line !== 'quit' && line !== 'ls /');
    tell(`runs ${JSON.stringify(registry.command)} twice, which reads: ${lines.join('; ')}`);
    return { ...registry, root: '/' };
  }
  const token = process.env[registry.kind === 'consul' ? 'CONSUL_HTTP_TOKEN' : 'ETCD_TOKEN'] ?? '';
  return { ...registry, ...(token !== '' && { token }) };
}

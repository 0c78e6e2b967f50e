import type { EngineFacts } from '../domain/engine/container.ts';
import { linkedContainers } from '../domain/migration/links.ts';
import { writeMigration } from '../domain/migration/migration.ts';
import type { Migration } from '../domain/migration/migration.ts';
import type { InspectedAnswer } from './engineAnswer.ts';
import type { MigrateOptions } from './requests.ts';
import { engineName } from './report/engineWords.ts';

/** The containers that are meant by names or by the beginnings of ids, all with links where none is named, and the names that mean none. */
export function chosen(
  facts: EngineFacts,
  names: readonly string[],
): { readonly ids: readonly string[]; readonly unknown: readonly string[] } {
  if (names.length === 0) return { ids: linkedContainers(facts), unknown: [] };
  const found = names.map((name) => ({
    name,
    detail:
      facts.details.find((one) => one.name === name.replace(/^\//, '')) ??
      facts.details.find(({ id }) => /^[0-9a-f]+$/.test(name) && id.startsWith(name)),
  }));
  return {
    ids: found.flatMap(({ detail }) => (detail ? [detail.id] : [])),
    unknown: found.flatMap(({ name, detail }) => (detail ? [] : [name])),
  };
}

/** The script for the containers that are meant; `now` is the time of reading. */
export function migrationOf(answer: InspectedAnswer, { names, way, network }: MigrateOptions, now: string): Migration {
  const { facts, evidence, inspected, address } = answer;
  const { ids } = chosen(facts, names);
  const engine = address === null ? engineName(answer) : `the engine at ${address}`;
  return writeMigration({ facts, evidence, ids, inspected, network, engine, readAt: address === null ? null : now }, way);
}

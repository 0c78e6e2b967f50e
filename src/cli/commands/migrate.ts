import type { EngineFacts } from '../../domain/engine/container.ts';
import { containersToInspect } from '../../domain/migration/migration.ts';
import { complain } from '../complain.ts';
import { chosen, migrationOf } from '../migrate.ts';
import type { MigrateOptions } from '../requests.ts';
import { engineAnswer } from './engine.ts';

/** Answers `migrate`. */
export async function migrate(options: MigrateOptions): Promise<number> {
  const inspected = (facts: EngineFacts): readonly string[] => containersToInspect(facts, chosen(facts, options.names).ids);
  const engine = await engineAnswer(options, { inspected });
  if (!engine) return 2;
  const { unknown } = chosen(engine.facts, options.names);
  for (const name of unknown) complain(`${name}: There is no such container.`);
  if (unknown.length > 0) return 2;
  const { script, refused } = migrationOf(engine, options, new Date().toISOString());
  for (const { names, reasons } of refused) complain(`not moved: ${[names.join(', '), reasons.join(' ')].filter(Boolean).join(': ')}`);
  if (script === null && refused.length === 0) complain('No container has links.');
  process.stdout.write(script ?? '');
  return refused.length > 0 ? 1 : 0;
}

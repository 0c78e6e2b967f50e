import type { MigrateOptions, Request } from '../requests.ts';
import { misplacedOption } from './misplaced.ts';
import { wrong } from './values.ts';
import type { Values } from './values.ts';

interface MigrateWish extends Pick<MigrateOptions, 'names' | 'target' | 'inspect' | 'ask'> {
  readonly engine: boolean;
}

/** What `migrate` is asked for. */
export function migrateRequest(values: Values, { engine, ...wish }: MigrateWish): Request {
  const { inspect } = wish;
  if (engine && inspect !== null) return wrong('--inspect stands in for an engine: give either it or --engine');
  if (!engine && (inspect ?? '') === '') return wrong('migrate wants --engine, or --inspect with the output of docker inspect');
  if (values.format === 'json') return wrong('migrate prints a shell script');
  const misplaced = misplacedOption('migrate', values);
  if (misplaced !== null) return wrong(misplaced);
  if (values.live && inspect !== null) return wrong('--live wants --engine: what docker inspect printed may be of another time');
  return { kind: 'migrate', ...wish, way: values.live ? 'live' : 'recreate', network: values.network ?? null };
}

import { complain } from '../complain.ts';
import { askNames } from '../engineAnswer.ts';
import { namesFail, namesJson, namesText, unknownContainers } from '../report/names.ts';
import type { NamesOptions } from '../requests.ts';
import { engineAnswer } from './engine.ts';

/** Answers `names` and `who`. */
export async function names({ question, format, inspect, ask, target }: NamesOptions): Promise<number> {
  const answer = inspect === null ? await askNames(ask ?? null) : await engineAnswer({ inspect, target });
  if (!answer) return 2;
  if ('fault' in answer) {
    complain(answer.fault);
    return 2;
  }
  const told = { lookups: new Map(), ...answer };
  const unknown = unknownContainers(question, told.facts);
  for (const name of unknown) complain(`the engine has no container "${name}"`);
  process.stdout.write(format === 'json' ? namesJson(question, told) : namesText(question, told));
  if (unknown.length > 0) return 2;
  return namesFail(question, told) ? 1 : 0;
}

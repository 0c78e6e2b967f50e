import { complain } from '../complain.ts';
import { usagesJson, usagesText } from '../report/usages.ts';
import type { UsagesOptions } from '../requests.ts';
import { findUsages } from '../usages/findUsages.ts';
import type { FoundUsages } from '../usages/findUsages.ts';
import { usagesAt } from '../usages/usagesAt.ts';

/** Answers `usages`. */
export async function usages({ paths, project, format, target }: UsagesOptions): Promise<number> {
  const found: FoundUsages[] = [];
  if (project) found.push(await findUsages(project, target));
  else for (const path of paths) found.push(await usagesAt(path, target));
  const problems = found.flatMap((one) => one.problems);
  for (const { path, message } of problems) complain(`${path}: ${message}`);
  const all = found.flatMap((one) => one.usages);
  const unsearched = found.flatMap((one) => one.unsearched);
  process.stdout.write(format === 'json' ? usagesJson(all) : usagesText(all, target, unsearched));
  return problems.length > 0 ? 2 : 0;
}

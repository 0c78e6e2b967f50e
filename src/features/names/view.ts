import type { Snapshot } from '../../model/snapshot.ts';
import { engineRow } from './engine/engineRow.ts';
import { fileRow, predictedFiles } from './fileRows.ts';
import type { NameGrouping, NameRow } from './rows.ts';

export { askings, planText, within } from './plan.ts';
export { askable, namesText } from './report.ts';

/** The rows of all engines, and of the compose files of which nothing runs. */
export function namesTree(snapshot: Snapshot, grouping: NameGrouping): readonly NameRow[] {
  const files = predictedFiles(snapshot).map(({ file, project }) => fileRow(file, project, grouping));
  return [...snapshot.engines.map((engine) => engineRow(engine, grouping)), ...files];
}

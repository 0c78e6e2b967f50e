import type { Project } from '../../domain/compose/project/project.ts';
import { runningServices } from '../../model/linkValues.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import { engineRow } from './engineRows.ts';
import { fileRow } from './fileRows.ts';
import type { NameGrouping, NameRow } from './rows.ts';

/** The rows of all engines, and of the compose files of which nothing runs. */
export function namesTree(snapshot: Snapshot, grouping: NameGrouping): readonly NameRow[] {
  const files = predictedFiles(snapshot).map(({ file, project }) => fileRow(file, project, grouping));
  return [...snapshot.engines.map((engine) => engineRow(engine, grouping)), ...files];
}

/** The compose files of which nothing runs, each with its likeliest project; of several files of one project the first stands for all. */
export function predictedFiles(snapshot: Snapshot): readonly { readonly file: ReadFile; readonly project: Project }[] {
  const shown = new Set<string>();
  return snapshot.files.flatMap((file) => {
    if (file.kind !== 'compose') return [];
    const project = file.around.views[0]?.project;
    if (!project || project.services.length === 0 || runningServices(file, snapshot).size > 0) return [];
    const key = JSON.stringify([project.folder, project.name, project.files]);
    if (shown.has(key)) return [];
    shown.add(key);
    return [{ file, project }];
  });
}

import type { Project } from '../domain/compose/project/project.ts';
import type { ReadFile, WorkspaceFile } from './snapshot.ts';

/** A compose file with the project of which its names are told. */
export interface PredictedFile {
  readonly file: ReadFile;
  readonly project: Project;
}

/** The compose files with services, each with its likeliest project; of several files of one project the first stands for all. */
export function predictedProjects(files: readonly WorkspaceFile[]): readonly PredictedFile[] {
  const shown = new Set<string>();
  return files.flatMap((file): readonly PredictedFile[] => {
    const project = file.kind === 'compose' ? file.around.views[0]?.project : undefined;
    if (file.kind !== 'compose' || !project) return [];
    const key = JSON.stringify([project.folder, project.name, project.files]);
    if (project.services.length === 0 || shown.has(key)) return [];
    shown.add(key);
    return [{ file, project }];
  });
}

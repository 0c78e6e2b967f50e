import { containersOf } from '../domain/compose/running.ts';
import type { EngineFacts } from '../domain/engine/container.ts';
import { filePromises } from '../domain/verify/filePromises.ts';
import type { RunningFile } from '../domain/verify/filePromises.ts';
import { linkPromises } from '../domain/verify/linkPromises.ts';
import type { SeenLink } from '../domain/verify/linkPromises.ts';
import type { Promised } from '../domain/verify/promise.ts';
import { fileIdentity } from './linkValues.ts';
import type { ReadFile } from './snapshot.ts';

/** The names that containers of an engine were promised: by their links, by links they had before, and by the compose files they were made of. */
export function promisesOf(facts: EngineFacts, past: readonly SeenLink[], files: readonly ReadFile[]): readonly Promised[] {
  return [...linkPromises(facts, past), ...files.flatMap((file) => filePromises(runningFile(file, files, facts), facts))];
}

function runningFile(file: ReadFile, files: readonly ReadFile[], { summaries }: EngineFacts): RunningFile {
  const services = file.compose.services.map((service) => file.around.service(service.name) ?? service);
  return { path: file.path, services, containers: containersOf(summaries, fileIdentity(file, files)) };
}

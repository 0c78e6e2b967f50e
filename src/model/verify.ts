import { containersOf } from '../domain/compose/running.ts';
import type { EngineFacts } from '../domain/engine/container.ts';
import { filePromises } from '../domain/verify/filePromises.ts';
import type { RunningFile } from '../domain/verify/filePromises.ts';
import { linkPromises } from '../domain/verify/linkPromises.ts';
import type { SeenLink } from '../domain/verify/linkPromises.ts';
import { lostNames } from '../domain/verify/lostNames.ts';
import type { RunningProject } from '../domain/verify/lostNames.ts';
import { verifyNames } from '../domain/verify/verify.ts';
import type { ReceiverCheck } from '../domain/verify/verify.ts';
import type { ReceiverEvidence } from '../domain/verdicts/evidence.ts';
import type { Promised } from '../domain/verify/promise.ts';
import { fileIdentity } from './linkValues.ts';
import type { ReadFile } from './snapshot.ts';

/** The names that containers of an engine were promised: by their links, by links they had before, and by the compose files they were made of. */
export function promisesOf(facts: EngineFacts, past: readonly SeenLink[], files: readonly ReadFile[]): readonly Promised[] {
  return [...linkPromises(facts, past), ...files.flatMap((file) => filePromises(runningFile(file, files, facts), facts))];
}

/** Whom the promised names lead to, and which containers do not have names that they should. */
export function namesChecked(
  { facts, evidence }: { readonly facts: EngineFacts; readonly evidence: readonly ReceiverEvidence[] },
  past: readonly SeenLink[],
  files: readonly ReadFile[],
): readonly ReceiverCheck[] {
  const running = files.flatMap((file): readonly RunningProject[] => {
    const [view] = file.around.views;
    if (!view) return [];
    return [{ path: file.path, project: view.project, containers: containersOf(facts.summaries, fileIdentity(file, files)) }];
  });
  const lost = new Map(lostNames(facts, running).map((check) => [check.receiverId, check]));
  const checks = verifyNames(promisesOf(facts, past, files), facts, evidence).map((check) => {
    const own = lost.get(check.receiverId);
    lost.delete(check.receiverId);
    return own ? { ...check, names: [...check.names, ...own.names] } : check;
  });
  return [...checks, ...lost.values()];
}

function runningFile(file: ReadFile, files: readonly ReadFile[], { summaries }: EngineFacts): RunningFile {
  const services = file.compose.services.map((service) => file.around.service(service.name) ?? service);
  return { path: file.path, services, containers: containersOf(summaries, fileIdentity(file, files)) };
}

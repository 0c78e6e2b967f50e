import { predictedNames } from '../../domain/names/predicted.ts';
import type { PredictedName, PredictedService } from '../../domain/names/predicted.ts';
import type { PredictedFile } from '../../model/predictedProjects.ts';
import type { Project } from '../../domain/compose/project/project.ts';

/** A compose file of which names are told: how reports call it, and its project. */
export interface NamedFile extends Pick<PredictedFile, 'project'> {
  readonly path: string;
}

/** The names that resolve in the services of each file once its project is up, for people. */
export function predictedText(files: readonly NamedFile[]): readonly string[] {
  return files.flatMap(({ path, project }) => [
    `${path}: predicted for the project ${project.name}, as ${readerWords(project)} makes it`,
    ...refusals(project).map((message) => `  refused: ${message}`),
    ...predictedNames(project).flatMap((service) => serviceLines(service)),
  ]);
}

function serviceLines({ service, container, scale, names, reason }: PredictedService): readonly string[] {
  if (reason !== null) return [`  ${service}: not known: ${reason}`];
  const who = `${container}${scale > 1 ? ` and ${scale - 1} more` : ''}`;
  const head = `  ${service} (${who}): ${names.length} name${names.length === 1 ? '' : 's'}`;
  return [head, ...names.map((one) => `    ${one.name} → ${predictedWords(one)}`)];
}

/** Whom a predicted name leads to, by what, and how sure that is. */
function predictedWords({ containers, foundBy, network, choice, unknown }: PredictedName): string {
  const by = network === null ? foundBy : `${foundBy} on ${network}`;
  if (unknown !== null) return `not known (${by}): ${unknown}`;
  const who = containers.length === 0 ? 'an address of the file' : containers.join(', ');
  const several = containers.length < 2 ? '' : choice === 'each' ? ': they answer in turn' : ': one of them answers, which no file tells';
  return `${who} (${by}, predicted)${several}`;
}

/** In which services a name leads somewhere, or may, for people. */
export function predictedWho(name: string, files: readonly NamedFile[]): readonly string[] {
  return files.flatMap((file) =>
    knowers(name, file).map(({ service, found }) => `${service.service} in ${file.path} → ${predictedWords(found)}`),
  );
}

/** The same as data. */
export function predictedWhoJson(name: string, files: readonly NamedFile[]): readonly unknown[] {
  return files.map((file) => ({
    ...fileFields(file),
    known_in: knowers(name, file).map(({ service: { service, container }, found }) => ({ service, container, ...nameFields(found) })),
  }));
}

/** Whether a name leads somewhere in some service, or may. */
export function isPredicted(name: string, files: readonly NamedFile[]): boolean {
  return files.some((file) => knowers(name, file).length > 0);
}

/** Every predicted name as data. */
export function predictedJson(files: readonly NamedFile[]): readonly unknown[] {
  return files.map((file) => ({
    ...fileFields(file),
    services: predictedNames(file.project).map(({ service, container, scale, names, reason }) => ({
      service,
      container,
      scale,
      ...(reason === null ? { names: names.map((one) => ({ name: one.name, ...nameFields(one) })) } : { names: null, reason }),
    })),
  }));
}

function fileFields({ path, project }: NamedFile) {
  return { path, project: project.name, files: project.files, reader: project.reader, predicted: true, refused: refusals(project) };
}

function nameFields({ foundBy, network, containers, choice, unknown }: PredictedName) {
  return {
    found_by: foundBy,
    network,
    known: unknown === null ? 'predicted' : 'unknown',
    ...(unknown === null ? {} : { reason: unknown }),
    state: unknown !== null ? null : containers.length > 1 ? 'several' : containers.length === 1 ? 'right' : 'outside',
    owners: containers,
    ...(containers.length > 1 && { choice }),
  };
}

/** Names mind no letter case, but aliases of links do; each is known with the name of its network, too. */
function knowers(name: string, { project }: NamedFile): readonly { readonly service: PredictedService; readonly found: PredictedName }[] {
  return predictedNames(project).flatMap((service) =>
    service.names.filter((one) => isCalled(one, name)).map((found) => ({ service, found })),
  );
}

function isCalled({ name, foundBy, network }: PredictedName, wanted: string): boolean {
  const suffix = `.${network ?? ''}`;
  const plain = network !== null && wanted.endsWith(suffix) ? wanted.slice(0, -suffix.length) : wanted;
  return foundBy === 'link alias' ? name === plain : name.toLowerCase() === plain.toLowerCase();
}

function readerWords({ reader, v1 }: Project): string {
  if (reader === 'compose-2') return 'Docker Compose';
  return v1 ? 'docker-compose 1.x, which alone reads v1 files,' : 'docker-compose 1.x';
}

/** Why the reader stops before it makes anything; what it would make otherwise is told all the same. */
function refusals({ problems }: Project): readonly string[] {
  return [...new Set(problems.flatMap(({ severity, message }) => (severity === 'refused' ? [message] : [])))];
}

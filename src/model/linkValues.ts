import { memoized } from '../base/memo.ts';
import type { FileLink } from '../domain/compose/fileLinks.ts';
import { literal } from '../domain/compose/linkNames.ts';
import { predictVariables } from '../domain/compose/predictVariables.ts';
import type { PredictionInput } from '../domain/compose/predictVariables.ts';
import { containersOf } from '../domain/compose/running.ts';
import type { FileIdentity } from '../domain/compose/running.ts';
import type { ContainerSummary } from '../domain/engine/container.ts';
import type { LinkVerdicts } from '../domain/verdicts/verdictsOf.ts';
import type { How } from '../domain/env/how.ts';
import { sourcesOf } from '../domain/findings/judgeFile.ts';
import { maskSecret } from '../domain/secrets.ts';
import { imageFacts, imageFinder } from './images.ts';
import type { ReadFile, Snapshot, WorkspaceFile } from './snapshot.ts';

/** A link of a running container, with what is to be said about it and the address of its engine. */
export interface LiveLink extends LinkVerdicts {
  readonly receiver: string;
  readonly receiverId: string;
  readonly address: string;
}

/** A variable that a link injects, and how it is known. */
export interface LinkValue {
  readonly name: string;
  /** The value as it may be shown. */
  readonly shown: string;
  /** The value itself where `shown` hides a secret that an engine told; else null. */
  readonly secret: string | null;
  readonly how: Exclude<How, 'read'>;
  /** The container that a derived value is for; null for a value told by files. */
  readonly container: string | null;
}

/** What a link injects: as running containers get it, else as files tell. */
export interface LinkEffect {
  readonly values: readonly LinkValue[];
  /** Lines of the hosts file, with a tab behind the address. */
  readonly hosts: readonly string[];
}

/** A variable that the engine's answers tell, for a container that starts now. */
export function derivedValue(name: string, value: string, container: string): LinkValue {
  const shown = maskSecret(name, value);
  return { name, shown, secret: shown === value ? null : value, how: 'derived', container };
}

type Running = ReadonlyMap<string, readonly ContainerSummary[]>;

/** The last answer for each file: every link of a file asks for the same. */
const lastRunning = new WeakMap<ReadFile, Pick<Snapshot, 'files' | 'engines'> & { readonly services: Running }>();

/** The containers that run the services of a file, on any engine. */
export function runningServices(file: ReadFile, { files, engines }: Snapshot): Running {
  const known = lastRunning.get(file);
  if (known?.engines === engines && known.files === files) return known.services;
  const identity = fileIdentity(file, files);
  const services = new Map<string, readonly ContainerSummary[]>();
  for (const { containers } of engines) {
    for (const [service, own] of containersOf(containers, identity)) services.set(service, [...(services.get(service) ?? []), ...own]);
  }
  lastRunning.set(file, { files, engines, services });
  return services;
}

/** A file as Compose names it and its projects on containers, among all files that are known; its URI may be a plain path. */
export function fileIdentity(file: ReadFile, files: readonly WorkspaceFile[]): FileIdentity {
  const names = namesOf(files);
  const projects = file.around.views.map(({ project: { name, files: own } }) => {
    return { name, files: own.map(pathOf), isOnly: names.get(name)?.size === 1 };
  });
  const path = pathOf(file.uri);
  return { folder: pathOf(file.folder), name: path.slice(path.lastIndexOf('/') + 1), projects };
}

/** The folders of the projects of each name: several roots may hold one name. */
const namesOf = memoized((files: readonly WorkspaceFile[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const names = new Map<string, Set<string>>();
  for (const file of files) {
    for (const { project } of file.kind === 'compose' ? file.around.views : []) {
      names.set(project.name, (names.get(project.name) ?? new Set()).add(project.folder));
    }
  }
  return names;
});

/** The links that running containers have because of a link of a file: Compose makes one for the alias and others for the names it invents. */
export function liveLinks(link: FileLink, file: ReadFile, snapshot: Snapshot): readonly LiveLink[] {
  const services = runningServices(file, snapshot);
  const receivers = new Set(services.get(link.service)?.map(({ id }) => id));
  if (receivers.size === 0) return [];
  const sources = new Map(services.get(link.target ?? '')?.map(({ id, name }) => [id, name]));
  const others = file.links
    .filter(({ link: other }) => other.service === link.service && other !== link)
    .map(({ link: other }) => other.alias);
  return snapshot.engines.flatMap(({ address, verdicts }) =>
    verdicts
      .filter(({ receiverId }) => receivers.has(receiverId))
      .flatMap(({ receiver, receiverId, links }) =>
        links
          .filter(({ link: { alias, sourceId } }) => alias === link.alias || (sources.has(sourceId ?? '') && !others.includes(alias)))
          .map((live) => ({ ...live, receiver, receiverId, address })),
      ),
  );
}

/** What a link of a file injects: what running containers get, else what the files tell. */
export function effectOfLink(link: FileLink, file: ReadFile, live: readonly LiveLink[], snapshot: Snapshot): LinkEffect {
  const derived = live.flatMap(({ receiver, link: { variables } }) =>
    variables.map(({ name, value }) => derivedValue(name, value, receiver)),
  );
  const lines = live.flatMap(({ link: { hosts } }) => hosts);
  const predicted = predictionOf(link, file, snapshot);
  return {
    values: derived.length > 0 ? derived : predicted.values,
    hosts: lines.length > 0 ? lines : predicted.hosts,
  };
}

/** Every link of a file asks the same finder. */
const sourceFinderOf = memoized((file: ReadFile) => sourcesOf(file.compose, file.around));

/** What a file and its projects tell around one of its links, and engines of its source's image. */
export function predictionInput(link: FileLink, file: ReadFile, snapshot: Snapshot): Omit<PredictionInput, 'engine'> {
  const { format, name: project } = file.compose;
  const source = sourceFinderOf(file)(link);
  return {
    link,
    source,
    receiver: file.around.service(link.service),
    image: source ? imageFacts(source, file.dockerfiles.get(source.name), imageFinder(snapshot)) : null,
    format,
    project: project && literal(project.value),
  };
}

function predictionOf(link: FileLink, file: ReadFile, snapshot: Snapshot): LinkEffect {
  const { prefixes, hosts } = predictVariables({ ...predictionInput(link, file, snapshot), engine: file.target });
  const values = prefixes.flatMap(({ variables }) =>
    variables.map(({ name, value, how }): LinkValue => ({ name, shown: value, secret: null, how, container: null })),
  );
  return { values, hosts: file.target <= 29 ? hosts : [] };
}

/** The path that a URI has in its file system. */
function pathOf(uri: string): string {
  if (!/^[a-z][\w+.-]+:/i.test(uri) || !URL.canParse(uri)) return uri;
  const path = new URL(uri).pathname;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

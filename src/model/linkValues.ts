import type { FileLink } from '../domain/compose/fileLinks.ts';
import { imageOf } from '../domain/compose/image.ts';
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
import type { ReadFile, Snapshot } from './snapshot.ts';

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

/** The containers that run the services of a file, on any engine. */
export function runningServices(file: ReadFile, { engines }: Snapshot): ReadonlyMap<string, readonly ContainerSummary[]> {
  return containersOf(
    engines.flatMap(({ containers }) => containers),
    fileIdentity(file),
  );
}

/** A file as Compose names it on containers; its URI may be a plain path. */
export function fileIdentity({ uri, folder }: Pick<ReadFile, 'uri' | 'folder'>): FileIdentity {
  const path = pathOf(uri);
  return { folder: pathOf(folder), name: path.slice(path.lastIndexOf('/') + 1) };
}

/** The links that running containers have because of a link of a file: Compose makes one for the alias and others for the names it invents. */
export function liveLinks(link: FileLink, file: ReadFile, snapshot: Snapshot): readonly LiveLink[] {
  const services = runningServices(file, snapshot);
  const receivers = new Set(services.get(link.service)?.map(({ id }) => id));
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
export function effectOfLink(link: FileLink, file: ReadFile, live: readonly LiveLink[]): LinkEffect {
  const derived = live.flatMap(({ receiver, link: { variables } }) =>
    variables.map(({ name, value }) => derivedValue(name, value, receiver)),
  );
  const lines = live.flatMap(({ link: { hosts } }) => hosts);
  const predicted = predictionOf(link, file);
  return {
    values: derived.length > 0 ? derived : predicted.values,
    hosts: lines.length > 0 ? lines : predicted.hosts,
  };
}

/** What a file and its projects tell around one of its links. */
export function predictionInput(link: FileLink, file: ReadFile): Omit<PredictionInput, 'engine'> {
  const { format, name: project } = file.compose;
  const source = sourcesOf(file.compose, file.around)(link);
  const dockerfile = source && file.dockerfiles.get(source.name);
  return {
    link,
    source,
    receiver: file.around.service(link.service),
    image: dockerfile ? imageOf(dockerfile) : null,
    format,
    project: project && literal(project.value),
  };
}

function predictionOf(link: FileLink, file: ReadFile): LinkEffect {
  const { prefixes, hosts } = predictVariables({ ...predictionInput(link, file), engine: file.target });
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

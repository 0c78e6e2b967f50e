import type { Range } from '../../syntax/text.ts';
import { isStrong } from '../../syntax/usages/names.ts';
import type { Usage } from '../../syntax/usages/usage.ts';
import type { CodeFile } from './codeFile.ts';
import type { FileLink } from '../compose/fileLinks.ts';
import type { TargetEngine } from '../engine/target.ts';
import { belongs } from './belongs.ts';
import type { Belonging, ReceiverFiles } from './belongs.ts';
import { joinUsages } from './join.ts';
import type { JoinedUsage, SuppliedBy } from './join.ts';
import { boundFor } from './bound.ts';
import type { Bound } from './bound.ts';
import type { Supplies, UsageLink } from './receiver.ts';

/** A link of a receiver with every name that it has there, and its source's exposed ports; null when nobody knows them. */
export interface ReceiverLink extends Pick<UsageLink, 'ports' | 'told'> {
  readonly link: FileLink;
  readonly names: readonly string[];
}

/** A service of a compose file, and what its code gets. */
export interface Receiver extends Pick<Supplies, 'environment' | 'image'> {
  readonly service: string;
  /** The compose file's path. */
  readonly compose: string;
  /** The service's place in it. */
  readonly range: Range;
  /** The engine that its folder is judged for. */
  readonly target: TargetEngine;
  readonly links: readonly ReceiverLink[];
  readonly files: ReceiverFiles;
}

/** A link whose variable a reader reads. */
export interface UsedLink extends FileLink {
  /** The path of the compose file that it stands in. */
  readonly compose: string;
}

/** A reader with the service that it runs in. */
export interface ProjectUsage {
  readonly path: string;
  readonly usage: Usage;
  /** Null when the file belongs to no service that is known. */
  readonly service: string | null;
  /** How it does; `written` in the compose file itself. */
  readonly belonging: Belonging | 'written' | null;
  /** The links whose variable it reads; of a file that belongs to no service those of all services around it. */
  readonly links: readonly UsedLink[];
  /** Who sets the variable where the engine has link variables at all. */
  readonly meantFor: SuppliedBy;
  /** The engine that is asked for: the service's, and where there is none everybody's. */
  readonly target: TargetEngine;
  /** Who sets it on that engine. */
  readonly suppliedBy: SuppliedBy;
  /** A name that was probably meant. */
  readonly meant: string | null;
  /** Whether the link's source exposes the port that the name holds; null where nobody knows. */
  readonly exposed: boolean | null;
  /** Where code of the service also sets the variable, or lists it for a template. */
  readonly bound: readonly Bound[];
}

/** The services around the code, and the engine that is asked for where code belongs to none. */
export interface Services {
  readonly receivers: readonly Receiver[];
  readonly target: TargetEngine;
}

/** Those, and who else sets variables there. */
interface Project extends Services, Pick<Supplies, 'kubernetes' | 'gitlab'> {
  /** By service and name. */
  readonly bound: ReturnType<typeof boundFor<Receiver>>;
}

/** The readers of all files in their order, one entry for each service that a file belongs to. */
export function projectUsages(files: readonly CodeFile[], services: Services): readonly ProjectUsage[] {
  const project: Project = {
    ...services,
    kubernetes: new Set(files.flatMap(({ kubernetes }) => kubernetes)),
    gitlab: files.flatMap(({ gitlab }) => gitlab),
    bound: boundFor(files, services.receivers),
  };
  return files.flatMap((file) => {
    const owned = file.usages.map((usage) => ({ usage, owners: ownersOf(file.path, usage, project) }));
    const alone = owned.flatMap(({ usage, owners }) => (owners.length === 0 ? [usage] : []));
    const joined = project.receivers.flatMap((receiver) => inReceiver(file.path, owned, { receiver, project }));
    const linked = new Set(joined.filter(({ links }) => links.length > 0).map(({ usage }) => usage));
    const answers = joined.filter((one) => !linked.has(one.usage) || isAnswer(one));
    return withoutRepeats([...answers, ...inNoService(file.path, alone, project)]);
  });
}

interface Owner {
  readonly receiver: Receiver;
  readonly belonging: Exclude<ProjectUsage['belonging'], null>;
}

interface Owned {
  readonly usage: Usage;
  readonly owners: readonly Owner[];
}

function ownersOf(path: string, usage: Usage, { receivers }: Project): readonly Owner[] {
  return receivers.flatMap((receiver) => {
    const belonging = usage.language === 'compose' ? writtenIn(path, usage, receiver) : belongs(path, receiver.files);
    return belonging === null ? [] : [{ receiver, belonging }];
  });
}

function writtenIn(path: string, { range }: Usage, receiver: Receiver): 'written' | null {
  const { start, end } = receiver.range;
  return receiver.compose === path && start.line <= range.start.line && range.start.line <= end.line ? 'written' : null;
}

interface InReceiver {
  readonly receiver: Receiver;
  readonly project: Project;
}

function inReceiver(path: string, owned: readonly Owned[], { receiver, project }: InReceiver): readonly ProjectUsage[] {
  const own = new Map(
    owned.flatMap(({ usage, owners }) =>
      owners.flatMap((owner) => (owner.receiver === receiver ? [[usage, owner.belonging] as const] : [])),
    ),
  );
  if (own.size === 0) return [];
  const joined = joinUsages([...own.keys()], suppliesOf(receiver.links, receiver, project));
  const bound = project.bound.get(receiver);
  return joined.map((one) => {
    const links = linksNamed([receiver], one.aliases);
    return {
      ...entryOf(path, one, links),
      service: receiver.service,
      belonging: own.get(one.usage) ?? null,
      target: receiver.target,
      suppliedBy: suppliedOn(one, links, receiver.target),
      bound: bound?.get(one.usage.name) ?? [],
    };
  });
}

/** Of a file that belongs to no service only names are told that no setting of an application has. */
function inNoService(path: string, usages: readonly Usage[], project: Project): readonly ProjectUsage[] {
  const around = project.receivers.filter(({ compose }) => path.startsWith(folderOf(compose)));
  const links = around.flatMap((receiver) => receiver.links);
  const telling = usages.filter(({ name, form, url }) => form === 'possible' || url || isStrong(name));
  const supplies = suppliesOf(links, { environment: new Set(), image: null }, project);
  return joinUsages(telling, supplies).map((one) => {
    const suppliedBy = one.suppliedBy === 'kubernetes' || one.suppliedBy === 'gitlab' ? one.suppliedBy : 'unknown';
    return {
      ...entryOf(path, one, linksNamed(around, one.aliases)),
      service: null,
      belonging: null,
      target: project.target,
      suppliedBy,
      bound: [],
    };
  });
}

function suppliesOf(
  links: readonly ReceiverLink[],
  { environment, image }: Pick<Supplies, 'environment' | 'image'>,
  { kubernetes, gitlab }: Project,
): Supplies {
  return {
    links: links.flatMap(({ names, ports, told }) => names.map((alias) => ({ alias, ports, ...(told && { told }) }))),
    environment,
    image,
    kubernetes,
    gitlab,
  };
}

function entryOf(path: string, { usage, suppliedBy, meant, exposed }: JoinedUsage, links: readonly UsedLink[]) {
  return { path, usage, links, meantFor: suppliedBy, meant, exposed };
}

function linksNamed(receivers: readonly Receiver[], aliases: readonly string[]): readonly UsedLink[] {
  return receivers.flatMap(({ links, compose }) =>
    links.flatMap(({ link, names }) => (names.some((name) => aliases.includes(name)) ? [{ ...link, compose }] : [])),
  );
}

/** Engines set link variables on the default bridge alone, and up to Docker 28 (later ones only if their daemon is told to keep them). */
function suppliedOn({ suppliedBy, exposed }: JoinedUsage, links: readonly FileLink[], target: TargetEngine): SuppliedBy {
  if (suppliedBy !== 'link') return suppliedBy;
  if (target <= 28 && links.some(({ mechanism }) => mechanism === 'legacy')) return exposed === null ? 'unknown' : 'link';
  return target <= 28 && links.some(({ mechanism }) => mechanism === 'unknown') ? 'unknown' : 'nobody';
}

/** Where one receiver's link answers for a reader, others that know nothing of it say nothing. */
function isAnswer({ links, suppliedBy }: ProjectUsage): boolean {
  return links.length > 0 || (suppliedBy !== 'nobody' && suppliedBy !== 'unknown');
}

/** Two compose files of one folder often say the same of a service. */
function withoutRepeats(usages: readonly ProjectUsage[]): readonly ProjectUsage[] {
  const known = new Map<string, ProjectUsage>();
  for (const one of usages) {
    const { start } = one.usage.range;
    const links = one.links.map(({ target, alias, mechanism }) => [target, alias, mechanism]);
    const key = JSON.stringify([start.line, start.character, one.service, links, one.suppliedBy]);
    if (!known.has(key)) known.set(key, one);
  }
  return [...known.values()].toSorted(
    (a, b) => a.usage.range.start.line - b.usage.range.start.line || a.usage.range.start.character - b.usage.range.start.character,
  );
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

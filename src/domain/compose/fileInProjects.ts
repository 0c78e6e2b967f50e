import type { ComposeFile, ComposeService } from '../../syntax/compose/composeFile.ts';
import type { Range } from '../../syntax/text.ts';
import { fileLinks } from './fileLinks.ts';
import type { FileLink } from './fileLinks.ts';
import type { Sibling } from './lineage.ts';
import { mergedService } from './mergedService.ts';
import type { Place, ProjectLink, ProjectService } from './project/project.ts';
import { isHidden, serviceOf } from './projectView.ts';
import type { ProjectView } from './projectView.ts';
import type { ProxyConfig } from './proxyConfig.ts';

/** A link as one project has it. */
export interface LinkInProject {
  readonly view: ProjectView;
  readonly receiver: ProjectService;
  readonly link: ProjectLink;
  /** The service it leads to, whether a profile enables it or not; null for one outside the project. */
  readonly source: ProjectService | null;
}

/** What a file's links are, read with all that Compose reads with the file. */
export interface FileInProjects {
  /** The projects that read the file, the likeliest first. */
  readonly views: readonly ProjectView[];
  readonly links: readonly FileLink[];
  /** Where each link is in the projects that have it; the likeliest project first. */
  readonly inProjects: ReadonlyMap<FileLink, readonly LinkInProject[]>;
  /** Missing targets that a file defines which nobody in the folder reads, so that this one may be a part of something larger. */
  readonly beyond: ReadonlySet<string>;
  /** The configurations of proxies that services of the file bring along. */
  readonly proxies: readonly ProxyConfig[];
  /** What the likeliest project says of a service, as one file would write it; undefined for a service it does not hold. */
  readonly service: (name: string) => ComposeService | undefined;
}

/** A compose file, and what lies around it. */
export interface FileAround {
  /** As projects write it. */
  readonly path: string;
  readonly file: ComposeFile;
  readonly siblings: readonly Sibling[];
  /** The projects that read the file, the likeliest first. */
  readonly views: readonly ProjectView[];
  /** Whether a file outside the folder defines a service, which it is asked for only where nothing nearer does. */
  readonly definedBeyond: (service: string) => boolean;
  readonly proxies?: readonly ProxyConfig[];
}

/** The links that are written in a file, with the mechanism and the target that its projects give them. */
export function fileInProjects({ path, file, siblings, views, definedBeyond, proxies = [] }: FileAround): FileInProjects {
  const inProjects = new Map<FileLink, readonly LinkInProject[]>();
  const hiddenModes = new Set(file.services.flatMap(({ networkMode: mode }) => (mode?.value.includes('$') ? [at(mode.range)] : [])));
  const includesRead = views.length > 0 && views.every(({ complete }) => complete);
  const links = fileLinks(file, siblings, includesRead).map((written) => {
    const found = views.flatMap((view) => linkIn(view, written, path) ?? []);
    const link = seenFrom(written, found, hiddenModes);
    inProjects.set(link, found);
    return link;
  });
  const missing = new Set(links.flatMap(({ targetState, target }) => (targetState === 'missing' && target !== null ? [target] : [])));
  const beyond = new Set([...missing].filter(definedBeyond));
  return { views, links, inProjects, beyond, proxies, service: servicesOf(file, views) };
}

/** Null where the project does not have the link: another file resets it, or the link is for another service's sake only. */
function linkIn(view: ProjectView, { service, kind, range }: FileLink, path: string): LinkInProject | null {
  const receiver = serviceOf(view, service);
  const link = (kind === 'links' ? receiver?.links : receiver?.externalLinks)?.find(({ place, repeats }) =>
    [place, ...repeats].some((each) => isAt(each, path, range)),
  );
  if (!receiver || !link) return null;
  const source = kind === 'links' ? serviceOf(view, link.target) : view.byContainer.get(link.target);
  return { view, receiver, link, source: source ?? null };
}

function isAt(place: Place, path: string, { start }: Range): boolean {
  return place.path === path && place.range.start.line === start.line && place.range.start.character === start.character;
}

function at({ start }: Range): string {
  return `${start.line}:${start.character}`;
}

function seenFrom(written: FileLink, found: readonly LinkInProject[], hiddenModes: ReadonlySet<string>): FileLink {
  const [first] = found;
  if (!first) return written;
  const inside = written.targetState === 'missing' && found.some(({ source }) => source !== null);
  return {
    ...written,
    targetState: inside ? 'elsewhere' : written.targetState,
    mechanism: isVariable(first, hiddenModes) ? written.mechanism : mechanismIn(first, written),
  };
}

/** Whether the mode is written in the link's own file and holds a variable, which the environment of Compose may set whatever files say. */
function isVariable({ receiver: { networkMode }, link }: LinkInProject, hiddenModes: ReadonlySet<string>): boolean {
  return networkMode?.place.path === link.place.path && hiddenModes.has(at(networkMode.place.range));
}

/** The network mode of the merged service decides; where it has none, its networks (moby `daemon/daemon_unix.go`, registerLinks). */
function mechanismIn({ view, receiver }: LinkInProject, { malformed, mechanism }: FileLink): FileLink['mechanism'] {
  if (malformed) return 'refused';
  const mode = receiver.networkMode;
  if (mode && isHidden(receiver)) return /^(?:container|service):/.test(mode.value) ? 'refused' : 'unknown';
  const attachment = view.attachments.get(receiver.name);
  if (!attachment || (!mode && !view.complete)) return mechanism;
  switch (attachment.kind) {
    case 'bridge':
      // A network of another name that turns out to be the bridge is refused by some engines and taken by others.
      return mode || view.project.v1 ? 'legacy' : 'unknown';
    case 'networks':
      return 'dns';
    case 'none':
      return mode ? 'none' : 'unknown';
    case 'host':
    case 'service':
    case 'outside':
      return mode ? 'refused' : 'unknown';
  }
}

/** What the first of the projects says of a service, else the file. */
export function servicesOf({ services }: ComposeFile, [view]: readonly ProjectView[]): FileInProjects['service'] {
  const written = new Map(services.map((service) => [service.name, service]));
  const made = new Map<string, ComposeService | undefined>();
  return (name) => {
    if (made.has(name)) return made.get(name);
    const merged = view && serviceOf(view, name);
    const own = written.get(name);
    const service = view && merged ? mergedService(merged, view, own) : own;
    made.set(name, service);
    return service;
  };
}

import type { Containers, ProjectContainer } from './containers.ts';
import type { Place, ProjectLink, Reader } from './project.ts';

/** A link as Compose hands it to the engine for one receiver. */
export interface SentLink {
  readonly alias: string;
  /** The containers it can lead to; of several it is one, and no file tells which. */
  readonly targets: readonly string[];
  /** Whether the target is a container of the project. */
  readonly inside: boolean;
  readonly place: Place;
}

/** What one receiver's `links` and `external_links` turn into, in the order they are sent. */
export function sentLinks(
  receiver: ProjectContainer,
  project: { readonly reader: Reader; readonly name: string },
  containers: Containers,
): readonly SentLink[] {
  const links = receiver.service.links.flatMap((link) => {
    const sources = containers.byService.get(link.target) ?? [];
    return project.reader === 'compose-1' ? oldLinks(link, sources) : newLinks(link, sources, receiver.number, project.name);
  });
  const external = receiver.service.externalLinks.map(({ target, alias, place }): SentLink => {
    return { alias, targets: [target], inside: containers.byName.has(target), place };
  });
  return project.reader === 'compose-1' ? lastOfEach([...links, ...external]) : [...links, ...external];
}

/** docker-compose 1.x keeps one link of an alias, the one that comes last (`service.py`, _get_links; seen on Docker 20.10.24). */
function lastOfEach(links: readonly SentLink[]): readonly SentLink[] {
  return [...new Map(links.map((link) => [link.alias, link])).values()];
}

/** docker-compose 1.x: the alias for one of the containers, and each one's two names for itself (`service.py`, _get_links). */
function oldLinks({ alias, place }: ProjectLink, sources: readonly ProjectContainer[]): readonly SentLink[] {
  const own = sources.flatMap(({ name, shortName }) =>
    [name, shortName].map((each) => ({ alias: each, targets: [name], inside: true, place })),
  );
  return [{ alias, targets: sources.map(({ name }) => name), inside: true, place }, ...own];
}

/** Compose 2: three names for one of the containers, two of them with the receiver's own number (`pkg/compose/convergence.go`, getLinks). */
function newLinks(link: ProjectLink, sources: readonly ProjectContainer[], number: number, project: string): readonly SentLink[] {
  const targets = sources.map(({ name }) => name);
  // An empty alias is sent as it is, and the engine makes no name of it.
  const alias = /:$/.test(link.value) ? '' : link.alias;
  const numbered = `${link.target}-${String(number)}`;
  return [alias, numbered, `${project}-${numbered}`].map((each) => ({ alias: each, targets, inside: true, place: link.place }));
}

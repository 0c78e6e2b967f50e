import { attachmentOf, containersOf } from './containers.ts';
import type { Attached, Attachment, Containers, ProjectContainer } from './containers.ts';
import { afterFailures, outcomeOf } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import type { Place, Project } from './project.ts';
import { sentLinks } from './sentLinks.ts';
import type { SentLink } from './sentLinks.ts';

/** By what a name is found. */
export type NameMechanism =
  /** A line of the hosts file that `extra_hosts` makes. */
  | 'extra_hosts'
  /** A line of the hosts file that a legacy link makes. */
  | 'hosts line of a link'
  /** The private alias of a link in Docker's DNS. */
  | 'link alias'
  | 'service name'
  | 'network alias'
  | 'container name'
  | 'hostname';

/** A name inside one container. */
export interface PrivateName {
  readonly name: string;
  /** Empty for a name that leads to no container of the project. */
  readonly containers: readonly string[];
  readonly mechanism: NameMechanism;
  /** Whether the containers are those of the project; a target outside it is not known to be there. */
  readonly known: boolean;
  readonly place: Place;
}

/** The names every member of a network can ask for. */
export interface NetworkNames {
  readonly realName: string;
  /** Whether others than this project's containers may be members. */
  readonly open: boolean;
  /** By lower-case name; several containers answer in turn. */
  readonly names: ReadonlyMap<string, { readonly containers: readonly string[]; readonly mechanism: NameMechanism }>;
}

/** One container with the names that only it has. */
export interface ContainerNames {
  readonly container: ProjectContainer;
  readonly attachment: Attachment;
  readonly outcome: Outcome;
  /** Lines of its hosts file, the first of a name wins. */
  readonly hosts: readonly PrivateName[];
  /** Aliases of its links in Docker's DNS, one of a name; case matters. */
  readonly links: ReadonlyMap<string, PrivateName>;
}

/** Who can ask for which name in a project. */
export interface ProjectNames {
  readonly containers: readonly ContainerNames[];
  readonly networks: ReadonlyMap<string, NetworkNames>;
}

/** The names that resolve inside each container once the project is up, for its reader. */
export function namesOf(project: Project): ProjectNames {
  const all = containersOf(project);
  const index: Attached = {
    byService: byService(all),
    byName: new Map(all.map((container) => [container.name, container])),
    attachments: new Map(project.services.map((service) => [service.name, attachmentOf(service, project)])),
  };
  const containers = all.map((container): ContainerNames => {
    const attachment = index.attachments.get(container.service.name) ?? { kind: 'none' };
    const sent = sentLinks(container, project, index);
    const legacy = attachment.kind === 'bridge';
    return {
      container,
      attachment,
      outcome: outcomeOf(container, sent, project, index),
      hosts: [...extraHosts(container), ...(legacy ? hostsOfLinks(sent, index) : [])],
      links: attachment.kind === 'networks' ? aliasesOfLinks(sent) : new Map(),
    };
  });
  return { containers: afterFailures(containers, project), networks: networkNames(all, project, index.attachments) };
}

function byService(all: readonly ProjectContainer[]): ReadonlyMap<string, readonly ProjectContainer[]> {
  const grouped = new Map<string, ProjectContainer[]>();
  for (const container of all) {
    const known = grouped.get(container.service.name);
    if (known) known.push(container);
    else grouped.set(container.service.name, [container]);
  }
  return grouped;
}

function extraHosts({ service }: ProjectContainer): readonly PrivateName[] {
  return service.extraHosts.map(({ name, place }) => ({ name, containers: [], mechanism: 'extra_hosts', known: true, place }));
}

/**
 * A legacy link's line names the alias, the source's host name and its container name; of two links with one alias that
 * are sent the engine keeps the first (moby `daemon/daemon.go`, registerLink; `addLegacyLinks`).
 */
function hostsOfLinks(sent: readonly SentLink[], { byName }: Containers): readonly PrivateName[] {
  const names = new Map<string, PrivateName>();
  for (const link of sent) {
    const [target, ...others] = link.targets;
    const own = target === undefined || others.length > 0 ? [] : [byName.get(target)?.service.hostname?.value ?? '', target];
    for (const alias of [link.alias, ...own]) {
      if (alias !== '' && !names.has(alias)) names.set(alias, nameOf({ ...link, alias }, 'hosts line of a link'));
    }
  }
  return [...names.values()];
}

/** Of two links with one alias on a network the last counts. */
function aliasesOfLinks(sent: readonly SentLink[]): ReadonlyMap<string, PrivateName> {
  return new Map(sent.flatMap((link) => (link.alias === '' ? [] : [[link.alias, nameOf(link, 'link alias')] as const])));
}

function nameOf({ alias, targets, inside, place }: SentLink, mechanism: NameMechanism): PrivateName {
  return { name: alias, containers: targets, mechanism, known: inside, place };
}

/** What Docker's DNS answers on each network to every member (libnetwork: container name, aliases, host name). */
function networkNames(
  all: readonly ProjectContainer[],
  project: Project,
  attachments: ReadonlyMap<string, Attachment>,
): ReadonlyMap<string, NetworkNames> {
  const external = new Set(project.networks.flatMap(({ external: outside, realName }) => (outside ? [realName] : [])));
  const own = new Map(project.networks.map(({ key, realName }) => [key, realName]));
  const networks = new Map<string, Map<string, { readonly containers: string[]; readonly mechanism: NameMechanism }>>();
  for (const container of all) {
    const attachment = attachments.get(container.service.name);
    for (const realName of attachment?.kind === 'networks' ? attachment.networks : []) {
      const names = networks.get(realName) ?? new Map<string, { readonly containers: string[]; readonly mechanism: NameMechanism }>();
      networks.set(realName, names);
      for (const [name, mechanism] of namesOn(realName, container, own)) {
        const known = names.get(name.toLowerCase());
        if (!known) names.set(name.toLowerCase(), { containers: [container.name], mechanism });
        else if (known.containers.at(-1) !== container.name) known.containers.push(container.name);
      }
    }
  }
  const declared = new Set(project.networks.map(({ realName }) => realName));
  return new Map(
    [...networks].map(([realName, names]) => [realName, { realName, open: external.has(realName) || !declared.has(realName), names }]),
  );
}

function* namesOn(
  realName: string,
  { name, service }: ProjectContainer,
  own: ReadonlyMap<string, string>,
): Generator<readonly [string, NameMechanism]> {
  yield [name, 'container name'];
  if (!service.networkMode) yield [service.name, 'service name'];
  if (service.hostname) yield [service.hostname.value, 'hostname'];
  for (const { key, aliases } of service.networks) {
    if ((own.get(key) ?? key) === realName) for (const { value } of aliases) yield [value, 'network alias'];
  }
}

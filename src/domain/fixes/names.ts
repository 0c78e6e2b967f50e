import type { ComposeFile, ComposeService, LinkItem } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';

/** By network, then by name in lower case (Docker's DNS ignores case): the services that answer to it. */
export type NameTables = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** The networks a service is on; none with a `network_mode`. */
export function networksOf(service: ComposeService): readonly string[] {
  if (service.networkMode) return [];
  return service.networks?.map(({ name }) => name) ?? ['default'];
}

/** The networks that both services are on. */
export function sharedNetworks(one: ComposeService, other: ComposeService): readonly string[] {
  const theirs = new Set(networksOf(other));
  return networksOf(one).filter((name) => theirs.has(name));
}

/** The names a service has on a network without any link, as written: service, container name, hostname, network aliases. */
export function namesOn(service: ComposeService, network: string): readonly string[] {
  const aliases = service.networks?.find(({ name }) => name === network)?.aliases ?? [];
  const own = [service.containerName, service.hostname, ...aliases].flatMap((written) => (written ? [written.value] : []));
  return [service.name, ...own];
}

/** Who answers to which name on each network, links aside. */
export function nameTables(file: ComposeFile): NameTables {
  const tables = new Map<string, Map<string, Set<string>>>();
  for (const service of file.services) {
    for (const network of networksOf(service)) {
      const table = tables.get(network) ?? new Map<string, Set<string>>();
      tables.set(network, table);
      for (const name of namesOn(service, network)) addOwner(table, name.toLowerCase(), service.name);
    }
  }
  return tables;
}

function addOwner(table: Map<string, Set<string>>, name: string, owner: string): void {
  const owners = table.get(name);
  if (owners) owners.add(owner);
  else table.set(name, new Set([owner]));
}

/**
 * The names Compose invents for a link's source beside the alias: 1.x `db_1`, which a `container_name` replaces
 * (compose/service.py `_get_links`), later versions `db-1` (pkg/compose/convergence.go `getLinks`). With the project's
 * name before them they are the container's own name, so only a `container_name` makes the link their one origin.
 */
export function inventedNames({ name, containerName }: ComposeService): readonly string[] {
  return containerName ? [`${name}-1`] : [`${name}_1`, `${name}-1`];
}

/** Whether two names are one to Docker's DNS. */
export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Whether a written name is, or after interpolation can be, this name. */
export function mayBe(written: string, name: string): boolean {
  if (!isInterpolated(written)) return sameName(written, name);
  return name.toLowerCase().startsWith(written.slice(0, written.indexOf('$')).toLowerCase());
}

/** Where a name that a link gives leads, and whether Compose invented it. */
export interface LinkedName {
  readonly source: ComposeService;
  readonly invented: boolean;
}

/** The services that a receiver reaches by a name: a link's own names win over what its networks answer. */
export function owners(
  tables: NameTables,
  receiver: ComposeService,
  linked: ReadonlyMap<string, LinkedName>,
  name: string,
): ReadonlySet<string> {
  const link = linked.get(name);
  if (link) return new Set([link.source.name]);
  const found = new Set<string>();
  for (const network of networksOf(receiver)) {
    for (const owner of tables.get(network)?.get(name.toLowerCase()) ?? []) found.add(owner);
  }
  return found;
}

/** A link's names are its receiver's alone and case counts in them; of links with one alias the last wins. */
export function linkedNames(receiver: ComposeService, services: ReadonlyMap<string, ComposeService>): ReadonlyMap<string, LinkedName> {
  const names = new Map<string, LinkedName>();
  for (const link of receiver.links) {
    const source = sourceOf(link, services);
    if (!source || link.alias === null || link.malformed || sharedNetworks(receiver, source).length === 0) continue;
    for (const name of inventedNames(source)) names.set(name, { source, invented: true });
    names.set(link.alias, { source, invented: false });
  }
  return names;
}

/** The service a link names, if this file defines it. */
export function sourceOf(link: LinkItem, services: ReadonlyMap<string, ComposeService>): ComposeService | null {
  return (link.target === null ? null : services.get(link.target)) ?? null;
}

/** The services of a file by name. */
export function servicesByName(file: ComposeFile): ReadonlyMap<string, ComposeService> {
  return new Map(file.services.map((service) => [service.name, service]));
}

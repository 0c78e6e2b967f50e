import { groupBy } from '../../base/groupBy.ts';
import type { Fact, Project, ProjectService } from '../compose/project/project.ts';
import type { ProjectView } from '../compose/projectView.ts';
import type { NameFinding } from './nameRules.ts';
import { outOfReach } from './outOfReach.ts';
import type { NamedFile } from './outOfReach.ts';

/** Ends of names that nobody can register (RFC 2606, RFC 6761, RFC 6762, RFC 8375, and ICANN's `internal`), or that people use at home. */
const PRIVATE = /\.(?:local|localhost|localdomain|test|example|invalid|internal|intranet|lan|home|corp|private|docker|arpa)$/i;
const PUBLIC = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

/** What breaks, or surprises, of the names that a file gives to services of the project that reads it. */
export function nameFindings(file: NamedFile, view: ProjectView): readonly NameFinding[] {
  const { services } = view.project;
  const holders = holdersIn(view.project);
  const askers = onSeveral(services);
  return [
    ...services.flatMap((service) => [
      ...aliasFindings(service, holders, file.path),
      ...differing(service, { holders, askers, path: file.path }),
      ...hostsFindings(service, holders, file.path),
    ]),
    ...outOfReach(file, view),
  ];
}

/** The services that answer to a name, by network and name; DNS does not tell capitals apart. */
type Holders = ReadonlyMap<string, ReadonlySet<string>>;

function holdersIn({ services }: Project): Holders {
  const holders = new Map<string, Set<string>>();
  for (const { name, containerName, networks } of services) {
    for (const { key, aliases } of networks) {
      for (const each of [
        name,
        ...aliases.filter(isKnown).map(({ value }) => value),
        ...(containerName && isKnown(containerName) ? [containerName.value] : []),
      ]) {
        const at = keyOf(key, each);
        holders.set(at, (holders.get(at) ?? new Set()).add(name));
      }
    }
  }
  return holders;
}

function keyOf(network: string, name: string): string {
  return JSON.stringify([network, name.toLowerCase()]);
}

/** Whether no variable hides it. */
function isKnown({ assumedUnset }: Fact<string>): boolean {
  return assumedUnset.length === 0;
}

function aliasFindings({ name, networks }: ProjectService, holders: Holders, path: string): readonly NameFinding[] {
  return networks.flatMap(({ key, aliases }) =>
    aliases.filter(isKnown).flatMap(({ value, place }): readonly NameFinding[] => {
      if (place.path !== path) return [];
      const others = [...(holders.get(keyOf(key, value)) ?? [])].filter((one) => one !== name);
      const shared = `On the network "${key}" ${listed([name, ...others])} have the name "${value}": Docker’s DNS answers with the addresses of all, in turn.`;
      const dotted = `On the network "${key}" the alias "${value}" of "${name}" hides the public name from every service.`;
      return [
        ...(others.length > 0 ? [{ code: 'alias-shared', severity: 'information', message: shared, range: place.range } as const] : []),
        ...(PUBLIC.test(value) && !PRIVATE.test(value)
          ? [{ code: 'alias-dotted', severity: 'hint', message: dotted, range: place.range } as const]
          : []),
      ];
    }),
  );
}

/** The services that are on several networks, by each of them. */
function onSeveral(services: readonly ProjectService[]): Among['askers'] {
  const several = services.filter(({ networks }) => networks.length > 1);
  return groupBy(
    several.flatMap((service) => service.networks.map(({ key }) => ({ key, service }))),
    ({ key }) => key,
  );
}

interface Among {
  readonly holders: Holders;
  readonly askers: ReadonlyMap<string, readonly { readonly service: ProjectService }[]>;
  readonly path: string;
}

/** Of a name that two networks know, the first network that is asked answers, which no file tells (libnetwork `Sandbox.ResolveName`). */
function differing({ name, networks }: ProjectService, { holders, askers, path }: Among): readonly NameFinding[] {
  return networks.flatMap(({ key, aliases }) =>
    aliases.filter(isKnown).flatMap(({ value, place }): readonly NameFinding[] => {
      if (place.path !== path) return [];
      for (const { service: asker } of askers.get(key) ?? []) {
        if (asker.name === name || isOverruled(asker, value)) continue;
        for (const other of asker.networks) {
          const there = [...(other.key === key ? [] : (holders.get(keyOf(other.key, value)) ?? []))];
          if (there.length === 0 || there.includes(name) || there.includes(asker.name)) continue;
          const message = `"${value}" is "${name}" on "${key}" and ${listed(there)} on "${other.key}"; "${asker.name}" is on both, and hears of whichever network Docker’s DNS asks first.`;
          return [{ code: 'alias-differs', severity: 'information', message, range: place.range }];
        }
      }
      return [];
    }),
  );
}

/** Whether a link or a line of the hosts file says what the name is for the service. */
function isOverruled({ links, externalLinks, extraHosts }: ProjectService, name: string): boolean {
  const own = [...links.map(({ alias }) => alias), ...externalLinks.map(({ alias }) => alias), ...extraHosts.map((line) => line.name)];
  return own.some((each) => each.toLowerCase() === name.toLowerCase());
}

function hostsFindings({ name, networks, extraHosts }: ProjectService, holders: Holders, path: string): readonly NameFinding[] {
  return extraHosts.flatMap(({ name: host, address, place }): readonly NameFinding[] => {
    const answers = new Set(networks.flatMap(({ key }) => [...(holders.get(keyOf(key, host)) ?? [])]));
    if (place.path !== path || answers.size === 0) return [];
    const message = `"${host}" leads "${name}" to ${address}, by a line of its hosts file: that is read before Docker’s DNS, where it is a name of ${listed([...answers])}.`;
    return [{ code: 'hosts-over-dns', severity: 'information', message, range: place.range }];
  });
}

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}`;
}

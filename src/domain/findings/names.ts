import type { Fact, Project, ProjectService } from '../compose/project/project.ts';
import type { ProjectView } from '../compose/projectView.ts';
import type { Range } from '../../syntax/text.ts';

/** The codes of what is said about names that services have beside links, each with one sentence that the README says, too. */
export const NAME_RULES = {
  'alias-shared': 'Several services have one name on a network, so Docker’s DNS answers with the addresses of all.',
  'alias-dotted': 'A network alias looks like a public name, which it hides from every service of the network.',
  'hosts-over-dns': 'A line of `extra_hosts` says something else of a name than Docker’s DNS would.',
} as const;

/** What is to be said about a name. */
export interface NameFinding {
  readonly code: keyof typeof NAME_RULES;
  readonly severity: 'information' | 'hint';
  readonly message: string;
  readonly range: Range;
}

/** Ends of names that nobody can register (RFC 2606, RFC 6761, RFC 6762, RFC 8375, and ICANN's `internal`), or that people use at home. */
const PRIVATE = /\.(?:local|localhost|localdomain|test|example|invalid|internal|intranet|lan|home|corp|private|docker|arpa)$/i;
const PUBLIC = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

/** What breaks, or surprises, of the names that a file gives to services of the project that reads it. */
export function nameFindings(path: string, { project }: ProjectView): readonly NameFinding[] {
  const holders = holdersIn(project);
  return project.services.flatMap((service) => [...aliasFindings(service, holders, path), ...hostsFindings(service, holders, path)]);
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

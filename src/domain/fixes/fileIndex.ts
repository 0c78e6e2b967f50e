import type { ComposeFile, ComposeService } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';
import { namesOn, networksOf, servicesByName } from './names.ts';

/** What is asked of a file's services for every link, found without going through all of them. */
export interface FileIndex {
  readonly services: ReadonlyMap<string, ComposeService>;
  /** By the name of a service, one that extends it. */
  readonly heirs: ReadonlyMap<string, ComposeService>;
  /** How many services are on each network. */
  readonly members: ReadonlyMap<string, number>;
  /** The services that write lines for their hosts files. */
  readonly withHosts: readonly ComposeService[];
  /** A service that is written in several parts, by `extends` or merge tags. */
  readonly inParts: ComposeService | undefined;
  /** In file order, all services that have a name or may have it, whose containers may be called so, or that link it: some more than do. */
  readonly claimants: (name: string) => readonly ComposeService[];
}

/** Goes once through a file. */
export function indexFile(file: ComposeFile): FileIndex {
  const heirs = new Map<string, ComposeService>();
  const members = new Map<string, number>();
  for (const service of file.services) {
    if (service.extends && !heirs.has(service.extends.service)) heirs.set(service.extends.service, service);
    for (const network of networksOf(service)) members.set(network, (members.get(network) ?? 0) + 1);
  }
  return {
    services: servicesByName(file),
    heirs,
    members,
    withHosts: file.services.filter(({ extraHosts }) => extraHosts.length > 0),
    inParts: file.services.find((each) => each.extends ?? each.hasMergeTags),
    claimants: claimantsIn(file),
  };
}

function claimantsIn({ services }: ComposeFile): FileIndex['claimants'] {
  const byName = new Map<string, Set<number>>();
  const always = new Set<number>();
  for (const [index, service] of services.entries()) {
    for (const name of namesIn(service)) {
      if (name === null || isInterpolated(name)) always.add(index);
      else byName.set(name.toLowerCase(), (byName.get(name.toLowerCase()) ?? new Set()).add(index));
    }
  }
  return (name) => {
    const found = new Set(always);
    for (const part of [name.toLowerCase(), ...servicesInName(name)]) for (const index of byName.get(part) ?? []) found.add(index);
    return [...found].sort((a, b) => a - b).flatMap((index) => services[index] ?? []);
  };
}

function namesIn(service: ComposeService): readonly (string | null)[] {
  const own = networksOf(service).flatMap((network) => namesOn(service, network));
  return [...own, ...service.links.map(({ alias }) => alias)];
}

/** The names of services whose container a name may be: what stands before a number, behind any part of it. */
function servicesInName(name: string): readonly string[] {
  const stem = /^.+(?=[-_]\d+$)/.exec(name.toLowerCase())?.[0] ?? '';
  return [...stem.matchAll(/[-_]/g)].map(({ index }) => stem.slice(index + 1));
}

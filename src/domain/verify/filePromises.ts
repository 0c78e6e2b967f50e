import type { ContainerSummary, EngineFacts } from '../engine/container.ts';
import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import type { Promised } from './promise.ts';

/** A compose file, the services as its project has them, and the containers that run them. */
export interface RunningFile {
  /** As people write it. */
  readonly path: string;
  readonly services: readonly ComposeService[];
  readonly containers: ReadonlyMap<string, readonly ContainerSummary[]>;
}

/** A name and whom it leads to, before it is known which containers these are. */
interface Written {
  readonly name: string;
  readonly owner: string;
  readonly ownerIds: readonly string[];
  readonly by: string;
}

/**
 * What a compose file promises its running containers: the names of its links; the aliases that others have on a network they share; and the
 * names of services that they wait for. Names that hold a variable are passed over.
 */
export function filePromises(file: RunningFile, facts: EngineFacts): readonly Promised[] {
  return file.services.flatMap((service) => {
    const receivers = file.containers.get(service.name) ?? [];
    if (receivers.length === 0) return [];
    const linked = linkNames(service, file, facts);
    const taken = new Set(linked.map(({ name }) => name));
    const written = [
      ...linked,
      ...joined([...aliasNames(service, file), ...serviceNames(service, file)].filter(({ name }) => !taken.has(name))),
    ];
    return receivers.flatMap(({ id, name }) => written.map((one) => ({ receiverId: id, receiver: name, ...one })));
  });
}

function linkNames({ links, externalLinks }: ComposeService, file: RunningFile, { summaries }: EngineFacts): readonly Written[] {
  const inside = links.flatMap(({ alias, target, raw }) =>
    alias === null || target === null ? [] : [{ name: alias, ...ownerOf(target, file), by: `links: ${raw} in ${file.path}` }],
  );
  const outside = externalLinks.flatMap(({ alias, target, raw }) => {
    const ownerIds = summaries.flatMap(({ id, name }) => (name === target ? [id] : []));
    return alias === null || target === null
      ? []
      : [{ name: alias, owner: target, ownerIds, by: `external_links: ${raw} in ${file.path}` }];
  });
  return [...inside, ...outside];
}

function aliasNames(service: ComposeService, file: RunningFile): readonly Written[] {
  const own = new Set(networksOf(service));
  return file.services
    .filter((other) => other !== service)
    .flatMap((other) =>
      (other.networkMode ? [] : (other.networks ?? []))
        .filter(({ name }) => own.has(name))
        .flatMap(({ name: network, aliases }) =>
          aliases.map(({ value }) => ({
            name: value,
            ...ownerOf(other.name, file),
            by: `alias of ${other.name} on the network ${network} in ${file.path}`,
          })),
        ),
    )
    .filter(({ name }) => !name.includes('$'));
}

/** On the default bridge a service's name is nobody's name. */
function serviceNames(service: ComposeService, file: RunningFile): readonly Written[] {
  const own = new Set(networksOf(service));
  const byName = new Map(file.services.map((one) => [one.name, one]));
  return service.dependsOn.flatMap(({ service: name }) => {
    const other = byName.get(name);
    if (!other || !networksOf(other).some((network) => own.has(network))) return [];
    return [{ name, ...ownerOf(name, file), by: `service ${name}, which ${service.name} waits for, in ${file.path}` }];
  });
}

/** Of a name that several services declare each of them may answer. */
function joined(all: readonly Written[]): readonly Written[] {
  const byName = new Map<string, Written>();
  for (const one of all) {
    const known = byName.get(one.name);
    if (!known || known.owner === one.owner) byName.set(one.name, known ?? one);
    else byName.set(one.name, { ...known, owner: `${known.owner}, ${one.owner}`, ownerIds: [...known.ownerIds, ...one.ownerIds] });
  }
  return [...byName.values()];
}

function ownerOf(service: string, { containers }: RunningFile): Pick<Written, 'owner' | 'ownerIds'> {
  return { owner: service, ownerIds: (containers.get(service) ?? []).map(({ id }) => id) };
}

/** Keys of the networks on which services are found by name. */
function networksOf({ networkMode, networks }: ComposeService): readonly string[] {
  if (networkMode) return [];
  return networks === null ? ['default'] : networks.map(({ name }) => name);
}

import type { ContainerNames, NetworkNames, ProjectNames } from '../../compose/project/names.ts';
import type { Plan } from '../plan.ts';
import type { World } from './world.ts';

/** What two containers have in common that are told the same of a name which neither has alone; null where a service counts by itself. */
export function placeOf(before: ContainerNames, after: ContainerNames, { row }: Plan): string | null {
  if (row === 'private' || before.attachment.kind !== 'networks') return null;
  const place = JSON.stringify(before.attachment);
  return place === JSON.stringify(after.attachment) ? place : null;
}

/** By network, the names that lead elsewhere than before. */
export function changedNames(was: ProjectNames, is: ProjectNames): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Set([...was.networks.keys(), ...is.networks.keys()]);
  return new Map(
    [...all].map((network) => {
      const [before, after] = [was.networks.get(network)?.names, is.networks.get(network)?.names];
      const keys = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
      return [network, new Set([...keys].filter((name) => ownersOn(before, name) !== ownersOn(after, name)))];
    }),
  );
}

function ownersOn(names: NetworkNames['names'] | undefined, name: string): string {
  return names?.get(name)?.containers.toSorted().join('\n') ?? '';
}

/** Names of a container by itself, and those of the networks that it is on. */
interface Asked {
  readonly own: ReadonlySet<string>;
  readonly shared: () => ReadonlySet<string>;
}

interface Around {
  readonly was: World;
  readonly is: World;
  readonly changed: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Every name that can lead elsewhere for a container than before. */
export function questions(before: ContainerNames, after: ContainerNames, { was, is, changed }: Around): Asked {
  const own = (each: ContainerNames) => [...each.hosts.map(({ name }) => name), ...each.links.keys()];
  const sides = [[was, before, ownerOf(was, before)] as const, [is, after, ownerOf(is, after)] as const];
  // Case counts in the alias of a link and in no other name.
  const cased = sides.flatMap(([, each]) => own(each)).flatMap((name) => [name, name.toLowerCase(), name.toUpperCase()]);
  const moved = JSON.stringify(before.attachment) !== JSON.stringify(after.attachment);
  const shared = (): ReadonlySet<string> => {
    const networks = sides.flatMap(([world, , { attachment }]) =>
      attachment.kind === 'networks' ? attachment.networks.map((network) => [world, network] as const) : [],
    );
    return new Set(
      networks.flatMap(([world, network]) => [
        ...(moved ? (world.names.networks.get(network)?.names.keys() ?? []) : (changed.get(network) ?? [])),
      ]),
    );
  };
  return { own: new Set([...cased, ...sides.flatMap(([, , owner]) => own(owner))]), shared };
}

/** The container whose network a container uses. */
function ownerOf({ names }: World, each: ContainerNames): ContainerNames {
  const { attachment } = each;
  if (attachment.kind !== 'service') return each;
  return names.containers.find(({ container }) => container.service.name === attachment.service) ?? each;
}

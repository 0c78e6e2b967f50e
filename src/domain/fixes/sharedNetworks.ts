import type { ProjectService } from '../compose/project/project.ts';
import type { ProjectView } from '../compose/projectView.ts';

/** The keys of the networks that both are on, as the source writes them; those with the fewest members first. */
export function sharedKeys(view: ProjectView, one: ProjectService, other: ProjectService): readonly string[] {
  const real = new Map(view.project.networks.map(({ key, realName }) => [key, realName]));
  const mine = new Set(one.networks.map(({ key }) => real.get(key) ?? key));
  const members = (key: string) =>
    [...view.active.values()].filter(({ networks }) => networks.some((network) => network.key === key)).length;
  return other.networks
    .map(({ key }) => key)
    .filter((key) => mine.has(real.get(key) ?? key))
    .sort((a, b) => members(a) - members(b));
}

/** Whether a service has a name, in any letters, on one of these networks without a link. */
export function hasName(
  { name, containerName, hostname, networks, networkMode }: ProjectService,
  keys: readonly string[],
  wanted: string,
): boolean {
  const own = [networkMode ? null : name, containerName?.value, hostname?.value];
  const aliases = networks.flatMap(({ key, aliases: all }) => (keys.includes(key) ? all.map(({ value }) => value) : []));
  return [...own, ...aliases].some((each) => each?.toLowerCase() === wanted.toLowerCase());
}

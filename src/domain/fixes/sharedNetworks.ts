import { memoized } from '../../base/memo.ts';
import type { ProjectService } from '../compose/project/project.ts';
import type { ProjectView } from '../compose/projectView.ts';

/** The keys of the networks that both are on, as the source writes them; those with the fewest members first. */
export function sharedKeys(view: ProjectView, one: ProjectService, other: ProjectService): readonly string[] {
  const { real, members } = networksOf(view);
  const mine = new Set(one.networks.map(({ key }) => real.get(key) ?? key));
  return other.networks
    .map(({ key }) => key)
    .filter((key) => mine.has(real.get(key) ?? key))
    .sort((a, b) => (members.get(a) ?? 0) - (members.get(b) ?? 0));
}

/** The names of the networks by their keys, and how many services that take part are on each. */
const networksOf = memoized(({ project, active }: ProjectView) => {
  const members = new Map<string, number>();
  for (const { networks } of active.values())
    for (const key of new Set(networks.map((each) => each.key))) members.set(key, (members.get(key) ?? 0) + 1);
  return { real: new Map(project.networks.map(({ key, realName }) => [key, realName])), members };
});

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

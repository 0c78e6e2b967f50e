import { composeOrigin } from '../compose/running.ts';
import type { ContainerDetail, EngineFacts } from '../engine/container.ts';
import { containerArguments } from './arguments.ts';
import type { Group } from './group.ts';
import { textAt, textEntriesAt } from './json.ts';
import type { Moved } from './moved.ts';
import { showsPlainly } from './shell.ts';

/** Why a group of containers cannot be moved by a script, each a sentence; none where it can. */
export function refusalsOf({ links, idle, unread }: Group, moved: readonly Moved[], facts: EngineFacts): readonly string[] {
  if (facts.version.product === 'podman')
    return ['Podman has no links: containers find each other by name on every network that is not its default one.'];
  if (links.length + unread.length === 0) return idle.map(({ text }) => text);
  const odd = links.filter(({ alias, network }) => !showsPlainly(`${alias}${network ?? ''}`) || network?.startsWith('-'));
  return [
    ...odd.map(({ receiver, alias }) => `The link "${alias}" of "${receiver.name}" has a name with characters that do not show.`),
    ...unread.map(({ text }) => text),
    ...moved.flatMap((one) => containerRefusals(one, facts)),
  ];
}

function containerRefusals({ detail, container, image }: Moved, facts: EngineFacts): readonly string[] {
  const { name } = detail;
  if (container === null) return [`Nothing was read of "${name}".`];
  const labels = new Map(textEntriesAt(container, 'Config.Labels'));
  const made = madeElsewhere(name, labels);
  if (made !== null) return [made];
  const plain = [detail.id, textAt(container, 'Image'), textAt(container, 'Config.Image'), ...detail.networks.keys()];
  const hidden = containerArguments({ container, image }).filter((one) => one.hidden !== null && one.template === null);
  return [
    ...(/^[a-zA-Z0-9][\w.-]*$/.test(name) ? [] : [`"${name}" is no name that Docker gives.`]),
    ...(plain.every(showsPlainly) ? [] : [`The id, the image or a network of "${name}" has characters that do not show.`]),
    ...(textAt(container, 'Platform') === 'windows' ? [`"${name}" is a Windows container.`] : []),
    ...(textAt(container, 'Config.Image') === '' ? [`Nobody tells which image "${name}" was made from.`] : []),
    ...(/^(?:removing|dead)$/.test(detail.state.status) ? [`"${name}" is being removed.`] : []),
    ...misnamed(detail).map((full) => `The link "${full}" of "${name}" has a name that keeps the engine from renaming the container.`),
    ...sharers(detail, facts).map((other) => `"${other}" shares the network of "${name}", and would be left without it.`),
    ...hidden.map(({ flag }) => `A value of ${flag} of "${name}" holds characters that do not show.`),
  ];
}

/** Containers that something else makes again as it likes. */
function madeElsewhere(name: string, labels: ReadonlyMap<string, string>): string | null {
  const task = labels.get('com.docker.swarm.service.name');
  if (task !== undefined)
    return `"${name}" is a task of the Swarm service "${task}", where links have no effect: give the service a network alias.`;
  const origin = composeOrigin(labels);
  if (!origin) return null;
  const files = labels.get('com.docker.compose.project.config_files') ?? 'its compose file';
  const folder = labels.get('com.docker.compose.project.working_dir');
  const where = folder === undefined ? files : `${files} in ${folder}`;
  return `"${name}" was made by Compose (service "${origin.service}" of "${origin.project}"): replace the link in ${where} and bring the project up again.`;
}

/** The engine renames a container only if the full names of its links begin with its own (moby, daemon/rename.go). */
function misnamed({ name, links }: ContainerDetail): readonly string[] {
  return links.map((raw) => raw.slice(raw.indexOf(':') + 1)).filter((full) => !full.startsWith(`/${name}/`));
}

/** Containers that were started with `--network container:` of this one. */
function sharers({ id, name }: ContainerDetail, { summaries }: EngineFacts): readonly string[] {
  const modes = new Set([`container:${id}`, `container:${name}`]);
  return summaries.filter(({ networkMode }) => modes.has(networkMode)).map((one) => one.name);
}

import { connectCommand } from './words.ts';
import { endpointsOf } from './endpoints.ts';
import type { Moved } from './moved.ts';
import type { GroupPlan, MigrationPlan, RefusedGroup } from './plan.ts';
import { comment, shellWord } from './shell.ts';
import { items, nameLines, originLines, refusedLines } from './told.ts';
import type { Origin } from './told.ts';

/** Whether running containers of this engine were seen to move without being made anew: Docker 20.10. From 28 on, `docker rm --link` takes all links of a receiver. */
export function movesLive({ facts: { version, origin } }: Pick<Origin, 'facts'>): boolean {
  return origin !== 'dump' && version.product === 'docker' && version.version.startsWith('20.10.');
}

/** The plan with the groups refused that cannot be moved while they run. */
export function livePlan({ groups, refused }: MigrationPlan): MigrationPlan {
  const judged = groups.map((group) => ({ group, reasons: liveRefusals(group) }));
  return {
    groups: judged.flatMap(({ group, reasons }) => (reasons.length === 0 ? [group] : [])),
    refused: [
      ...refused,
      ...judged.flatMap(({ group, reasons }): readonly RefusedGroup[] =>
        reasons.length === 0 ? [] : [{ names: group.moved.map(({ detail }) => detail.name), reasons }],
      ),
    ],
  };
}

function liveRefusals({ group: { links }, moved }: GroupPlan): readonly string[] {
  return [
    ...moved.flatMap(({ detail: { name, state } }) => (state.status === 'running' ? [] : [`"${name}" is not running (${state.status}).`])),
    ...links.flatMap(({ receiver, alias, network }) =>
      network === null ? [] : [`The link "${alias}" of "${receiver.name}" on "${network}" stays for the container's life.`],
    ),
    ...links
      .filter(({ wasDangling }) => wasDangling)
      .map(({ receiver, alias }) => `The link "${alias}" of "${receiver.name}" is dangling.`),
  ];
}

/** A shell script that puts running containers on networks without making them anew: links first, as their hosts lines would go before Docker's DNS. */
export function liveScript(plan: MigrationPlan, origin: Origin): string {
  const { groups } = plan;
  const moved = groups.flatMap((group) => group.moved);
  const lines = [
    '#!/bin/sh',
    ...comment(`Moves ${moved.map(({ detail }) => detail.name).join(', ')} from links to networks while they run.`),
    ...originLines(origin),
    ...['#', '# What it interrupts:', ...items(interruptions(groups))],
    ...['#', '# What stays as it was:', ...items(KEPT)],
    ...['#', '# Names afterwards:', ...groups.flatMap(nameLines)],
    ...refusedLines(plan),
    '',
    ...PRELUDE,
    ...moved.map(({ detail: { name, id } }) => `is ${shellWord(name)} ${shellWord(id)}`),
    '',
    "trap 'exit 1' HUP INT TERM",
    ...groups.flatMap((group) => ['', ...groupLines(group)]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

const PRELUDE = [
  'set -eu',
  '',
  'show() { docker inspect --type container --format "$2" "$1"; }',
  `stop() { printf '%s\\n' "$1" >&2; exit 1; }`,
  'is() {',
  '  [ "$(show "$1" \'{{.Id}}\')" = "$2" ] || stop "$1 is not the container that this script was written for."',
  `  [ "$(show "$1" '{{.State.Running}} {{with index .NetworkSettings.Networks "bridge"}}on{{end}}')" = 'true on' ] ||`,
  '    stop "$1 does not run on the default bridge."',
  '}',
  'network() { docker network inspect "$1" >/dev/null 2>&1 || docker network create "$1" >/dev/null; }',
  '',
] as const;

const KEPT = [
  'No container stops. Variables of links stay in the processes that have them, but name old addresses, where nobody answers any more.',
  'After a restart of the engine docker inspect shows the links again; they have no effect, as nothing is on the default bridge.',
  'There is no way back but to make the receivers anew with their links.',
];

function interruptions(groups: readonly GroupPlan[]): readonly string[] {
  return [
    ...groups.flatMap(({ links }) =>
      links.map(
        ({ link: { receiver, alias } }) =>
          `For a moment ${receiver.name} does not find "${alias}"; what it has open over the default bridge is cut.`,
      ),
    ),
    'Containers get other addresses; those that stay on the default bridge do not reach them any more.',
  ];
}

function groupLines(group: GroupPlan): readonly string[] {
  const { networks, links, moved } = group;
  const made = new Set(networks.map(({ name }) => name));
  const connections = (one: Moved): readonly string[] =>
    endpointsOf(one, group).flatMap((endpoint) => (made.has(endpoint.network) ? [connectCommand(one.detail.name, endpoint)] : []));
  return [
    ...networks.map(({ name }) => `network ${shellWord(name)}`),
    ...links.map(({ link: { raw } }) => `docker rm --link ${shellWord(raw.slice(raw.indexOf(':') + 2))} >/dev/null`),
    ...moved.flatMap(connections),
    ...moved.toReversed().map(({ detail: { name } }) => `docker network disconnect bridge ${shellWord(name)}`),
  ];
}

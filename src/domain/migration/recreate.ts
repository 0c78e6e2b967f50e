import { notCarried } from './arguments.ts';
import { endpointsOf } from './endpoints.ts';
import { imageOf } from './imageOf.ts';
import { textAt, valueAt } from './json.ts';
import type { Moved } from './moved.ts';
import type { GroupPlan, MigrationPlan } from './plan.ts';
import { restartPolicy } from './resources.ts';
import { comment, shellWord } from './shell.ts';
import { lostLines, nameLines, originLines, outageLines, refusedLines } from './told.ts';
import type { Origin } from './told.ts';
import { connectCommand, createCommand } from './words.ts';

/** A shell script that makes the containers anew on networks, lets the new ones take over from the old ones, and keeps those. */
export function recreateScript(plan: MigrationPlan, origin: Origin): string {
  const { groups } = plan;
  const moved = groups.flatMap((group) => group.moved);
  const lines = [
    '#!/bin/sh',
    ...comment(`Moves ${moved.map(({ detail }) => detail.name).join(', ')} from links to networks, each by a successor made like it.`),
    ...originLines(origin),
    ...['#', '# What it interrupts:', ...groups.flatMap(outageLines)],
    ...['#', '# What does not come along:', ...groups.flatMap((group) => lostLines(group, origin))],
    ...['#', '# Names afterwards:', ...groups.flatMap(nameLines)],
    ...refusedLines(plan),
    ...['#', '# How to verify and how to go back stands at the end.', ''],
    ...PRELUDE,
    ...checks(groups, moved),
    ...groups.flatMap(creation),
    ...switchOver(moved),
    ...afterwards(groups, moved),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

const PRELUDE = [
  'set -eu',
  'umask 077',
  '',
  '# What docker inspect says of a container; a secret goes from there to the new container without being written here.',
  'show() { docker inspect --type container --format "$2" "$1"; }',
  `stop() { printf '%s\\n' "$1" >&2; exit 1; }`,
  'is() { [ "$(show "$1" \'{{.Id}}\')" = "$2" ] || stop "$1 is not the container that this script was written for."; }',
  'free() { ! docker inspect --type container "$1" >/dev/null 2>&1 || stop "There is a container $1 already."; }',
  `image() { [ "$(docker image inspect --format '{{.Id}}' "$1")" = "$2" ] || stop "$1 is another image by now; first: docker tag $2 $1"; }`,
  'unused() {',
  '  docker network inspect "$1" >/dev/null 2>&1 || return 0',
  `  [ "$(docker network inspect --format '{{len .Containers}}' "$1")" = 0 ] || stop "The network $1 has containers already."`,
  '}',
  'network() { docker network inspect "$1" >/dev/null 2>&1 || docker network create "$1" >/dev/null; }',
  '',
] as const;

function checks(groups: readonly GroupPlan[], moved: readonly Moved[]): readonly string[] {
  return [
    '# 1. Nothing is changed unless all of this holds.',
    ...moved.flatMap(({ detail: { id, name } }) => [
      `is ${shellWord(name)} ${shellWord(id)}`,
      `free ${shellWord(`${name}-next`)}`,
      `free ${shellWord(`${name}-before-links`)}`,
    ]),
    ...new Set(moved.flatMap(imageCheck)),
    ...groups.flatMap(({ networks }) => networks.flatMap(({ name, exists }) => (exists ? [] : [`unused ${shellWord(name)}`]))),
    '',
    'files=$(mktemp -d)',
    'state=making',
    'end() {',
    '  code=$?',
    '  rm -rf "$files"',
    '  case $state in',
    '    making)',
    `      docker rm ${names(moved, '-next')} >/dev/null 2>&1 || :`,
    "      echo 'Nothing has changed but for networks that were made.' >&2",
    '      ;;',
    "    moving) echo 'Stopped half-way: the lines at the end of the script go back.' >&2 ;;",
    '  esac',
    '  exit "$code"',
    '}',
    'trap end EXIT',
    "trap 'exit 1' HUP INT TERM",
    '',
  ];
}

/** An id cannot lead to another image. */
function imageCheck({ container }: Moved): readonly string[] {
  const reference = textAt(container, 'Config.Image');
  const image = imageOf(container);
  return image === null || reference === image ? [] : [`image ${shellWord(reference)} ${shellWord(image)}`];
}

function names(moved: readonly Moved[], suffix: string): string {
  return moved.map(({ detail }) => shellWord(`${detail.name}${suffix}`)).join(' ');
}

function creation(plan: GroupPlan): readonly string[] {
  const { networks, moved } = plan;
  return [
    '# 2. The networks, and beside each container its successor. Nothing stops yet.',
    ...networks.map(({ name }) => `network ${shellWord(name)}`),
    ...moved.flatMap((one) => {
      const { detail, container, image } = one;
      const [main, ...further] = endpointsOf(one, plan);
      const digest = imageOf(container);
      const create = createCommand(one, main);
      return [
        '',
        ...comment(`${detail.name}${digest === null ? '' : `, from the image ${digest}`}`),
        ...(image === null ? comment('Its image was not read: what the image gives anyway stands here, too.') : []),
        ...notCarried(one).flatMap((text) => comment(`Not carried over as it is: ${text}`)),
        ...(create.some((line) => line.includes('show "$old" ')) ? [`old=${shellWord(detail.id)}`] : []),
        ...create,
        ...further.map((endpoint) => connectCommand(`${detail.name}-next`, endpoint)),
      ];
    }),
    '',
  ];
}

/** The engine starts a container with the policy `always` again at its own start, though it was stopped. */
function switchOver(moved: readonly Moved[]): readonly string[] {
  const running = moved.filter(({ detail }) => detail.running);
  const kept = moved.filter(({ container }) => restartPolicy(container) !== 'no');
  const paused = moved.filter(({ detail }) => detail.state.status === 'paused');
  return [
    '# 3. The successors take over. From here on there is an outage.',
    'state=moving',
    ...moved.map(({ detail: { name } }) => `docker rename ${shellWord(name)} ${shellWord(`${name}-before-links`)}`),
    ...moved.map(({ detail: { name } }) => `docker rename ${shellWord(`${name}-next`)} ${shellWord(name)}`),
    ...kept.map(({ detail: { name } }) => `docker update --restart no ${shellWord(`${name}-before-links`)} >/dev/null`),
    ...paused.map(({ detail: { name } }) => `docker unpause ${shellWord(`${name}-before-links`)} >/dev/null`),
    ...running.toReversed().map(({ detail: { name } }) => `docker stop ${shellWord(`${name}-before-links`)} >/dev/null`),
    ...running.map(({ detail: { name } }) => `docker start ${shellWord(name)} >/dev/null`),
    'state=done',
    ...(running.length === 0
      ? []
      : [
          `for name in ${names(running, '')}; do`,
          `  [ "$(show "$name" '{{.State.Running}}')" = true ] || echo "$name does not run; docker logs $name may say why." >&2`,
          'done',
        ]),
    '',
  ];
}

function afterwards(groups: readonly GroupPlan[], moved: readonly Moved[]): readonly string[] {
  const staying = moved.filter(({ container }) => valueAt(container, 'HostConfig.AutoRemove') !== true);
  return [
    '# To verify: in each pair of lines the first prints the address that the second names (if the image has ping).',
    ...groups.flatMap(({ links }) =>
      links.flatMap(({ link, names: [name = ''], network }) => (link.receiver.running ? verification(link, name, network) : [])),
    ),
    '#',
    ...(staying.length > 0 ? wayBack(staying) : ['# There is no way back, as all were started with --rm.']),
  ];
}

function wayBack(staying: readonly Moved[]): readonly string[] {
  return [
    '# To go back, at any time, run these lines without the sign before them:',
    ...commented([
      `docker update --restart no ${names(staying, '')}`,
      `docker stop ${names([...staying].reverse(), '')}`,
      ...staying.map(({ detail: { name } }) => `docker rename ${shellWord(name)} ${shellWord(`${name}-after-links`)}`),
      ...staying.map(({ detail: { id, name } }) => `docker rename ${shellWord(id.slice(0, 12))} ${shellWord(name)}`),
      ...staying.map(
        ({ detail: { name }, container }) => `docker update --restart ${shellWord(restartPolicy(container))} ${shellWord(name)}`,
      ),
      ...staying.filter(({ detail }) => detail.running).map(({ detail: { name } }) => `docker start ${shellWord(name)}`),
    ]),
    '#',
    '# Once all is well; volumes stay, as the successors use them:',
    ...commented([`docker rm ${names(staying, '-before-links')}`]),
  ];
}

function commented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `# ${line}`);
}

function verification({ receiver, source }: GroupPlan['links'][number]['link'], name: string, network: string): readonly string[] {
  const template = `{{(index .NetworkSettings.Networks ${JSON.stringify(network)}).IPAddress}}`;
  return commented([
    `docker exec ${shellWord(receiver.name)} ping -c 1 ${shellWord(name)}`,
    `docker inspect --format ${shellWord(template)} ${shellWord(source.name)}`,
  ]);
}

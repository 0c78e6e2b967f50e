import { namesOf } from '../compose/project/names.ts';
import type { Project, ProjectService, ReadText } from '../compose/project/project.ts';
import { readProject } from '../compose/project/readProject.ts';
import type { ContainerDetail } from '../engine/container.ts';
import { externalRewrite } from './externalRewrite.ts';
import type { SharedNetwork } from './externalRewrite.ts';
import type { NoRewrite, Rewrite, RewriteScope } from './rewrite.ts';
import type { LinkName } from './rewriteLinks.ts';

/** A network of a container, with what its members can ask for as far as that is known, in lower case, and whom that leads to. */
export interface KnownNetwork extends SharedNetwork {
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/** What is known of containers outside a project: the projects that may make them, and those that an engine has. */
export interface Outside {
  readonly projects: readonly Project[];
  readonly details: readonly ContainerDetail[];
}

/** The networks with names in Docker's DNS that a container is on, by its name; those that an engine tells first. */
export function networksOf(container: string, { projects, details }: Outside): readonly KnownNetwork[] {
  const known = new Map<string, KnownNetwork>();
  for (const { name, networks } of details) {
    if (name !== container) continue;
    for (const [realName, { aliases, dnsNames }] of networks)
      if (!/^(?:bridge|host|none)$/.test(realName))
        known.set(realName, { realName, aliases: [...new Set([...aliases, ...dnsNames])], names: new Map() });
  }
  for (const project of projects) {
    const names = namesOf(project);
    for (const each of names.containers) {
      if (each.container.name !== container || each.attachment.kind !== 'networks') continue;
      for (const realName of each.attachment.networks) {
        const members = names.networks.get(realName)?.names ?? new Map<string, never>();
        const own = [...members].flatMap(([name, { containers }]) =>
          containers.length === 1 && containers[0] === container ? [name] : [],
        );
        const aliases = [...new Set([...(known.get(realName)?.aliases ?? []), ...own])];
        known.set(realName, { realName, aliases, names: new Map([...members].map(([name, { containers }]) => [name, containers])) });
      }
    }
  }
  return [...known.values()];
}

/** What can be done for a link to a container outside the project: for each network of it that is known a way to join it, or why there is none. */
export function externalWays(scope: RewriteScope, link: LinkName, outside: Outside): readonly (Rewrite | NoRewrite)[] {
  const text = scope.read(scope.path) ?? '';
  const target = link.raw.split(':')[0] ?? '';
  const networks = networksOf(target, outside);
  if (networks.length === 0) return [nowhere(scope.path, text, link, outside)];
  const ways = networks.map((network): Rewrite | NoRewrite => {
    const way = externalRewrite({ path: scope.path, text }, link, network);
    if (way.kind === 'rewrite' && way.files.every(({ edits }) => edits.length === 0)) return alreadyThere(way, link, network);
    const reason = way.kind === 'rewrite' ? unproved(scope, way, { receiver: link.service, network }) : null;
    return reason === null ? way : { kind: 'refused', row: 'external', links: way.links, reason, instead: [] };
  });
  const made = ways.filter(({ kind }) => kind === 'rewrite');
  // Those by which the link goes come first.
  const sorted = made.toSorted((a, b) => (a.kind === 'rewrite' && b.kind === 'rewrite' ? a.changed.length - b.changed.length : 0));
  return sorted.length > 0 ? sorted : ways.slice(0, 1);
}

/** The far side of the link is another project's to edit. */
function alreadyThere({ links, changed }: Rewrite, { service }: LinkName, { realName }: SharedNetwork): NoRewrite {
  const reason = `\`${service}\` is on \`${realName}\` already, and the name that the link gives there is the other side's to give.`;
  return { kind: 'refused', row: 'external', links, reason, instead: [`${changed.at(-1) ?? ''}.`] };
}

/** Why nobody can tell which network to join. */
function nowhere(path: string, text: string, link: LinkName, { details }: Outside): NoRewrite {
  const network = { realName: 'NETWORK', aliases: [] };
  const way = externalRewrite({ path, text }, link, network);
  const [target = '', alias = target] = link.raw.split(':');
  const bridged = details.some(({ name, networks }) => name === target && networks.size > 0);
  const reason = bridged
    ? `\`${target}\` is on no network with names: on the default bridge it has none that \`${link.service}\` could ask for.`
    : `No other project here makes \`${target}\`, and no engine that is known has it, so nobody can tell which network it is on.`;
  const own = alias === target ? '' : ` and give \`${target}\` the alias \`${alias}\` there`;
  const instead = [`Put \`${link.service}\` on a network of \`${target}\` (\`external: true\`)${own}; the link stays until then.`];
  if (way.kind === 'refused') return way;
  return { kind: 'refused', row: 'external', links: way.links, reason, instead };
}

interface Joined {
  readonly receiver: string;
  readonly network: KnownNetwork;
}

/** Why a file's edit is none for the projects that read the file; null where each becomes the same with one more network. */
function unproved({ sets, read, parse }: RewriteScope, { files }: Rewrite, joined: Joined): string | null {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const after: ReadText = (path) => texts.get(path) ?? read(path);
  for (const set of sets) {
    for (const reader of ['compose-2', 'compose-1'] as const) {
      const was = readProject({ ...set, reader }, read, parse);
      if (was.refused && reader !== set.reader) continue;
      const reason = differs(was, readProject({ ...set, reader }, after, parse), joined) ?? ambiguous(was, joined);
      if (reason !== null) return reason;
    }
  }
  return null;
}

function differs(was: Project, now: Project, { receiver, network }: Joined): string | null {
  const broken = was.problems.find(({ severity }) => severity === 'refused') ?? now.problems.find(({ severity }) => severity === 'refused');
  if (broken) return broken.message;
  const before = new Map([...was.services, ...was.disabled].map((service) => [service.name, service]));
  const all = [...now.services, ...now.disabled];
  if (all.length !== before.size) return 'The project would have other services.';
  for (const service of all) {
    const old = before.get(service.name);
    if (!old || meaning(old, receiver) !== meaning(service, receiver)) return `\`${service.name}\` would say something else than before.`;
    if (service.name !== receiver) continue;
    const had = realNames(old, was);
    const has = realNames(service, now);
    if (JSON.stringify(has) !== JSON.stringify([...new Set([...had, network.realName])].sort()))
      return `Other files say on which networks \`${receiver}\` is, and it would be on others than those and \`${network.realName}\`.`;
  }
  return null;
}

function realNames({ networks }: ProjectService, project: Project): readonly string[] {
  const real = new Map(project.networks.map(({ key, realName }) => [key, realName]));
  return networks.map(({ key }) => real.get(key) ?? key).sort();
}

/** What a service says, wherever that is written; of the receiver without what the edit is to change. */
function meaning(service: ProjectService, receiver: string): string {
  const rest = service.name === receiver ? { ...service, networks: [], externalLinks: [] } : service;
  const skipped = new Set(['place', 'places', 'repeats', 'scaleFrom']);
  return JSON.stringify(rest, (key, value: unknown) => (skipped.has(key) ? undefined : value));
}

/** A name that the receiver's own networks have, too, would lead to either. */
function ambiguous(project: Project, { receiver, network }: Joined): string | null {
  const service = project.services.find(({ name }) => name === receiver);
  if (!service) return null;
  const names = namesOf(project);
  for (const realName of realNames(service, project)) {
    if (realName === network.realName) continue;
    for (const [name, { containers }] of names.networks.get(realName)?.names ?? []) {
      const others = network.names.get(name)?.filter((each) => !containers.includes(each)) ?? [];
      if (others.length > 0)
        return `\`${name}\` would lead \`${receiver}\` to ${[...containers, ...others].map((each) => `\`${each}\``).join(' and ')}.`;
    }
  }
  return null;
}

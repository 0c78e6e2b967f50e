import { readinessOf } from '../readiness/readiness.ts';
import type { VariableReadiness } from '../readiness/readiness.ts';
import type { EngineFacts } from '../engine/container.ts';
import type { ReceiverEvidence } from '../verdicts/evidence.ts';
import { textAt, valueAt } from './json.ts';
import type { GroupPlan, MigrationPlan } from './plan.ts';
import { publishedPorts } from './resources.ts';
import { comment, shellWord, showsPlainly } from './shell.ts';

/** What a script is made from, as its head says it. */
export interface Origin {
  readonly facts: EngineFacts;
  readonly evidence: readonly ReceiverEvidence[];
  /** The engine as a person names it. */
  readonly engine: string;
  /** When it was read, as an RFC 3339 text; null where nobody knows. */
  readonly readAt: string | null;
}

/** Which engine and which time the script is made from; it changes nothing on another engine, as the containers have other ids there. */
export function originLines({ facts: { version, origin }, engine, readAt }: Origin): readonly string[] {
  const what =
    origin === 'dump'
      ? 'Made from the output of docker inspect'
      : `Made from ${engine}, version ${version.version} (API ${version.apiVersion})`;
  return [
    ...comment(
      `${what}${readAt === null ? '' : `, read at ${readAt}`}. It refuses to run where the containers are others than those that were read.`,
    ),
    ...comment('To be read first, then run with sh. It needs the docker command line of that engine; nothing of it was run yet.'),
  ];
}

/** What stays as it is, because it cannot be moved by a script. */
export function refusedLines({ refused }: MigrationPlan): readonly string[] {
  if (refused.length === 0) return [];
  return ['#', '# Not moved by this script:', ...refused.flatMap(({ names, reasons }) => items([`${names.join(', ')}:`, ...reasons]))];
}

/** Who is down for whom while the script runs. */
export function outageLines({ group: { links }, moved }: GroupPlan): readonly string[] {
  return items(
    moved.flatMap(({ detail: { id, name, running }, container }) => {
      if (!running) return [`${name} does not run: its successor is made and not started.`];
      const receivers = links.filter(({ source, receiver }) => source.id === id && receiver.running).map(({ receiver }) => receiver.name);
      const ports = publishedPorts(container);
      const outage = [...new Set(receivers), ...(ports.length > 0 ? [`everybody who uses ${ports.join(', ')}`] : [])];
      return [`${name} stops, and its successor starts${outage.length > 0 ? `: an outage for ${outage.join(', ')}` : ''}.`];
    }),
  );
}

/** What the successors do not have. */
export function lostLines(plan: GroupPlan, { facts, evidence }: Origin): readonly string[] {
  const removed = plan.moved
    .filter(({ container }) => valueAt(container, 'HostConfig.AutoRemove') === true)
    .map(({ detail }) => detail.name);
  const legacy = plan.links.some(({ link }) => link.network === null);
  return [
    ...items([
      'What a container wrote outside of its volumes stays in the old one; docker diff NAME lists it.',
      ...(legacy ? ['They get other addresses and leave the default bridge: containers that stay there do not reach them any more.'] : []),
      ...removed.map(
        (name) =>
          `${name} was started with --rm: it is gone as soon as it stops, so that there is no way back for it and for those that link to it.`,
      ),
    ]),
    ...variableLines(plan, readinessOf(facts, evidence)),
  ];
}

function variableLines({ group: { links } }: GroupPlan, readiness: ReturnType<typeof readinessOf>): readonly string[] {
  return links.flatMap(({ receiver, alias, network }) => {
    if (network !== null) return [];
    const found = readiness.find((one) => one.receiverId === receiver.id && one.alias === alias && one.mechanism === 'legacy');
    const lost = found?.variables.filter(({ fate }) => fate === 'lost') ?? [];
    const [first] = lost;
    if (!first) return found?.engines[29].variables === 'unknown' ? items([untold(receiver.name, alias)]) : [];
    const how = first.known === 'read' ? 'its first process has them now' : 'its first process was not read';
    return [
      ...items([
        `${receiver.name} loses ${lost.length} variables of the link "${alias}" (${how}): ${lost.map(({ name }) => name).join(', ')}.`,
      ]),
      ...replacementLines(receiver.name, lost),
    ];
  });
}

function untold(receiver: string, alias: string): string {
  return `Nobody can tell whether ${receiver} has variables of the link "${alias}"; it loses them if it has.`;
}

function replacementLines(receiver: string, lost: readonly VariableReadiness[]): readonly string[] {
  const options = lost.flatMap(({ name, replacement }) =>
    replacement.kind === 'set' && showsPlainly(replacement.value) ? [`--env ${shellWord(`${name}=${replacement.value}`)}`] : [],
  );
  const copies = lost.filter(({ replacement }) => replacement.kind === 'own').map(({ name }) => name);
  return [
    ...(options.length > 0 ? comment(`If a program reads them, give "docker create" of ${receiver} what never goes stale:`, '    ') : []),
    ...options.flatMap((option) => comment(`${option} \\`, '      ')),
    ...(copies.length > 0
      ? comment(`Copies of the source's own environment; if a program reads them, give ${receiver} its own: ${copies.join(', ')}.`, '    ')
      : []),
  ];
}

/** Who answers to which name on which network from then on, and what to know about it. */
export function nameLines({ networks, links, group, moved }: GroupPlan): readonly string[] {
  const dotted = links.filter(({ how, names }) => how === 'alias' && names.some((name) => name.includes('.')));
  return items([
    ...networks.filter(({ exists }) => exists).map(({ name }) => `${name} exists already; whoever is on it knows the aliases, too.`),
    ...networks.filter(({ why }) => why !== null).map(({ name, why }) => `${name} is a network of two, ${pairReason(why)}.`),
    ...links.map(({ link: { receiver, source, alias }, network, how }) => {
      const words = `${receiver.name} finds ${source.name} as "${alias}" on ${network}`;
      if (how === 'name') return `${words}: it has that name there.`;
      if (how === 'alias') return `${words}, an alias that everybody on that network knows.`;
      return `${words} by a link that stays, as a private name of that network: somebody else on a network of ${receiver.name} has this name. Such links work on every engine.`;
    }),
    ...dotted.map(({ link: { alias } }) => `"${alias}" holds a dot: on its network it hides what the name means elsewhere.`),
    ...links.filter(({ link }) => link.wasDangling).map(({ link }) => dangling(link)),
    ...group.idle.map(({ text }) => text),
    ...moved.filter(({ container }) => /ambassador/i.test(textAt(container, 'Config.Image'))).map(({ detail }) => ambassador(detail.name)),
    ...moved.flatMap(({ detail }) =>
      shadowed(
        detail.name,
        detail.extraHosts,
        links.filter(({ link }) => link.receiver.id === detail.id).flatMap(({ names }) => names),
      ),
    ),
  ]);
}

/** Docker's own word for a container that passes on what it is linked to. */
function ambassador(name: string): string {
  return `${name} looks like an ambassador: on a network its receivers can find the container behind it by an alias, and it can go.`;
}

function pairReason(why: 'icc' | 'alias' | null): string {
  return why === 'icc'
    ? 'as the engine lets containers talk to each other by links only (--icc=false); there, every port of the source is open to the receiver'
    : 'as the same alias means another container elsewhere';
}

function dangling({ receiver, source, alias }: GroupPlan['links'][number]['link']): string {
  return `The link "${alias}" of ${receiver.name} leads to a container that is gone; the one that is called ${source.name} now takes its place.`;
}

function shadowed(receiver: string, extraHosts: readonly string[], names: readonly string[]): readonly string[] {
  const written = new Set(extraHosts.map((entry) => entry.split(/[:=]/)[0] ?? ''));
  return names.filter((name) => written.has(name)).map((name) => `--add-host ${name} of ${receiver} goes before what Docker's DNS says.`);
}

/** Items of a list in a comment. */
export function items(sentences: readonly string[]): readonly string[] {
  return sentences.flatMap((sentence) => comment(sentence, '- ').map((line, index) => (index === 0 ? line : line.replace('# - ', '# '))));
}

import { groupBy } from '../../base/groupBy.ts';
import { resolveName } from '../compose/project/resolve.ts';
import { lostVariables } from './lostVariables.ts';
import type { CarriedOut, Projects } from './carryOut.ts';
import type { DependencyForm, Plan, PlannedLink } from './plan.ts';
import type { Rewrite, RewrittenLink, Row } from './rewrite.ts';
import type { Surroundings } from './surroundings.ts';
import { scriptLinkWords } from './scriptLinks.ts';
import { restartWords } from './words.ts';

type Done = Extract<CarriedOut, { kind: 'done' }>;

/** Rows that leave nobody anything to decide, unless there is something to warn of. */
const SAFE: ReadonlySet<Row> = new Set(['same-name', 'alias']);

/** Whether a plan leaves nobody anything to decide. */
export function isSafe(plan: Plan, result: Done): boolean {
  return SAFE.has(plan.row) && askedWords(plan, result).length === 0;
}

/** What somebody has to decide before a plan is carried out, beside what its row says. */
export function askedWords(plan: Plan, { effects, warnings }: Done): readonly string[] {
  return [...warnings, ...changedWords(plan, effects)];
}

/** What a plan that was carried out does, in words. */
export function rewriteOf(projects: Projects, plan: Plan, { files, effects, warnings }: Done): Rewrite {
  const { scope } = projects;
  const forms = [...new Set(plan.depends.map(({ form }) => form))];
  const changed = [
    ...warnings,
    ...changedWords(plan, effects),
    ...manyWords(projects, plan),
    ...leavingWords(projects, plan),
    ...forms.flatMap(formWords),
  ];
  return {
    kind: 'rewrite',
    row: plan.row,
    title: titleOf(plan, forms),
    links: plan.links.flatMap(linkPlaces),
    files,
    kept: keptWords(projects, plan),
    lost: lostWords(plan, effects, scope.around),
    changed,
    consent: SAFE.has(plan.row) && changed.length === 0 ? 'safe' : 'asks',
  };
}

function linkPlaces({ service, link }: PlannedLink): readonly RewrittenLink[] {
  return [link.place, ...link.repeats].map(({ path, range }) => ({ path, service, raw: link.value, range }));
}

const WAYS: Readonly<Record<Row, string>> = {
  'same-name': 'by `depends_on`',
  alias: 'by a network alias',
  'join-network': 'by a network that both are on',
  'pair-network': 'by a network for each pair',
  scaled: 'by a name for all containers',
  bridge: 'and leave the default bridge',
  v1: 'and the old format',
  external: 'by an external network',
  namespace: 'by a name in the shared network',
  'host-gateway': 'by the name of the host',
  cycle: 'in a circle by names alone',
  profile: 'by a dependency that may be missing',
  private: 'by a network of their own',
  'own-name': "by the service's own name",
  'container-names': 'by aliases, with the names of its container',
  ambassador: 'without the ambassador',
  variables: 'by variables',
};

const FORM_WORDS: Readonly<Record<DependencyForm, string>> = {
  short: '',
  restart: ', restarted together',
  healthy: ', waiting for its health check',
  optional: '',
};

function titleOf({ row, links }: Plan, forms: readonly DependencyForm[]): string {
  const values = new Set(links.map(({ service, link }) => `${service}\n${link.value}`));
  const [first] = links;
  const what = values.size === 1 && first ? `link "${first.link.value}"` : `${String(values.size)} links`;
  return `Replace ${what} ${WAYS[row]}${forms.map((form) => FORM_WORDS[form]).join('')}`;
}

function keptWords({ before }: Projects, { links, aliases, row }: Plan): readonly string[] {
  const world = before[0]?.world;
  const receivers = new Map([...(world?.containers.values() ?? [])].reverse().map((each) => [each.container.service.name, each]));
  const words = [...groupBy(links, ({ service }) => service)].flatMap(([service, own]) => {
    const receiver = receivers.get(service);
    const resolved = (name: string) => world && receiver && resolveName(world.names, receiver, name).kind === 'found';
    const still: string[] = [];
    const first: string[] = [];
    for (const { link } of own) {
      const more = row === 'container-names' ? aliases.flatMap((each) => (each.service === link.target ? [each.alias] : [])) : [];
      const names = [...new Set([link.target, link.alias, ...more])];
      if (row === 'own-name') still.push(link.target);
      else if (resolved(link.alias)) still.push(leadTo(names.filter(resolved), link.target));
      else first.push(leadTo(names, link.target));
    }
    return [
      ...(still.length > 0 ? [`${service} still resolves ${still.join('; ')}`] : []),
      ...(first.length > 0 ? [`${service} resolves ${first.join('; ')} for the first time`] : []),
    ];
  });
  return [...words, ...(row === 'cycle' ? [] : ['start order kept'])];
}

function leadTo(names: readonly string[], target: string): string {
  return names.length === 1 && names[0] === target ? target : `${names.join(', ')} → ${target}`;
}

function changedWords(plan: Plan, effects: Done['effects']): readonly string[] {
  const words = new Set<string>();
  for (const { rotating, reaching } of effects) {
    for (const { service, name, containers } of rotating)
      if (!/[-_]\d+$/.test(name))
        words.add(`${name} leads ${service} to all ${String(containers)} containers in turn, the link led to one`);
    if (plan.row !== 'bridge' && plan.row !== 'cycle')
      for (const { service, other } of reaching) words.add(`${service} and ${other} can reach every port of each other`);
  }
  if (plan.row === 'scaled' && words.size === 0) words.add('the name leads to all containers in turn, the link led to one');
  if (plan.row === 'cycle') words.add('the services start in no order; with the links Compose refused to start them');
  if (plan.row === 'bridge')
    words.add(`${plan.modes.join(', ')} ${plan.modes.length === 1 ? 'is' : 'are'} on the project's own network, with Docker's DNS`);
  for (const { service, label, was, newText } of plan.words)
    words.add(`\`${label}\` of ${service} says \`${newText}\` in place of \`${was}\``);
  for (const { service, name, owners } of effects.flatMap(({ dropped }) => dropped))
    if (owners.length > 0) words.add(`${name} leads ${service} to ${owners.join(' and ')} from now on`);
  for (const hint of plan.hints) words.add(hint);
  if (plan.networks.length > 0)
    words.add(
      `${String(plan.networks.length)} more ${plan.networks.length === 1 ? 'network, on which' : 'networks, on each of which'} only two services are`,
    );
  if (plan.row === 'host-gateway') words.add('the names lead to the host, on engines since 20.10');
  if (plan.row === 'namespace' || plan.links.some(({ link, source }) => link.target !== source))
    words.add('the names are those of the service whose network is used');
  if (plan.depends.some((each) => each.form === 'optional'))
    words.add('the receiver starts without its source where no profile enables it; Compose before 2.20 refuses the file');
  return [...words];
}

/** Where a link led nowhere, or nobody could start it, there is nothing to compare with. */
function manyWords({ before }: Projects, { row, links }: Plan): readonly string[] {
  const scales = new Map(
    [...(before[0]?.world.containers.values() ?? [])].map(({ container: { service } }) => [service.name, service.scale]),
  );
  const words = links.flatMap(({ service, source, link: { target, alias } }) => {
    const count = scales.get(row === 'host-gateway' ? target : source) ?? 1;
    if (count < 2 || row === 'scaled') return [];
    if (row === 'host-gateway') return [`all ${String(count)} containers of ${target} are behind the host's one address`];
    return [`${row === 'own-name' ? target : alias} leads ${service} to all ${String(count)} containers in turn`];
  });
  return [...new Set(words)];
}

/** What links in scripts find the services no more that leave the default bridge. */
function leavingWords({ before, scope }: Projects, { modes }: Plan): readonly string[] {
  const services = before[0]?.world.project.services.filter(({ name }) => modes.includes(name)) ?? [];
  return services.length > 0 ? scriptLinkWords(scope.around.texts, services) : [];
}

function formWords(form: DependencyForm): readonly string[] {
  switch (form) {
    case 'short':
    case 'optional':
      return [];
    case 'restart':
      return ['Compose before 2.17 refuses the file'];
    case 'healthy':
      return ['the receiver starts only when its source is healthy; docker-compose 1.x refuses that in files of version 3'];
  }
}

function lostWords(plan: Plan, effects: Done['effects'], around: Surroundings): readonly string[] {
  const nowhere = around.unsearched.length === 0 ? 'used nowhere' : 'used in no file that was searched';
  const names = [...new Set(effects.flatMap(({ lost }) => lost.map(({ name }) => name)))];
  const words = names.length > 0 ? [`${names.join(', ')}, ${nowhere}`] : [];
  for (const { service, name, owners } of effects.flatMap(({ dropped }) => dropped))
    if (owners.length === 0) words.push(`${name}, which leads ${service} nowhere any more`);
  const uncoupled = [
    ...groupBy(
      effects.flatMap((each) => each.uncoupled),
      ({ source }) => source,
    ),
  ].map(([source, all]) => restartWords([...new Set(all.map(({ service }) => service))], source));
  const parted = effects.flatMap((each) => each.parted.map(({ service, other }) => `${service} and ${other} no longer reach each other`));
  const bridge =
    plan.row === 'bridge'
      ? [
          lostVariables(
            plan.links.map(({ link }) => link.alias),
            around,
          ),
          'containers outside the project on the default bridge',
        ]
      : [];
  return [...new Set([...words, ...uncoupled, ...parted, ...bridge])];
}

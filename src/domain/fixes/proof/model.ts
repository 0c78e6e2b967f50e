import { memoized } from '../../../base/memo.ts';
import type { Project, ProjectService, ServiceDependency } from '../../compose/project/project.ts';
import type { Plan } from '../plan.ts';
import { aliasesBy, dependsBy, linksBy, sameList, servicesOf } from './world.ts';
import type { Proving } from './world.ts';

/** What Compose would say of the result and did not before, or whom the engine would no longer start. */
export function newProblem({ was, is, plan }: Proving): string | null {
  if (was.containers.size < was.names.containers.length) return 'Two containers have one name, of which the engine takes only one.';
  const known = new Set(was.project.problems.map(({ code, message }) => code + message));
  // What docker-compose 1.x does not know of a dependency is told of the plan: it asks for it.
  const newer = is.project.reader === 'compose-1' && plan.depends.some(({ form }) => form !== 'short');
  const problem = is.project.problems.find(({ code, message }) => !known.has(code + message) && !(newer && code === 'unknown-key'));
  if (problem) return `Compose would refuse the result: ${problem.message}`;
  if (newer && is.project.refused) return null;
  const ran = new Set(was.actual.containers.flatMap(({ container, outcome }) => (outcome.kind === 'runs' ? [container.name] : [])));
  const stopped = is.actual.containers.find(({ container, outcome }) => outcome.kind !== 'runs' && ran.has(container.name));
  return stopped ? `${stopped.container.name} would not start. ${stopped.outcome.reason ?? ''}` : null;
}

/** What a plan may change of a service is looked at by itself; places are none of its meaning. */
const meaning = memoized((service: ProjectService): string => {
  const rest = { ...service, places: [], links: [], dependsOn: [], networks: [], networkMode: null, extraHosts: [] };
  return JSON.stringify(rest, (key, value: unknown) => (key === 'place' || key === 'repeats' || key === 'scaleFrom' ? undefined : value));
});

/** Which service would become another one than the plan makes of it. */
export function changedServices({ was, is, plan }: Proving): string | null {
  const before = servicesOf(was.project);
  const after = servicesOf(is.project);
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const had = before.get(name);
    const has = after.get(name);
    if (!had || !has || meaning(had) !== meaning(has)) return `The edit would change more of \`${name}\` than its links and networks.`;
    const wrong = wrongLinks(had, has, plan) ?? wrongNetworks(had, has, plan) ?? wrongHosts(had, has, plan);
    if (wrong) return wrong;
  }
  return null;
}

/** Compose 1 writes `db:db` as `db` where it merges links, so what has the same meaning counts as the same link, too. */
function wrongLinks(had: ProjectService, has: ProjectService, plan: Plan): string | null {
  const gone = linksBy(plan).get(had.name) ?? [];
  const isLeft = (text: (link: ProjectService['links'][number]) => string): boolean => {
    const without = new Set(gone.map(({ link }) => text(link)));
    const wanted = had.links.map(text).filter((each) => !without.has(each));
    return sameList(wanted, has.links.map(text));
  };
  const isAsMeant = isLeft(({ value }) => value) || isLeft(({ target, alias }) => `${target}:${alias}`);
  return isAsMeant ? null : `The links of \`${had.name}\` would be others than meant.`;
}

function wrongNetworks(had: ProjectService, has: ProjectService, plan: Plan): string | null {
  const { name } = had;
  const dropped = plan.modes.includes(name);
  const mode = dropped ? null : (had.networkMode?.value ?? null);
  if ((has.networkMode?.value ?? null) !== mode) return `The network mode of \`${name}\` would change.`;
  const kept = (dropped ? ['default'] : had.networks.map(({ key }) => key)).filter(
    (key) => !plan.leaves.some((each) => each.service === name && each.network === key),
  );
  const wanted = new Set([...kept, ...plan.joins.filter(({ service }) => service === name).map(({ network }) => network)]);
  if (!sameList([...wanted].sort(), has.networks.map(({ key }) => key).sort())) return `\`${name}\` would be on other networks than meant.`;
  for (const { key, aliases } of has.networks) {
    const before = had.networks.find((network) => network.key === key)?.aliases.map(({ value }) => value.toLowerCase()) ?? [];
    const added = (aliasesBy(plan).get(name) ?? []).flatMap((each) => (each.network === key ? [each.alias.toLowerCase()] : []));
    const now = new Set(aliases.map(({ value }) => value.toLowerCase()));
    const all = new Set([...before, ...added]);
    if (!sameList([...all].sort(), [...now].sort())) return `\`${name}\` would have other aliases on \`${key}\` than meant.`;
  }
  return null;
}

function wrongHosts(had: ProjectService, has: ProjectService, { hosts }: Plan): string | null {
  const line = ({ name, address }: ProjectService['extraHosts'][number]) => `${name}:${address}`;
  const added = hosts.flatMap(({ service, name }) => (service === had.name ? [`${name}:host-gateway`] : []));
  const wanted = [...had.extraHosts.map(line), ...added].sort();
  return sameList(wanted, has.extraHosts.map(line).sort()) ? null : `The hosts of \`${had.name}\` would be others than meant.`;
}

/** Which network would become another one, or come or go unplanned. */
export function changedNetworks({ was, is, plan }: Proving): string | null {
  const text = (project: Project) => new Map(project.networks.map((each) => [each.key, JSON.stringify({ ...each, place: null })]));
  const [before, after] = [text(was.project), text(is.project)];
  for (const [key, network] of after) {
    const had = before.get(key);
    if (had === undefined ? !plan.networks.includes(key) && key !== 'default' : had !== network)
      return `The network \`${key}\` would be another one.`;
  }
  // The default network stands only where somebody is on it.
  const gone = [...before.keys()].find((key) => !after.has(key) && key !== 'default');
  return gone === undefined ? null : `The network \`${gone}\` would go.`;
}

const FORMS = { short: 'service_started', restart: 'service_started', healthy: 'service_healthy', optional: 'service_started' } as const;

/** Whose order of start would be another one than the plan's. */
export function changedOrder({ was, is, plan }: Proving): string | null {
  const ordered = plan.row !== 'cycle';
  const after = servicesOf(is.project);
  for (const service of servicesOf(was.project).values()) {
    const { name } = service;
    const has = byService(after.get(name)?.dependsOn ?? []);
    const had = byService(service.dependsOn);
    const added = new Map(
      dependsBy(plan)
        .get(name)
        ?.map((each) => [each.on, each.form]),
    );
    for (const [on, before] of had) {
      const now = has.get(on);
      const form = added.get(on);
      const linked = before.from === 'links';
      if (!now) {
        if (linked && !ordered) continue;
        return `\`${name}\` would no longer start after \`${on}\`.`;
      }
      const condition = form && linked ? FORMS[form] : before.condition;
      const required = form === 'optional' && linked ? false : before.required;
      if (now.condition !== condition || now.required !== required) return `\`${name}\` would wait otherwise for \`${on}\`.`;
    }
    const fresh = [...has.keys()].find((on) => !had.has(on) && !added.has(on));
    if (fresh !== undefined) return `\`${name}\` would depend on \`${fresh}\`, which it did not before.`;
  }
  return null;
}

function byService(dependencies: readonly ServiceDependency[]): ReadonlyMap<string, ServiceDependency> {
  return new Map(dependencies.map((each) => [each.service, each]));
}

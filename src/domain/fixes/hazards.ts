import { memoized } from '../../base/memo.ts';
import type { ProjectView } from '../compose/projectView.ts';
import { serviceOf } from '../compose/projectView.ts';
import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';
import type { ComposeReading } from '../../syntax/compose/read.ts';
import { mayBe } from './names.ts';
import type { Plan } from './plan.ts';
import { refuseStandardName } from './standardNames.ts';
import { unclearIn } from './unclear.ts';

/** What no file tells or no proof sees: why a plan must not be carried out, in one sentence, and what a person has to know first. */
export interface Hazards {
  readonly refusal: string | null;
  readonly warnings: readonly string[];
}

/** Looks for what stands in a plan's way beside names and order. */
export function hazardsOf(plan: Plan, view: ProjectView, read: (path: string) => ComposeReading): Hazards {
  const refusal = unclearFiles(plan, view, read) ?? unclearNames(plan, view) ?? wrongNames(plan, view);
  return { refusal, warnings: refusal === null ? warningsOf(plan, view) : [] };
}

/** How many containers, or which network, a variable hides. */
function unclearFiles(plan: Plan, { project }: ProjectView, read: (path: string) => ComposeReading): string | null {
  const sources = new Set(plan.links.flatMap(({ link, source }) => [link.target, source]));
  for (const path of project.files) {
    const reading = read(path);
    if (reading.kind !== 'compose') continue;
    const unclear = unclearIn(reading);
    const scaled = [...sources].find((name) => unclear.scales.has(name));
    if (scaled) return `How many containers \`${scaled}\` has depends on a variable's value.`;
    const network = reading.file.networks.find(
      ({ name, realName }) => unclear.networks.has(name) || (realName !== null && isInterpolated(realName)),
    );
    if (network) return `Which network \`${network.name}\` is depends on a variable's value.`;
    const hidden = hiddenAlias(plan, reading.file.services);
    if (hidden) return hidden;
    const keys = reading.file.services.find(({ networks }) => networks?.some(({ name }) => isInterpolated(name)));
    if (keys) return `The networks of \`${keys.name}\` depend on a variable's value.`;
  }
  return null;
}

/** A name that a variable begins or makes may be the alias, also where nothing is left of it without the variable. */
function hiddenAlias({ aliases }: Plan, services: readonly ComposeService[]): string | null {
  for (const { name, containerName, hostname, networks } of services) {
    const written = [containerName, hostname, ...(networks ?? []).flatMap((network) => network.aliases)].flatMap(
      (each) => each?.value ?? [],
    );
    const hidden = written.find((each) => isInterpolated(each) && aliases.some(({ alias }) => mayBe(each, alias)));
    if (hidden !== undefined) return `\`${name}\` has the name \`${hidden}\`, which may turn out to be the alias.`;
  }
  return null;
}

/** Names that turn out to be others once a variable is set. */
function unclearNames(plan: Plan, { active, disabled }: ProjectView): string | null {
  for (const { link, service } of plan.links) {
    if (link.assumedUnset.length > 0) return `\`${link.value}\` of \`${service}\` depends on a variable's value.`;
  }
  const ends = new Set(plan.links.flatMap(({ service, source, link }) => [service, source, link.target]));
  for (const each of [...active.values(), ...disabled.values()]) {
    if (ends.has(each.name) && (each.networkMode?.assumedUnset.length ?? 0) > 0)
      return `The network mode of \`${each.name}\` depends on a variable's value.`;
    if (plan.aliases.length === 0) continue;
    const names = [each.containerName, each.hostname, ...each.networks.flatMap(({ aliases }) => aliases)];
    const hidden = names.find((name) => name !== null && name.assumedUnset.length > 0);
    if (hidden) return `A name of \`${each.name}\` depends on a variable's value and may be the alias.`;
  }
  return null;
}

function wrongNames(plan: Plan, view: ProjectView): string | null {
  for (const { service, link } of plan.links) {
    const receiver = serviceOf(view, service);
    const standard = refuseStandardName(link.alias);
    if (standard) return standard;
    if (!receiver) continue;
    if (receiver.externalLinks.some(({ alias }) => alias.toLowerCase() === link.alias.toLowerCase()))
      return `An external link of \`${service}\` uses the name \`${link.alias}\`, too.`;
    if (receiver.extraHosts.some(({ name }) => name.toLowerCase() === link.alias.toLowerCase()))
      return `\`extra_hosts\` of \`${service}\` gives the name \`${link.alias}\` an address of its own.`;
  }
  for (const { service, alias, network } of plan.aliases) {
    if (!/^[\p{L}\p{N}._-]+$/u.test(alias)) return `\`${alias}\` is no plain host name.`;
    const { hosts, numbered } = membersBy(view).get(network) ?? NOBODY;
    const told = hosts.get(alias.toLowerCase());
    if (told !== undefined) return `\`extra_hosts\` of \`${told}\` gives the name \`${alias}\` an address of its own.`;
    const namesake = servicesOfNumber(alias)
      .flatMap((name) => numbered.get(name) ?? [])
      .find((name) => plan.row !== 'container-names' || name !== service);
    if (namesake !== undefined) return `\`${alias}\` may be the name of a container of \`${namesake}\`, so both would answer.`;
  }
  return null;
}

/** What the members of a network have names for: by the name of a line of `extra_hosts`, and by their own where containers are numbered, the service. */
interface Members {
  readonly hosts: Map<string, string>;
  readonly numbered: Map<string, string>;
}

const NOBODY: Members = { hosts: new Map(), numbered: new Map() };

const membersBy = memoized(({ active, disabled }: ProjectView): ReadonlyMap<string, Members> => {
  const networks = new Map<string, Members>();
  for (const { name, containerName, extraHosts, networks: own } of [...active.values(), ...disabled.values()]) {
    for (const { key } of own) {
      const members = networks.get(key) ?? { hosts: new Map<string, string>(), numbered: new Map<string, string>() };
      networks.set(key, members);
      for (const host of extraHosts) if (!members.hosts.has(host.name.toLowerCase())) members.hosts.set(host.name.toLowerCase(), name);
      if (!containerName && !members.numbered.has(name.toLowerCase())) members.numbered.set(name.toLowerCase(), name);
    }
  }
  return networks;
});

/** The services, in lower case, of which a container may have such a name: `shop-db-1` of `shop-db` and of `db`. */
function servicesOfNumber(name: string): readonly string[] {
  const stem = /^(.+)[-_]\d+$/.exec(name.toLowerCase())?.[1];
  if (stem === undefined) return [];
  return [stem, ...[...stem.matchAll(/[-_]/g)].map(({ index }) => stem.slice(index + 1))];
}

/** Images whose program asks the engine, or its environment, for the links of its container. */
const LINK_READERS = /(?:^|\/)(?:dockercloud|tutum)\/haproxy(?:[:@]|$)/;

function warningsOf(plan: Plan, view: ProjectView): readonly string[] {
  const { networks } = view.project;
  const outside = new Set(networks.flatMap(({ realName, external: own }) => (own ? [realName] : [])));
  // By whatever key: two may be one network.
  const external = new Set(networks.flatMap(({ key, realName }) => (outside.has(realName) ? [key] : [])));
  const warnings = new Set<string>();
  for (const { alias, network } of plan.aliases) {
    if (alias.includes('.')) warnings.add(`\`${alias}\` has a dot: it hides a public name of that kind from every service of the network`);
    if (external.has(network))
      warnings.add(`\`${alias}\` is visible to strangers on the external network \`${network}\`, and theirs may be the same`);
  }
  for (const { service, link } of plan.links) {
    const image = serviceOf(view, service)?.image?.value ?? '';
    if (LINK_READERS.test(image))
      warnings.add(`\`${service}\` runs ${image}, which finds what it balances by its own links: without them it passes nothing on`);
    const shared = serviceOf(view, service)?.networks.find(({ key }) => external.has(key));
    if (shared)
      warnings.add(`\`${service}\` is on the external network \`${shared.key}\`, where others may have the name \`${link.alias}\``);
  }
  return [...warnings];
}

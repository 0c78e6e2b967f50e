import type { ComposeFile, ComposeService, LinkItem } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';
import { namesOn, networksOf, sharedNetworks } from './names.ts';

/** A link that may go: its source, and the network on which the source needs the alias (null when the name is there already). */
export interface Replacement {
  readonly receiver: ComposeService;
  readonly link: LinkItem;
  readonly source: ComposeService;
  readonly alias: { readonly network: string; readonly name: string } | null;
}

/** What the checks of all links of a file share. */
export interface Surroundings {
  readonly file: ComposeFile;
  readonly services: ReadonlyMap<string, ComposeService>;
}

/** Why no link of this file can be replaced, in one sentence; null when some may be. */
export function refuseFile(file: ComposeFile): string | null {
  if (file.format === 'v1') return 'A file without `services:` puts its containers on the default bridge, where only links give names.';
  if (file.includes.length > 0) return 'The file includes others, whose services may use the same names.';
  const odd = file.oddities[0];
  return odd ? `The file is not quite in order: ${odd.message}` : null;
}

/** The replacement of one link, or why there is no safe one, in one sentence. */
export function planLink(around: Surroundings, receiver: ComposeService, link: LinkItem): Replacement | string {
  const wrong = refuseItem(receiver, link);
  if (wrong) return wrong;
  const { target, alias } = link;
  if (target === null || alias === null) return `\`${link.raw}\` depends on a variable's value.`;
  const source = around.services.get(target);
  if (!source) return `This file defines no service \`${target}\`.`;
  if (source === receiver) return `\`${receiver.name}\` links to itself.`;
  const refused = refuseServices(around, receiver, source) ?? refuseNetworks(around, receiver, source, alias);
  if (refused) return refused;
  const shared = sharedNetworks(receiver, source);
  const plan: Replacement = { receiver, link, source, alias: null };
  return shared.some((network) => isKnownAs(source, network, alias)) ? plan : withAlias(around, plan, alias);
}

function refuseItem(receiver: ComposeService, link: LinkItem): string | null {
  if (link.malformed) return `\`${link.raw}\` has more than one colon.`;
  if (!link.own) return `\`${link.raw}\` comes to \`${receiver.name}\` through an anchor or merge key.`;
  return null;
}

function refuseServices(around: Surroundings, receiver: ComposeService, source: ComposeService): string | null {
  for (const service of [receiver, source]) {
    if (service.networkMode) return `\`${service.name}\` has a network mode, so no network's names reach it.`;
    if (service.hasMergeTags) return `\`${service.name}\` has a tag \`!reset\` or \`!override\`, so it is one part of several files.`;
    if (service.extends) return `\`${service.name}\` extends another service, whose links and networks it may take over.`;
    const heir = around.file.services.find((each) => each.extends?.service === service.name);
    if (heir) return `\`${heir.name}\` extends \`${service.name}\` and would take the change over.`;
    if (service.networks?.some(({ name }) => isInterpolated(name)))
      return `The networks of \`${service.name}\` depend on a variable's value.`;
  }
  if (source.scale !== null && source.scale !== 1) {
    return `\`${source.name}\` has ${source.scale} containers: a link leads to one of them, a name on the network to all.`;
  }
  return sharedNetworks(receiver, source).length > 0
    ? null
    : `\`${receiver.name}\` and \`${source.name}\` share no network, so the link leads nowhere.`;
}

function refuseNetworks({ file }: Surroundings, receiver: ComposeService, source: ComposeService, alias: string): string | null {
  const mine = networksOf(receiver);
  const foreign = file.networks.find(({ name, external }) => external && mine.includes(name));
  if (foreign) return `\`${receiver.name}\` is on the external network \`${foreign.name}\`, where others may have the name \`${alias}\`.`;
  if (mine.some((network) => isKnownAs(receiver, network, alias))) return `\`${alias}\` is a name of \`${receiver.name}\` itself.`;
  if (receiver.externalLinks.some((each) => each.alias === null || sameName(each.alias, alias)))
    return `An external link of \`${receiver.name}\` may use the name \`${alias}\`, too.`;
  return collision(file, mine, source, alias);
}

/** Who else has, or may have, the name on one of the networks, or links it to another service. */
function collision(file: ComposeFile, networks: readonly string[], source: ComposeService, alias: string): string | null {
  for (const other of file.services) {
    const common = networksOf(other).filter((name) => networks.includes(name) || isInterpolated(name));
    if (common.length === 0) continue;
    if (other !== source && common.some((network) => namesOn(other, network).some((name) => mayBe(name, alias)))) {
      return `\`${alias}\` is also a name of \`${other.name}\`, so both would answer.`;
    }
    const rival = other.links.find((link) => link.alias !== null && sameName(link.alias, alias) && link.target !== source.name);
    if (rival)
      return `\`${other.name}\` links the name \`${alias}\` to ${rival.target === null ? 'another service' : `\`${rival.target}\``}.`;
  }
  return null;
}

function withAlias({ file }: Surroundings, plan: Replacement, alias: string): Replacement | string {
  const { receiver, source } = plan;
  if (alias.includes('.'))
    return `\`${alias}\` has a dot: as a network alias it would hide that public name from all services of the network.`;
  const heir = file.services.find((each) => each.extends ?? each.hasMergeTags);
  if (heir) return `\`${heir.name}\` is written in several parts, which may use the name \`${alias}\`, too.`;
  let reason = '';
  let best: { readonly network: string; readonly members: number } | null = null;
  for (const network of sharedNetworks(receiver, source)) {
    const members = file.services.filter((each) => networksOf(each).includes(network));
    const found = collision(file, [network], source, alias) ?? hostsLine(members, alias);
    if (found) reason ||= found;
    else if (!best || members.length < best.members) best = { network, members: members.length };
  }
  return best ? { ...plan, alias: { network: best.network, name: alias } } : reason;
}

function hostsLine(members: readonly ComposeService[], alias: string): string | null {
  const member = members.find(({ extraHosts }) => extraHosts.some(({ value }) => mayBe(value, alias)));
  return member ? `\`extra_hosts\` of \`${member.name}\` gives the name \`${alias}\` an address of its own.` : null;
}

function isKnownAs(service: ComposeService, network: string, alias: string): boolean {
  return namesOn(service, network).some((name) => sameName(name, alias));
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Whether a written name is, or after interpolation can be, the alias. */
function mayBe(written: string, alias: string): boolean {
  if (!isInterpolated(written)) return sameName(written, alias);
  return alias.toLowerCase().startsWith(written.slice(0, written.indexOf('$')).toLowerCase());
}

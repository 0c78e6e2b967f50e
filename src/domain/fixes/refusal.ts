import type { ComposeFile, ComposeService, LinkItem } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';
import type { FileIndex } from './fileIndex.ts';
import type { Gate } from './gate.ts';
import { mayBe, namesOn, networksOf, sameName, sharedNetworks } from './names.ts';
import { refuseOrder } from './order.ts';
import type { InCircle } from './order.ts';
import type { RealNetworks } from './realNetworks.ts';
import { refuseStandardName } from './standardNames.ts';
import type { Surroundings } from './surroundings.ts';
import type { Unclear } from './unclear.ts';

/** A link that may go: its source, the name it gives, and the network on which the source needs that alias (null when it has the name already). */
export interface Replacement {
  readonly receiver: ComposeService;
  readonly link: LinkItem;
  readonly source: ComposeService;
  readonly alias: string;
  readonly network: string | null;
}

/** What the checks of all links of a file share; the file has one key for each real network. */
export interface Scene {
  readonly file: ComposeFile;
  readonly index: FileIndex;
  readonly real: RealNetworks;
  readonly inCircle: InCircle;
  readonly unclear: Unclear;
  /** The networks of services that a variable hides, each of which may be any other. */
  readonly hidden: ReadonlySet<string>;
  readonly gate: Gate;
  readonly running: Surroundings['running'];
}

/** The networks that services are on, the real names of which files do not tell. */
export function hiddenNetworks(file: ComposeFile, unclear: Unclear): ReadonlySet<string> {
  const unknown = new Set(file.networks.filter(({ realName }) => realName !== null && isInterpolated(realName)).map(({ name }) => name));
  const used = new Set(file.services.flatMap(networksOf));
  return new Set([...used].filter((name) => isInterpolated(name) || unknown.has(name) || unclear.networks.has(name)));
}

/** Why no link of this file can be replaced, in one sentence; null when some may be. */
export function refuseFile(file: ComposeFile): string | null {
  if (file.format === 'v1') return 'A file without `services:` puts its containers on the default bridge, where only links give names.';
  if (file.includes.length > 0) return 'The file includes others, whose services may use the same names.';
  const odd = file.oddities[0];
  return odd ? `The file is not quite in order: ${odd.message}` : null;
}

/** The replacement of one link, or why there is no safe one, in one sentence. */
export function planLink(scene: Scene, receiver: ComposeService, link: LinkItem): Replacement | string {
  const wrong = refuseItem(receiver, link);
  if (wrong) return wrong;
  const { target, alias } = link;
  if (target === null || alias === null) return `\`${link.raw}\` depends on a variable's value.`;
  const source = scene.index.services.get(target);
  if (!source) return `This file defines no service \`${target}\`.`;
  if (source === receiver) return `\`${receiver.name}\` links to itself.`;
  const refused =
    refuseServices(scene, receiver, source) ??
    refuseOrder(scene.inCircle, receiver, source) ??
    refuseNetworks(scene, receiver, source, alias) ??
    scene.gate({ receiver: receiver.name, source: source.name, alias, networks: writtenKeys(scene, receiver, source) });
  if (refused) return refused;
  const shared = sharedNetworks(receiver, source);
  const plan: Replacement = { receiver, link, source, alias, network: null };
  return shared.some((network) => isKnownAs(source, network, alias)) ? plan : withAlias(scene, plan);
}

function writtenKeys({ real }: Scene, receiver: ComposeService, source: ComposeService): ReadonlySet<string> {
  const shared = sharedNetworks(receiver, source);
  return new Set(shared.flatMap((key) => [key, real.writtenOn(receiver.name, key), real.writtenOn(source.name, key)]));
}

function refuseItem(receiver: ComposeService, link: LinkItem): string | null {
  if (link.malformed) return `\`${link.raw}\` has more than one colon.`;
  if (!link.own) return `\`${link.raw}\` comes to \`${receiver.name}\` through an anchor or merge key.`;
  return null;
}

function refuseServices({ index, unclear, running }: Scene, receiver: ComposeService, source: ComposeService): string | null {
  for (const service of [receiver, source]) {
    if (service.networkMode) return `\`${service.name}\` has a network mode, so no network's names reach it.`;
    if (service.hasMergeTags) return `\`${service.name}\` has a tag \`!reset\` or \`!override\`, so it is one part of several files.`;
    if (service.extends) return `\`${service.name}\` extends another service, whose links and networks it may take over.`;
    const heir = index.heirs.get(service.name);
    if (heir) return `\`${heir.name}\` extends \`${service.name}\` and would take the change over.`;
    if (service.networks?.some(({ name }) => isInterpolated(name)))
      return `The networks of \`${service.name}\` depend on a variable's value.`;
  }
  if (unclear.scales.has(source.name)) return `How many containers \`${source.name}\` has depends on a variable's value.`;
  if (source.scale !== null && source.scale !== 1) {
    return `\`${source.name}\` has ${source.scale} containers: a link leads to one of them, a name on the network to all.`;
  }
  const now = running.get(source.name) ?? 0;
  if (now > 1) return `\`${source.name}\` has ${now} containers now: a link leads to one of them, a name on the network to all.`;
  return sharedNetworks(receiver, source).length > 0
    ? null
    : `\`${receiver.name}\` and \`${source.name}\` share no network, so the link leads nowhere.`;
}

function refuseNetworks(scene: Scene, receiver: ComposeService, source: ComposeService, alias: string): string | null {
  const mine = networksOf(receiver);
  const foreign = refuseForeign(scene, receiver, alias);
  if (foreign) return foreign;
  const known = refuseStandardName(alias) ?? hostsLine([receiver], alias);
  if (known) return known;
  if (mine.some((network) => isKnownAs(receiver, network, alias))) return `\`${alias}\` is a name of \`${receiver.name}\` itself.`;
  if (receiver.externalLinks.some((each) => each.alias === null || sameName(each.alias, alias)))
    return `An external link of \`${receiver.name}\` may use the name \`${alias}\`, too.`;
  const numbered = receiver.links.find(({ target }) => target !== null && target !== source.name && isNumberOf(alias, target));
  if (numbered) return `Compose itself gives \`${receiver.name}\` the name \`${alias}\` or one like it for the link \`${numbered.raw}\`.`;
  return collision(scene, mine, source, alias);
}

/** Whether a name is a service's with a number. */
function isNumberOf(name: string, service: string): boolean {
  const stem = /^(.+)[-_]\d+$/.exec(name)?.[1];
  return stem !== undefined && sameName(stem, service);
}

/** On networks that are not this file's own others may have any name; those every engine has take no aliases. */
function refuseForeign({ file, unclear }: Scene, receiver: ComposeService, alias: string): string | null {
  for (const { name, external, realName } of file.networks.filter((each) => networksOf(receiver).includes(each.name))) {
    if (/^(?:bridge|host|none)$/.test(realName ?? (external ? name : '')))
      return `The network \`${name}\` of \`${receiver.name}\` is the engine's own \`${realName ?? name}\`, which knows no aliases.`;
    if (external) return `\`${receiver.name}\` is on the external network \`${name}\`, where others may have the name \`${alias}\`.`;
    if (unclear.networks.has(name) || (realName !== null && isInterpolated(realName)))
      return `Which network \`${name}\` of \`${receiver.name}\` is depends on a variable's value.`;
  }
  return null;
}

/** Who else has, or may have, the name on one of the networks, or links it to another service. */
function collision({ index, hidden }: Scene, networks: readonly string[], source: ComposeService, alias: string): string | null {
  for (const other of index.claimants(alias)) {
    const common = networksOf(other).filter((name) => networks.includes(name) || hidden.has(name));
    if (common.length === 0) continue;
    const same = other === source ? [] : common.flatMap((network) => namesOn(other, network).filter((name) => mayBe(name, alias)));
    if (same.some((name) => !isInterpolated(name))) return `\`${alias}\` is also a name of \`${other.name}\`, so both would answer.`;
    if (same.length > 0) return `\`${other.name}\` has the name \`${same[0] ?? ''}\`, which may turn out to be \`${alias}\`.`;
    if (other !== source && !other.containerName && isNumbered(alias, other.name))
      return `\`${alias}\` may be the name of a container of \`${other.name}\`, so both would answer.`;
    const rival = other.links.find((link) => link.alias !== null && sameName(link.alias, alias) && link.target !== source.name);
    if (rival)
      return `\`${other.name}\` links the name \`${alias}\` to ${rival.target === null ? 'another service' : `\`${rival.target}\``}.`;
  }
  return null;
}

function withAlias(scene: Scene, plan: Replacement): Replacement | string {
  const { receiver, source, alias } = plan;
  if (!/^[\p{L}\p{N}._-]+$/u.test(alias)) return `\`${alias}\` is no plain host name.`;
  if (alias.includes('.'))
    return `\`${alias}\` has a dot: as a network alias it would hide that public name from all services of the network.`;
  const { index, hidden, real } = scene;
  const [unknown] = hidden;
  if (unknown !== undefined)
    return `Which network \`${unknown}\` is depends on a variable's value, so it may be one of \`${source.name}\`.`;
  const heir = index.inParts;
  if (heir) return `\`${heir.name}\` is written in several parts, which may use the name \`${alias}\`, too.`;
  let reason = '';
  let best: { readonly network: string; readonly members: number } | null = null;
  for (const network of sharedNetworks(receiver, source)) {
    const members = index.members.get(network) ?? 0;
    const found =
      collision(scene, [network], source, alias) ??
      hostsLine(
        index.withHosts.filter((each) => networksOf(each).includes(network)),
        alias,
      );
    if (found) reason ||= found;
    else if (!best || members < best.members) best = { network, members };
  }
  return best ? { ...plan, network: real.writtenOn(source.name, best.network) } : reason;
}

function hostsLine(members: readonly ComposeService[], alias: string): string | null {
  const member = members.find(({ extraHosts }) => extraHosts.some(({ value }) => mayBe(value, alias)));
  return member ? `\`extra_hosts\` of \`${member.name}\` gives the name \`${alias}\` an address of its own.` : null;
}

function isKnownAs(service: ComposeService, network: string, alias: string): boolean {
  return namesOn(service, network).some((name) => sameName(name, alias));
}

/** Whether a name looks like a container of a service: the project's name, the service's and a number. */
function isNumbered(name: string, service: string): boolean {
  const stem = /^.+[-_](?=\d+$)/.exec(name.toLowerCase())?.[0].slice(0, -1);
  return stem !== undefined && (stem.endsWith(`-${service.toLowerCase()}`) || stem.endsWith(`_${service.toLowerCase()}`));
}

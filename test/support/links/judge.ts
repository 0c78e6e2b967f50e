import {
  aliasOf,
  answers,
  isHost,
  isList,
  isNumbered,
  isTarget,
  isTogether,
  namesOn,
  networksOf,
  ownerOf,
  serviceIn,
  targetOf,
  universe,
} from './names.ts';
import type { Doc, Joint, Service } from './names.ts';

/* Says what a change of compose files broke, without a line of the code that makes or proves such changes. */

/** What a change may do beside keeping names: nothing, or what its kind is for. */
export interface Allowed {
  /** A network's answer may be all containers where a link gave one. */
  readonly rotation?: boolean;
  readonly newNetworks?: boolean;
  readonly leavesBridge?: boolean;
  readonly newHosts?: boolean;
  readonly noOrder?: boolean;
  readonly optional?: boolean;
  readonly healthy?: boolean;
  /** Services may come to share a network. */
  readonly strangers?: boolean;
  readonly external?: boolean;
  readonly dotted?: boolean;
  readonly circle?: boolean;
  /** Services may be parted, and lose each other's names. */
  readonly parting?: boolean;
  /** Settings may say the name of a link's source in place of its alias, which is then lost. */
  readonly ownNames?: boolean;
  /** Names of containers that the text says have to lead to the links' sources whichever Compose is used. */
  readonly containerNames?: boolean;
}

/** A change as one Compose takes it. */
export interface Change {
  readonly before: Doc;
  readonly after: Doc;
  /** What the files say before. */
  readonly text: string;
  readonly joint: Joint;
}

/** Every fault of a change, none for one that keeps what it has to. */
export function judge(change: Change, allowed: Allowed = {}): readonly string[] {
  const { before, after } = change;
  const faults: string[] = [];
  const names = universe(change.joint, before, after);
  for (const receiver of Object.keys(before.services)) {
    for (const name of names) faults.push(...otherwise(change, allowed, receiver, name));
    faults.push(...order(before, after, receiver, allowed), ...hazards(change, receiver, allowed));
    if (allowed.strangers !== true && allowed.leavesBridge !== true) faults.push(...strangers(before, after, receiver));
  }
  if (rest(before, allowed) !== rest(after, allowed)) faults.push('something else changed');
  if (allowed.ownNames) faults.push(...settings(before, after));
  if (allowed.containerNames) faults.push(...unkept(change));
  return faults;
}

/** Whether a name leads elsewhere than before where it may not. */
function otherwise({ before, after, text, joint }: Change, allowed: Allowed, receiver: string, name: string): readonly string[] {
  const had = answers(before, receiver, name, joint);
  const has = answers(after, receiver, name, joint);
  if (had.join() === has.join()) return [];
  // Whoever uses another's network has what that one's links give.
  const asker = ownerOf(before, receiver);
  const gone = has.length === 0 && isNumbered(before, asker, name) && !says(text, name);
  const fresh =
    had.length === 0 &&
    isTarget(after, asker, name, has, joint) &&
    (allowed.leavesBridge === true || allowed.strangers === true || new Set(has.map(serviceIn)).size === 1);
  const plain = allowed.dotted === true || !name.includes('.');
  const rotates = allowed.rotation === true && had.every((each) => has.includes(each)) && new Set(has.map(serviceIn)).size === 1;
  const parted =
    allowed.parting === true &&
    has.every((each) => serviceIn(each) === asker) &&
    had.every((each) => !isTogether(after, asker, serviceIn(each)));
  const mine = (before.services[asker]?.links ?? []).filter((link) => !(after.services[asker]?.links ?? []).includes(link));
  const dropped = allowed.ownNames === true && mine.some((link) => aliasOf(link) === name && targetOf(link) !== name);
  const cased =
    allowed.parting === true &&
    mine.some((link) => aliasOf(link) !== name && isSame(aliasOf(link), name) && has.every((each) => serviceIn(each) === targetOf(link)));
  const fine = gone || (fresh && plain) || rotates || parted || dropped || cased;
  return fine ? [] : [`${receiver}: ${name} led to [${had.join()}], now to [${has.join()}]`];
}

/** Names of the first containers of sources whose links went, which the text says, nobody else has, and which lead elsewhere or nowhere. */
function unkept({ before, after, text, joint }: Change): readonly string[] {
  return Object.entries(before.services).flatMap(([receiver, { links = [] }]) =>
    links
      .filter((link) => !after.services[receiver]?.links?.includes(link))
      .flatMap((link) => {
        const target = targetOf(link);
        const names = ['', 'shop_', 'shop-'].flatMap((project) => [`${project}${target}_1`, `${project}${target}-1`]);
        // The alias of another link goes before every name on a network.
        const others = links.filter((other) => targetOf(other) !== target).map(aliasOf);
        const free = names.filter((name) => says(text, name) && !isOfAnother(before, target, name) && !others.includes(name));
        const wanted = free.filter((name) => answers(before, receiver, name, joint).every((each) => serviceIn(each) === target));
        const wrong = wanted.filter((name) => answers(after, receiver, name, joint).join() !== `${target}#1`);
        return wrong.map((name) => `${receiver}: ${name} does not lead to ${target}`);
      }),
  );
}

/** Whether a file gives a name to another service, on whatever network. */
function isOfAnother(doc: Doc, service: string, name: string): boolean {
  return Object.entries(doc.services).some(([other, said]) => {
    const names = networksOf(said).flatMap((network) => namesOn(doc, other, network));
    return other !== service && [...names, said.container_name ?? ''].some((one) => isSame(one, name));
  });
}

/** Variables may have become others only by the name of a link that went. */
function settings(before: Doc, after: Doc): readonly string[] {
  return Object.entries(before.services).flatMap(([name, { environment = {}, links = [] }]) =>
    Object.entries(environment).flatMap(([key, value]) => {
      const said = after.services[name]?.environment?.[key];
      const meant = links.filter((link) => !after.services[name]?.links?.includes(link) && aliasOf(link) === value).map(targetOf);
      return said === value || (said !== undefined && meant.includes(said)) ? [] : [`${name}: ${key} says ${said ?? 'nothing'}`];
    }),
  );
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Whether a text has the name as a word of its own. */
function says(text: string, name: string): boolean {
  return text.split(/[^\w-]+/).some((word) => word.toLowerCase() === name.toLowerCase());
}

function dependencies({ depends_on = [] }: Service): ReadonlyMap<string, string> {
  if (isList(depends_on)) return new Map(depends_on.map((name) => [name, 'service_started']));
  return new Map(
    Object.entries(depends_on).map(([name, { condition = 'service_started', required = true }]) => [
      name,
      condition + (required ? '' : '?'),
    ]),
  );
}

function order(before: Doc, after: Doc, receiver: string, allowed: Allowed): readonly string[] {
  const faults: string[] = [];
  const had = dependencies(before.services[receiver] ?? {});
  const has = dependencies(after.services[receiver] ?? {});
  const linked = new Set((before.services[receiver]?.links ?? []).map(targetOf));
  const still = new Set((after.services[receiver]?.links ?? []).map(targetOf));
  for (const target of linked)
    if (!still.has(target) && !has.has(target) && allowed.noOrder !== true) faults.push(`${receiver} no longer starts after ${target}`);
  for (const [name, condition] of had) if (has.get(name) !== condition) faults.push(`${receiver} waits otherwise for ${name}`);
  for (const [name, condition] of has) {
    if (had.has(name)) continue;
    if (!linked.has(name)) faults.push(`${receiver} waits for ${name}`);
    const fits =
      condition === 'service_started' ||
      (condition.endsWith('?') && allowed.optional) ||
      (condition === 'service_healthy' && allowed.healthy);
    if (!fits) faults.push(`${receiver} waits for ${name} in another way`);
  }
  return faults;
}

/** Links that went although they must not. */
function hazards({ before, after, joint }: Change, receiver: string, allowed: Allowed): readonly string[] {
  const service = before.services[receiver] ?? {};
  const still = after.services[receiver]?.links ?? [];
  const faults: string[] = [];
  for (const link of (service.links ?? []).filter((one) => !still.includes(one))) {
    const source = before.services[targetOf(link)];
    if (!source) faults.push(`${link} leads nowhere`);
    if (addressesOf(before, targetOf(link)) !== 1 && allowed.rotation !== true) faults.push(`${link} leads to several containers`);
    if (source?.profiles && !service.profiles && allowed.optional !== true) faults.push(`${link} leads to a profile`);
    if (allowed.external !== true && networksOf(service).some((network) => before.networks?.[network]?.external))
      faults.push(`${receiver} is among strangers`);
    if (allowed.circle !== true && isCircular(before, targetOf(link), receiver, new Set())) faults.push(`${link} is part of a circle`);
    const wanted = allowed.ownNames ? targetOf(link) : aliasOf(link);
    if (answers(after, receiver, wanted, joint).length === 0) faults.push(`${receiver}: ${wanted} leads nowhere`);
  }
  return faults;
}

/** How many addresses a service's containers have: one where they are on the host's network, those of another where they are in its network. */
function addressesOf(doc: Doc, name: string): number {
  const owner = doc.services[ownerOf(doc, name)];
  return owner?.network_mode === 'host' ? 1 : (owner?.scale ?? 1);
}

function isCircular(doc: Doc, from: string, to: string, seen: Set<string>): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  const service = doc.services[from] ?? {};
  const next = [...dependencies(service).keys(), ...(service.links ?? []).map(targetOf)];
  return next.some((name) => isCircular(doc, name, to, seen));
}

function strangers(before: Doc, after: Doc, receiver: string): readonly string[] {
  const peers = (doc: Doc) =>
    Object.keys(doc.services).filter((other) => {
      const mine = networksOf(doc.services[receiver] ?? {});
      return networksOf(doc.services[other] ?? {}).some((network) => mine.includes(network));
    });
  const known = peers(before);
  return peers(after).flatMap((other) => (known.includes(other) ? [] : [`${receiver} and ${other} share a network`]));
}

/** Everything that a fix of a kind may not touch. */
function rest(doc: Doc, allowed: Allowed): string {
  const open = [
    'links',
    'depends_on',
    'networks',
    ...(allowed.leavesBridge ? ['network_mode'] : []),
    ...(allowed.newHosts ? ['extra_hosts'] : []),
    ...(allowed.ownNames ? ['environment'] : []),
  ];
  const services = Object.entries(doc.services).map(([name, service]) => {
    const networks = networksOf(service).map((network) => {
      const said = service.networks === undefined || isList(service.networks) ? null : service.networks[network];
      return [network, Object.entries(said ?? {}).filter(([key]) => key !== 'aliases')];
    });
    const loose = allowed.newNetworks === true || allowed.strangers === true || allowed.leavesBridge === true;
    return [name, Object.entries(service).filter(([key]) => !open.includes(key)), loose ? [] : networks];
  });
  const top = Object.entries(doc).filter(
    ([key]) => key !== 'services' && !key.startsWith('x-') && !(key === 'networks' && (allowed.newNetworks || allowed.leavesBridge)),
  );
  return JSON.stringify([top, services]);
}

/** Whether a link is of the kind that everybody would replace without asking: a project network, one container, a name that is nobody else's. */
export function isPlain(doc: Doc, receiver: string, link: string, text: string): boolean {
  const service = doc.services[receiver] ?? {};
  const [target, alias] = [targetOf(link), aliasOf(link)];
  const source = doc.services[target];
  if (!source || target === receiver || link.split(':').length > 2 || alias === '') return false;
  const containers = Object.values(doc.services).flatMap(({ container_name: one }) => one ?? []);
  if (new Set(containers).size < containers.length) return false;
  // A link gives its source's container name, too, which the network then knows for another service.
  const given = source.container_name;
  if (given !== undefined && Object.keys(doc.services).some((name) => namesOn(doc, name, 'default').includes(given) && name !== target))
    return false;
  const mine = networksOf(service);
  const shared = networksOf(source).filter((network) => mine.includes(network));
  if (shared.length === 0 || (source.scale ?? 1) !== 1 || source.profiles) return false;
  if (!/^[A-Za-z]\w*$/.test(alias) || /[-_]\d+$/.test(alias) || ['localhost'].includes(alias)) return false;
  if (mine.some((network) => doc.networks?.[network]?.external)) return false;
  if (isCircular(doc, target, receiver, new Set())) return false;
  const lower = alias.toLowerCase();
  for (const [name, other] of Object.entries(doc.services)) {
    if (other.extra_hosts?.some((line) => isHost(line, alias))) return false;
    if (other.links?.some((each) => aliasOf(each).toLowerCase() === lower && targetOf(each) !== target)) return false;
    const names = networksOf(other).flatMap((network) => namesOn(doc, name, network));
    if (name !== target && names.some((each) => each.toLowerCase() === lower)) return false;
  }
  return ![`${target}_`, `${target}-`].some((stem) => new RegExp(`${stem}\\d`, 'i').test(text));
}

/*
 * Says what a change of compose files broke, from what Docker and Compose were seen to do and without a line of the code that makes or
 * proves such changes: a link's alias is its receiver's alone, minds case and wins; service, container name, hostname and aliases answer on
 * each network in any case, all owners of a name together; on the default bridge only links give names.
 */

/** A compose file as a plain YAML reader gives it, merge keys resolved. */
export interface Doc {
  readonly name?: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly networks?: Readonly<Record<string, { readonly external?: boolean } | null>>;
}

interface Service {
  readonly links?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, { readonly condition?: string; readonly required?: boolean }>>;
  readonly networks?: readonly string[] | Readonly<Record<string, { readonly aliases?: readonly string[] } | null>>;
  readonly container_name?: string;
  readonly hostname?: string;
  readonly network_mode?: string;
  readonly scale?: number;
  readonly profiles?: readonly string[];
  readonly extra_hosts?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

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

/** Every fault of a change, none for one that keeps what it has to. */
export function judge(before: Doc, after: Doc, text: string, allowed: Allowed = {}): readonly string[] {
  const faults: string[] = [];
  const names = universe(before, after);
  for (const receiver of Object.keys(before.services)) {
    for (const name of names) {
      const had = answers(before, receiver, name);
      const has = answers(after, receiver, name);
      if (had.join() === has.join()) continue;
      const gone = has.length === 0 && isNumbered(before, receiver, name) && !says(text, name);
      const fresh =
        had.length === 0 &&
        isTarget(after, receiver, name, has) &&
        (allowed.leavesBridge === true || allowed.strangers === true || new Set(has.map(serviceIn)).size === 1);
      const plain = allowed.dotted === true || !name.includes('.');
      const rotates = allowed.rotation === true && had.every((each) => has.includes(each)) && new Set(has.map(serviceIn)).size === 1;
      const parted =
        allowed.parting === true &&
        has.every((each) => serviceIn(each) === receiver) &&
        had.every((each) => !isTogether(after, receiver, serviceIn(each)));
      const mine = (before.services[receiver]?.links ?? []).filter((link) => !(after.services[receiver]?.links ?? []).includes(link));
      const dropped = allowed.ownNames === true && mine.some((link) => aliasOf(link) === name && targetOf(link) !== name);
      const cased =
        allowed.parting === true &&
        mine.some(
          (link) => aliasOf(link) !== name && isSame(aliasOf(link), name) && has.every((each) => serviceIn(each) === targetOf(link)),
        );
      if (!gone && !(fresh && plain) && !rotates && !parted && !dropped && !cased)
        faults.push(`${receiver}: ${name} led to [${had.join()}], now to [${has.join()}]`);
    }
    faults.push(...order(before, after, receiver, allowed), ...hazards(before, after, receiver, allowed));
    if (allowed.strangers !== true && allowed.leavesBridge !== true) faults.push(...strangers(before, after, receiver));
  }
  if (rest(before, allowed) !== rest(after, allowed)) faults.push('something else changed');
  if (allowed.ownNames) faults.push(...settings(before, after));
  if (allowed.containerNames) faults.push(...unkept(before, after, text));
  return faults;
}

/** Names of the first containers of sources whose links went, which the text says, nobody else has, and which lead elsewhere or nowhere. */
function unkept(before: Doc, after: Doc, text: string): readonly string[] {
  const taken = new Set(Object.values(before.services).flatMap(({ container_name: one }) => one ?? []));
  return Object.entries(before.services).flatMap(([receiver, { links = [] }]) =>
    links
      .filter((link) => !after.services[receiver]?.links?.includes(link))
      .flatMap((link) => {
        const target = targetOf(link);
        const names = ['', 'shop_', 'shop-'].flatMap((project) => [`${project}${target}_1`, `${project}${target}-1`]);
        const free = names.filter((name) => says(text, name) && !taken.has(name));
        const wanted = free.filter((name) => answers(before, receiver, name).every((each) => serviceIn(each) === target));
        // The first container's own name needs no alias.
        const wrong = wanted.filter(
          (name) => name !== containerName(after, target) && answers(after, receiver, name).join() !== `${target}#1`,
        );
        return wrong.map((name) => `${receiver}: ${name} does not lead to ${target}`);
      }),
  );
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

function isTogether(doc: Doc, one: string, other: string): boolean {
  const mine = networksOf(doc.services[one] ?? {});
  return networksOf(doc.services[other] ?? {}).some((network) => mine.includes(network));
}

function serviceIn(answer: string): string {
  return answer.split('#')[0] ?? '';
}

/** Whether a text has the name as a word of its own. */
function says(text: string, name: string): boolean {
  return text.split(/[^\w-]+/).some((word) => word.toLowerCase() === name.toLowerCase());
}

function universe(...docs: readonly Doc[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const doc of docs) {
    for (const [name, service] of Object.entries(doc.services)) {
      for (const network of networksOf(service)) for (const one of namesOn(doc, name, network)) names.add(one);
      for (const link of service.links ?? []) names.add(aliasOf(link));
      for (const line of service.extra_hosts ?? []) names.add(line.split(':')[0] ?? '');
      for (const numbered of [`${name}_1`, `${name}-1`]) names.add(numbered);
    }
  }
  return new Set([...names].flatMap((name) => [name, name.toLowerCase(), name.toUpperCase()]));
}

function targetOf(link: string): string {
  return link.split(':')[0] ?? '';
}

function aliasOf(link: string): string {
  return link.split(':')[1] ?? link;
}

function networksOf({ networks, network_mode }: Service): readonly string[] {
  if (network_mode !== undefined) return [];
  if (networks === undefined) return ['default'];
  return isList(networks) ? networks : Object.keys(networks);
}

function isList<T>(value: readonly T[] | object): value is readonly T[] {
  return Array.isArray(value);
}

function aliasesOn({ networks }: Service, network: string): readonly string[] {
  return networks === undefined || isList(networks) ? [] : (networks[network]?.aliases ?? []);
}

function namesOn({ services }: Doc, name: string, network: string): readonly string[] {
  const service = services[name] ?? {};
  const own = [service.container_name, service.hostname].flatMap((one) => (one === undefined ? [] : [one]));
  return [name, ...own, ...aliasesOn(service, network)];
}

/** The service whose network a service uses, itself as a rule. */
function ownerOf({ services }: Doc, name: string): string {
  const mode = services[name]?.network_mode ?? '';
  return mode.startsWith('service:') ? mode.slice('service:'.length) : name;
}

function containersOf({ services }: Doc, name: string): readonly string[] {
  return Array.from({ length: services[name]?.scale ?? 1 }, (_, index) => `${name}#${String(index + 1)}`);
}

function isHost(line: string, name: string): boolean {
  return line.split(':')[0]?.toLowerCase() === name.toLowerCase();
}

/** The containers that a name leads to, as `service#number`. */
function answers(doc: Doc, receiver: string, name: string): readonly string[] {
  const asking = ownerOf(doc, receiver);
  const service = doc.services[asking] ?? {};
  if ((service.extra_hosts ?? []).some((line) => isHost(line, name))) return ['a line of the hosts file'];
  // A service that uses another's network may have no links of its own: the engine refuses them.
  const linked = asking === receiver ? linkedTo(doc, receiver, name) : null;
  if (linked !== null) return linked;
  const tables = tablesOf(doc);
  const found = new Set(networksOf(service).flatMap((network) => tables.get(network)?.get(name.toLowerCase()) ?? []));
  return [...found].flatMap((each) => containersOf(doc, each)).sort();
}

const known = new WeakMap<Doc, ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>>();

/** By network, the services of each name in lower case. */
function tablesOf(doc: Doc): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> {
  const made = known.get(doc);
  if (made) return made;
  const tables = new Map<string, Map<string, string[]>>();
  for (const [service, said] of Object.entries(doc.services)) {
    for (const network of networksOf(said)) {
      const table = tables.get(network) ?? new Map<string, string[]>();
      tables.set(network, table);
      for (const name of namesOn(doc, service, network).map((one) => one.toLowerCase()))
        table.set(name, [...(table.get(name) ?? []), service]);
    }
  }
  known.set(doc, tables);
  return tables;
}

/** What the engine calls the first container of a service; one that another has already is none that a project can be started with. */
function containerName({ services }: Doc, name: string): string {
  const given = new Set(Object.values(services).flatMap(({ container_name: one }) => one ?? []));
  const own = services[name]?.container_name;
  return own ?? (given.has(`shop-${name}-1`) ? `another-${name}-1` : `shop-${name}-1`);
}

/**
 * The containers that the last link of that name leads to; of several of a service it is not told which, the first stands for it. On a network
 * the link stands for the source's name, which is looked up when it is asked for: one whose source shares no network hides its name.
 */
function linkedTo(doc: Doc, receiver: string, name: string): readonly string[] | null {
  const service = doc.services[receiver] ?? {};
  const mine = networksOf(service);
  const bridge = service.network_mode === 'bridge';
  let linked: readonly string[] | null = null;
  for (const link of service.links ?? []) {
    const target = targetOf(link);
    const source = doc.services[target];
    if (!source) continue;
    const reached = bridge ? source.network_mode === 'bridge' : networksOf(source).some((network) => mine.includes(network));
    const numbered = numberedBy(doc, target);
    const lines = bridge ? [source.container_name, source.hostname] : [];
    const same = bridge ? [aliasOf(link), ...lines].some((one) => one?.toLowerCase() === name.toLowerCase()) : aliasOf(link) === name;
    if ((!same && !numbered.includes(name)) || (bridge && linked !== null)) continue;
    const real = containerName(doc, target).toLowerCase();
    const namesakes = bridge ? [] : mine.flatMap((network) => tablesOf(doc).get(network)?.get(real) ?? []);
    const found = new Set([
      ...(reached ? [`${target}#1`] : []),
      ...namesakes.filter((one) => one !== target).flatMap((one) => containersOf(doc, one)),
    ]);
    linked = [...found].sort();
  }
  return linked;
}

/** The names of its first container that a link to a service gives, whichever Compose makes them. */
function numberedBy({ services }: Doc, target: string): readonly string[] {
  return services[target]?.container_name === undefined ? [`${target}_1`, `${target}-1`] : [`${target}-1`];
}

/** Whether what a name leads to, if links give it, is what the last of them is to. */
function isTarget(doc: Doc, receiver: string, name: string, owners: readonly string[]): boolean {
  const service = doc.services[receiver] ?? {};
  // A line of the hosts file goes before every link.
  if (service.network_mode !== undefined || owners.includes('a line of the hosts file')) return true;
  const last = (service.links ?? []).findLast((link) => {
    const target = targetOf(link);
    return doc.services[target] && [aliasOf(link), ...numberedBy(doc, target)].includes(name);
  });
  return last === undefined || owners.every((each) => serviceIn(each) === targetOf(last));
}

/** Whether Compose made the name up, and no link says it. */
function isNumbered({ services }: Doc, receiver: string, name: string): boolean {
  const links = services[receiver]?.links ?? [];
  return (
    links.some((link) => [`${targetOf(link)}_1`, `${targetOf(link)}-1`].includes(name)) && !links.some((link) => aliasOf(link) === name)
  );
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
function hazards(before: Doc, after: Doc, receiver: string, allowed: Allowed): readonly string[] {
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
    if (answers(after, receiver, wanted).length === 0) faults.push(`${receiver}: ${wanted} leads nowhere`);
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

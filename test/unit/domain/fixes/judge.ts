/** A compose file as a plain YAML reader gives it, merge keys resolved. */
export interface Doc {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks?: Readonly<Record<string, { readonly external?: boolean } | null>>;
}

interface Service {
  readonly links?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, { readonly condition: string }>>;
  readonly networks?: readonly string[] | Readonly<Record<string, { readonly aliases?: readonly string[] } | null>>;
  readonly container_name?: string;
  readonly hostname?: string;
  readonly network_mode?: string;
  readonly scale?: number;
  readonly profiles?: readonly string[];
  readonly extra_hosts?: readonly string[];
}

/**
 * What an edit broke, by what Docker and Compose were seen to do: a link's alias is its receiver's alone, minds case and wins;
 * service, container name, hostname and aliases answer on each network in any case, all owners of a name together.
 */
export function judge(before: Doc, after: Doc, text: string): readonly string[] {
  const faults: string[] = [];
  const names = universe(before, after);
  for (const receiver of Object.keys(before.services)) {
    for (const name of names) {
      const had = answers(before, receiver, name);
      const has = answers(after, receiver, name);
      if (had.join() === has.join()) continue;
      const gone = has.length === 0 && isNumbered(before, receiver, name) && !says(text, name);
      const fresh = had.length === 0 && has.length === 1 && !name.includes('.');
      if (!gone && !fresh) faults.push(`${receiver}: ${name} led to [${had.join()}], now to [${has.join()}]`);
    }
    faults.push(...order(before, after, receiver), ...hazards(before, after, receiver));
  }
  if (rest(before) !== rest(after)) faults.push('something else changed');
  return faults;
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

function answers(doc: Doc, receiver: string, name: string): readonly string[] {
  const service = doc.services[receiver] ?? {};
  if ((service.extra_hosts ?? []).some((line) => line.split(':')[0]?.toLowerCase() === name.toLowerCase()))
    return ['a line of the hosts file'];
  const mine = networksOf(service);
  let linked: string | null = null;
  for (const link of service.links ?? []) {
    const target = targetOf(link);
    const source = doc.services[target];
    if (!source || !networksOf(source).some((network) => mine.includes(network))) continue;
    const numbered = source.container_name === undefined ? [`${target}_1`, `${target}-1`] : [`${target}-1`];
    if ([aliasOf(link), ...numbered].includes(name)) linked = target;
  }
  if (linked !== null) return [linked];
  const found = Object.keys(doc.services).filter((other) =>
    networksOf(doc.services[other] ?? {}).some(
      (network) => mine.includes(network) && namesOn(doc, other, network).some((one) => one.toLowerCase() === name.toLowerCase()),
    ),
  );
  return found.sort();
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
  return new Map(Object.entries(depends_on).map(([name, { condition }]) => [name, condition]));
}

function order(before: Doc, after: Doc, receiver: string): readonly string[] {
  const faults: string[] = [];
  const had = dependencies(before.services[receiver] ?? {});
  const has = dependencies(after.services[receiver] ?? {});
  const linked = new Set((before.services[receiver]?.links ?? []).map(targetOf));
  const still = new Set((after.services[receiver]?.links ?? []).map(targetOf));
  for (const target of linked) if (!still.has(target) && !has.has(target)) faults.push(`${receiver} no longer starts after ${target}`);
  for (const [name, condition] of had) if (has.get(name) !== condition) faults.push(`${receiver} waits otherwise for ${name}`);
  for (const name of has.keys()) if (!had.has(name) && !linked.has(name)) faults.push(`${receiver} waits for ${name}`);
  return faults;
}

/** Links that went although they must not. */
function hazards(before: Doc, after: Doc, receiver: string): readonly string[] {
  const service = before.services[receiver] ?? {};
  const still = after.services[receiver]?.links ?? [];
  const faults: string[] = [];
  for (const link of (service.links ?? []).filter((one) => !still.includes(one))) {
    const source = before.services[targetOf(link)];
    if (!source) faults.push(`${link} leads nowhere`);
    if ((source?.scale ?? 1) !== 1) faults.push(`${link} leads to several containers`);
    if (source?.profiles && !service.profiles) faults.push(`${link} leads to a profile`);
    if (networksOf(service).some((network) => before.networks?.[network]?.external)) faults.push(`${receiver} is among strangers`);
    if (isCircular(before, targetOf(link), receiver, new Set())) faults.push(`${link} is part of a circle`);
  }
  return faults;
}

function isCircular(doc: Doc, from: string, to: string, seen: Set<string>): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  const service = doc.services[from] ?? {};
  const next = [...dependencies(service).keys(), ...(service.links ?? []).map(targetOf)];
  return next.some((name) => isCircular(doc, name, to, seen));
}

/** Everything that no fix may touch. */
function rest(doc: Doc): string {
  const services = Object.entries(doc.services).map(([name, service]) => {
    const networks = networksOf(service).map((network) => {
      const said = service.networks === undefined || isList(service.networks) ? null : service.networks[network];
      return [network, Object.entries(said ?? {}).filter(([key]) => key !== 'aliases')];
    });
    return [name, Object.entries(service).filter(([key]) => !['links', 'depends_on', 'networks'].includes(key)), networks];
  });
  return JSON.stringify([Object.entries(doc).filter(([key]) => key !== 'services'), services]);
}

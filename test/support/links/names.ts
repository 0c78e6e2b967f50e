/*
 * Whom a name leads to in a project, from what Docker and Compose were seen to do: a link's alias is its receiver's alone, minds case and wins;
 * the names of service and container, hostname and aliases answer on each network in any case, all owners of a name together; on the default
 * bridge only links give names.
 */

/** A compose file as a plain YAML reader gives it, merge keys resolved. */
export interface Doc {
  readonly name?: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly networks?: Readonly<Record<string, { readonly external?: boolean } | null>>;
}

export interface Service {
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

/** What stands between the parts of the names that Compose 2 and docker-compose 1 make for containers. */
export type Joint = '-' | '_';

export const JOINTS: readonly Joint[] = ['-', '_'];

export function targetOf(link: string): string {
  return link.split(':')[0] ?? '';
}

export function aliasOf(link: string): string {
  return link.split(':')[1] ?? link;
}

export function isList<T>(value: readonly T[] | object): value is readonly T[] {
  return Array.isArray(value);
}

export function networksOf({ networks, network_mode }: Service): readonly string[] {
  if (network_mode !== undefined) return [];
  if (networks === undefined) return ['default'];
  return isList(networks) ? networks : Object.keys(networks);
}

function aliasesOn({ networks }: Service, network: string): readonly string[] {
  return networks === undefined || isList(networks) ? [] : (networks[network]?.aliases ?? []);
}

/** The names of all containers of a service on a network. */
export function namesOn({ services }: Doc, name: string, network: string): readonly string[] {
  const service = services[name] ?? {};
  const own = [service.container_name, service.hostname].flatMap((one) => (one === undefined ? [] : [one]));
  return [name, ...own, ...aliasesOn(service, network)];
}

/** The service whose network a service uses, itself as a rule. */
export function ownerOf({ services }: Doc, name: string): string {
  const mode = services[name]?.network_mode ?? '';
  return mode.startsWith('service:') ? mode.slice('service:'.length) : name;
}

export function isTogether(doc: Doc, one: string, other: string): boolean {
  const mine = networksOf(doc.services[one] ?? {});
  return networksOf(doc.services[other] ?? {}).some((network) => mine.includes(network));
}

export function isHost(line: string, name: string): boolean {
  return line.split(':')[0]?.toLowerCase() === name.toLowerCase();
}

/** The service of a container, which is written as `service#number`. */
export function serviceIn(container: string): string {
  return container.split('#')[0] ?? '';
}

function containersOf({ services }: Doc, name: string): readonly string[] {
  return Array.from({ length: services[name]?.scale ?? 1 }, (_, index) => `${name}#${String(index + 1)}`);
}

/** What the project is called: `shop`, or `another` where only under another name it can be started. */
function projectName({ services }: Doc, joint: Joint): string {
  const given = new Set(Object.values(services).flatMap(({ container_name: one }) => one ?? []));
  const taken = Object.entries(services).some(([name, { container_name: own }]) => !own && given.has(['shop', name, '1'].join(joint)));
  return taken ? 'another' : 'shop';
}

/** What the engine calls a container. */
function realName(doc: Doc, container: string, joint: Joint): string {
  const [name = '', number = ''] = container.split('#');
  return doc.services[name]?.container_name ?? [projectName(doc, joint), name, number].join(joint);
}

/** The names of its first container that a link to a service gives beside its alias; docker-compose 1 gives in their place the one that was given. */
function numberedBy(doc: Doc, target: string, joint: Joint): readonly string[] {
  const own = doc.services[target]?.container_name;
  if (joint === '_' && own !== undefined) return [own];
  const numbered = `${target}${joint}1`;
  return [numbered, `${projectName(doc, joint)}${joint}${numbered}`];
}

/** Every name that anybody may ask for, in several letters. */
export function universe(joint: Joint, ...docs: readonly Doc[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const doc of docs) {
    for (const table of tablesOf(doc, joint).values()) for (const name of table.keys()) names.add(name);
    for (const [name, service] of Object.entries(doc.services)) {
      for (const network of networksOf(service)) for (const one of namesOn(doc, name, network)) names.add(one);
      for (const link of service.links ?? []) names.add(aliasOf(link));
      for (const line of service.extra_hosts ?? []) names.add(line.split(':')[0] ?? '');
      for (const numbered of [`${name}_1`, `${name}-1`]) names.add(numbered);
    }
  }
  return new Set([...names].flatMap((name) => [name, name.toLowerCase(), name.toUpperCase()]));
}

/** The containers that a name leads to. */
export function answers(doc: Doc, receiver: string, name: string, joint: Joint): readonly string[] {
  const asking = ownerOf(doc, receiver);
  const service = doc.services[asking] ?? {};
  if ((service.extra_hosts ?? []).some((line) => isHost(line, name))) return ['a line of the hosts file'];
  // Who uses another's network asks as that one does, by its links, too; links of its own the engine refuses.
  return linkedTo(doc, asking, name, joint) ?? answersOn(doc, networksOf(service), name, joint);
}

function answersOn(doc: Doc, networks: readonly string[], name: string, joint: Joint): readonly string[] {
  const tables = tablesOf(doc, joint);
  return [...new Set(networks.flatMap((network) => tables.get(network)?.get(name.toLowerCase()) ?? []))].sort();
}

type Tables = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

const known: Readonly<Record<Joint, WeakMap<Doc, Tables>>> = { '-': new WeakMap(), _: new WeakMap() };

/** By network, the containers of each name in lower case. */
function tablesOf(doc: Doc, joint: Joint): Tables {
  const made = known[joint].get(doc);
  if (made) return made;
  const tables = new Map<string, Map<string, string[]>>();
  for (const [service, said] of Object.entries(doc.services)) {
    for (const network of networksOf(said)) {
      const table = tables.get(network) ?? new Map<string, string[]>();
      tables.set(network, table);
      for (const container of containersOf(doc, service)) {
        const names = [...namesOn(doc, service, network), realName(doc, container, joint)];
        for (const name of new Set(names.map((one) => one.toLowerCase()))) table.set(name, [...(table.get(name) ?? []), container]);
      }
    }
  }
  known[joint].set(doc, tables);
  return tables;
}

/**
 * The containers that the last link of that name leads to; of several of a service it is not told which, the first stands for it. On a network
 * the link stands for the source's name, which is looked up when it is asked for: one whose source shares no network hides its name.
 */
function linkedTo(doc: Doc, receiver: string, name: string, joint: Joint): readonly string[] | null {
  const service = doc.services[receiver] ?? {};
  const bridge = service.network_mode === 'bridge';
  for (const link of bridge ? (service.links ?? []) : (service.links ?? []).toReversed()) {
    const target = targetOf(link);
    const source = doc.services[target];
    if (!source) continue;
    const lines = bridge ? [source.container_name, source.hostname] : [];
    const same = bridge ? [aliasOf(link), ...lines].some((one) => one?.toLowerCase() === name.toLowerCase()) : aliasOf(link) === name;
    if (!same && !numberedBy(doc, target, joint).includes(name)) continue;
    if (bridge) return source.network_mode === 'bridge' ? [`${target}#1`] : [];
    return answersOn(doc, networksOf(service), realName(doc, `${target}#1`, joint), joint);
  }
  return null;
}

/** Whether what a name leads to, if links give it, is what the last of them is to. */
export function isTarget(doc: Doc, receiver: string, name: string, owners: readonly string[], joint: Joint): boolean {
  const service = doc.services[receiver] ?? {};
  // A line of the hosts file goes before every link.
  if (service.network_mode !== undefined || owners.includes('a line of the hosts file')) return true;
  const last = (service.links ?? []).findLast((link) => {
    const target = targetOf(link);
    return doc.services[target] && [aliasOf(link), ...numberedBy(doc, target, joint)].includes(name);
  });
  return last === undefined || owners.every((each) => serviceIn(each) === targetOf(last));
}

/** Whether Compose made the name up, and no link says it. */
export function isNumbered({ services }: Doc, receiver: string, name: string): boolean {
  const links = services[receiver]?.links ?? [];
  return (
    links.some((link) => [`${targetOf(link)}_1`, `${targetOf(link)}-1`].includes(name)) && !links.some((link) => aliasOf(link) === name)
  );
}

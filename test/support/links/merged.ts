import { parse } from 'yaml';
import { aliasOf, isList, targetOf } from './names.ts';
import type { Doc, Joint, Service } from './names.ts';

/* What Compose 2 and docker-compose 1 each make of several files and of `extends`, as far as generated projects go. */

/** A service as its file writes it. */
interface Written extends Service {
  readonly extends?: string | { readonly service: string };
}

type Services = Readonly<Record<string, Written>>;

/** The project of these files, each laid over those before it; null where docker-compose 1 refuses it. */
export function docOf(texts: readonly string[], joint: Joint): Doc | null {
  const docs = texts.map((text) => parse(text, { merge: true, version: joint === '_' ? '1.1' : '1.2' }) as Doc);
  if (docs.some(({ services }) => Object.values(services).some(hasOddName))) return null;
  const services: Services[] = [];
  for (const doc of docs) {
    const extended = withExtends(doc.services, joint);
    if (extended === null) return null;
    services.push(extended);
  }
  const networks = docs.reduce<NonNullable<Doc['networks']>>((all, doc) => ({ ...all, ...doc.networks }), {});
  return {
    ...Object.assign({}, ...docs),
    ...(docs.some((doc) => doc.networks) && { networks }),
    services: services.reduce((base, over) => laidOver(base, over, joint)),
  } as Doc;
}

/** Whether a name is none, such as `on`, which is true in YAML 1.1. */
function hasOddName({ container_name, hostname, networks = {} }: Service): boolean {
  const aliases = isList(networks) ? [] : Object.values(networks).flatMap((network) => network?.aliases ?? []);
  const names: readonly unknown[] = [container_name ?? '', hostname ?? '', ...aliases];
  return names.some((name) => typeof name !== 'string');
}

function withExtends(services: Services, joint: Joint): Services | null {
  const made = new Map<string, Service | null>();
  const make = (name: string): Service | null => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const { extends: reference, ...written } = services[name] ?? {};
    // Of a link written twice Compose 2 takes the first; docker-compose 1 refuses it.
    const own = written.links ? { ...written, links: [...new Set(written.links)] } : written;
    const extended = reference === undefined ? undefined : typeof reference === 'string' ? reference : reference.service;
    const base = extended === undefined ? {} : make(extended);
    const refused = joint === '_' && extended !== undefined && base !== null && isBound(base);
    const result = base === null || refused ? null : extended === undefined ? own : merged(base, own, joint);
    made.set(name, result);
    return result;
  };
  const all = Object.keys(services).map((name) => [name, make(name)] as const);
  return all.some(([, service]) => service === null) ? null : (Object.fromEntries(all) as Services);
}

/** Whether docker-compose 1 refuses to extend a service, as it needs another. */
function isBound({ links, depends_on, network_mode }: Service): boolean {
  return links !== undefined || depends_on !== undefined || (network_mode?.startsWith('service:') ?? false);
}

function laidOver(base: Services, over: Services, joint: Joint): Services {
  const names = new Set([...Object.keys(base), ...Object.keys(over)]);
  return Object.fromEntries([...names].map((name) => [name, merged(base[name] ?? {}, over[name] ?? {}, joint)]));
}

function merged(base: Service, over: Service, joint: Joint): Service {
  const lists = (key: 'extra_hosts' | 'profiles') => [...new Set([...(base[key] ?? []), ...(over[key] ?? [])])];
  const own: Service = {
    links: mergedLinks([...(base.links ?? []), ...(over.links ?? [])], joint),
    depends_on: { ...waiting(base), ...waiting(over) },
    networks: mergedNetworks(base, over),
    environment: { ...base.environment, ...over.environment },
    extra_hosts: lists('extra_hosts'),
    profiles: lists('profiles'),
  };
  const said = new Set([...Object.keys(base), ...Object.keys(over)]);
  return { ...base, ...over, ...Object.fromEntries(Object.entries(own).filter(([key]) => said.has(key))) };
}

/** Compose 2 keeps each text once; docker-compose 1 keeps the last of each alias, and sorts them. */
function mergedLinks(links: readonly string[], joint: Joint): readonly string[] {
  if (joint === '-') return [...new Set(links)];
  const byAlias = new Map(links.map((link) => [aliasOf(link), link]));
  return [...byAlias]
    .map(([alias, link]) => ({ alias, target: targetOf(link) }))
    .sort((a, b) => compare(a.target, b.target) || compare(a.alias, b.alias))
    .map(({ alias, target }) => (alias === target ? target : `${target}:${alias}`));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function waiting({ depends_on = [] }: Service): Exclude<NonNullable<Service['depends_on']>, readonly string[]> {
  return isList(depends_on) ? Object.fromEntries(depends_on.map((name) => [name, {}])) : depends_on;
}

/** Aliases of a network come together. */
function mergedNetworks(base: Service, over: Service): Exclude<NonNullable<Service['networks']>, readonly string[]> {
  const [one, other] = [attached(base), attached(over)];
  return Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((network) => {
      const aliases = [...new Set([...(one[network]?.aliases ?? []), ...(other[network]?.aliases ?? [])])];
      return [network, { ...one[network], ...other[network], ...(aliases.length > 0 && { aliases }) }];
    }),
  );
}

function attached({ networks = [] }: Service): Exclude<NonNullable<Service['networks']>, readonly string[]> {
  return isList(networks) ? Object.fromEntries(networks.map((name) => [name, null])) : networks;
}

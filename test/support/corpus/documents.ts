/*
 * What compose files say, as plain data: v1 files as they have to be said below `services:`, and without what takes a link's place.
 */
import { parseDocument } from 'yaml';

type Data = Readonly<Record<string, unknown>>;

/** What takes a link's place is written in these keys. */
export const LINK_KEYS: readonly string[] = ['links', 'depends_on', 'networks'];

/** What a file says. */
interface Told {
  readonly v1: boolean;
  readonly data: unknown;
  /** A v1 file as it has to be below `services:`. */
  readonly asServices: unknown;
  /** Without the volumes that a v1 file does not have to name. */
  readonly asWrapped: unknown;
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapped(data: Data, change: (value: unknown, key: string) => unknown): Data {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, change(value, key)]));
}

export function toldBy(data: unknown): Told {
  if (!isData(data) || !isV1(data)) return { v1: false, data, asServices: data, asWrapped: withoutOutside(data) };
  const names = new Set(Object.keys(data));
  const services = mapped(data, (service) => (isData(service) ? fromV1(service, names) : service));
  return { v1: true, data, asServices: { services }, asWrapped: data };
}

/** A service of a v1 file may have the name of a section. */
function isV1(data: Data): boolean {
  if (Object.keys(data).some((key) => key.startsWith('x-') || key === 'include')) return false;
  if ('version' in data && !isData(data['version'])) return false;
  const { services } = data;
  return !isData(services) || ['image', 'build', 'links'].some((key) => typeof services[key] === 'string' || Array.isArray(services[key]));
}

function withoutOutside(data: unknown): unknown {
  if (!isData(data) || !isData(data['volumes'])) return data;
  const outside = Object.values(data['volumes']).every((volume) => isData(volume) && volume['external'] === true);
  return outside ? Object.fromEntries(Object.entries(data).filter(([key]) => key !== 'volumes')) : data;
}

/** A service of a v1 file with the names its keys have below `services:`. */
function fromV1({ net, dockerfile, log_driver: driver, log_opt: options, ...rest }: Data, services: ReadonlySet<string>): Data {
  const mode = typeof net === 'string' && net !== 'bridge' && net !== 'default' ? net : null;
  const [, container = ''] = /^container:(.*)$/s.exec(mode ?? '') ?? [];
  const { volumes_from: from } = rest;
  const named = (each: unknown) => (typeof each === 'string' && !services.has(each.split(':')[0] ?? '') ? `container:${each}` : each);
  const logging = { ...(driver !== undefined && { driver }), ...(options !== undefined && { options }) };
  return {
    ...rest,
    ...(mode !== null && { network_mode: services.has(container) ? `service:${container}` : mode }),
    ...(dockerfile !== undefined && { build: { context: rest['build'], dockerfile } }),
    ...(Object.keys(logging).length > 0 && { logging }),
    ...(Array.isArray(from) && { volumes_from: from.map(named) }),
  };
}

/** The data without what takes a link's place and without these keys, in services, in fragments for them, and at the top. */
export function withoutKeys(data: unknown, keys: readonly string[]): unknown {
  const gone = new Set([...LINK_KEYS, ...keys]);
  const without = (map: Data): Data => Object.fromEntries(Object.entries(map).filter(([key]) => !gone.has(key)));
  const deep = (value: unknown): unknown => (isData(value) ? mapped(without(value), deep) : value);
  const service = (value: unknown): unknown => (isData(value) ? without(value) : (value ?? {}));
  if (!isData(data)) return data;
  return mapped(without(data), (value, key) => {
    if (key === 'services' && isData(value)) return mapped(value, service);
    return key.startsWith('x-') ? deep(value) : value;
  });
}

/** The services by their names. */
function servicesIn(data: unknown): readonly (readonly [string, Data])[] {
  const services = toldBy(data).v1 ? data : isData(data) ? data['services'] : null;
  return isData(services) ? Object.entries(services).flatMap(([name, service]) => (isData(service) ? [[name, service] as const] : [])) : [];
}

/** What services say of order and networks, and the networks of the file, each as a path with what stands there. */
export function heldBy(data: unknown): readonly string[] {
  const top = isData(data) && isData(data['networks']) ? said(data['networks'], '/networks', null) : [];
  return [
    ...top,
    ...servicesIn(data).flatMap(([name, service]) => [
      ...said(service['depends_on'], `/${name}/depends_on`, { condition: 'service_started' }),
      ...said(service['networks'], `/${name}/networks`, null),
    ]),
  ];
}

/** The elements of a list or map; those of a list mean `plain`. Aliases may become more. */
function said(value: unknown, path: string, plain: unknown): readonly string[] {
  const entries = Array.isArray(value) ? value.map((key) => [String(key), plain] as const) : isData(value) ? Object.entries(value) : [];
  return entries.flatMap(([key, options]) => {
    const { aliases, ...others } = isData(options) ? options : { aliases: [] };
    const names = Array.isArray(aliases) ? aliases.map((each) => `${path}/${key}/aliases/${String(each)}`) : [];
    return [`${path}/${key}: ${JSON.stringify(others)}`, ...names];
  });
}

/** The links that the services of a text have, as `service: link`, also those that come through a merge key. */
export function linksIn(text: string): ReadonlySet<string> {
  const document = parseDocument(text, { merge: true, uniqueKeys: false, logLevel: 'silent' });
  const data = document.errors.length > 0 ? null : (document.toJS({ maxAliasCount: -1 }) as unknown);
  return new Set(
    servicesIn(data).flatMap(([name, { links }]) => (Array.isArray(links) ? links.map((link) => `${name}: ${String(link)}`) : [])),
  );
}

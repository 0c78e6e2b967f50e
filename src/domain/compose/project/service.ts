import { dotenvValues, oldDotenvValues } from '../../../syntax/dotenv/values.ts';
import type { LookUp } from '../../../syntax/interpolation/asking.ts';
import { plainValue } from './environment.ts';
import { dependencyMap, networkMap } from './merge.ts';
import { compare } from './mergeOld.ts';
import { pathIn } from './paths.ts';
import type { EnvFileFact, EnvironmentFact, Place, ProjectService, Reader, ServiceDependency, ServiceNetworkFact } from './project.ts';
import type { Run } from './run.ts';
import { at, entriesOf, itemsOf, textAt } from './tree.ts';
import type { Dict, Entry } from './tree.ts';
import { buildAt, envFilesAt, exposeAt, extraHostsAt, factAt, factOf, factsAt, linksAt, pairsAt, portsAt, scaleAt } from './values.ts';

/** What is read with every service of a project. */
export interface Surroundings {
  readonly lookUp: LookUp;
  readonly v1: boolean;
  readonly names: ReadonlySet<string>;
  readonly scale: ReadonlyMap<string, number>;
  readonly places: ReadonlyMap<string, readonly Place[]>;
}

/** A merged service's facts; `key` is where its first file writes it. */
export function serviceOf(run: Run, name: string, { key, value }: Entry, around: Surroundings): ProjectService {
  const service: Dict = value.kind === 'map' ? value : { kind: 'map', entries: new Map(), place: value.place, tag: null };
  const links = linksAt(service, 'links', run.reader);
  const networkMode = modeOf(service, around);
  const envFiles = envFilesAt(service);
  const scale = scaleAt(service);
  return {
    name,
    places: around.places.get(name) ?? [key],
    links,
    externalLinks: linksAt(service, 'external_links', run.reader),
    networkMode,
    networks: networkMode || around.v1 ? [] : networksOf(service),
    dependsOn: [],
    containerName: factAt(service, 'container_name'),
    hostname: factAt(service, 'hostname'),
    image: factAt(service, 'image'),
    build: buildAt(service),
    expose: exposeAt(service),
    ports: portsAt(service),
    environment: environmentOf(service, envFiles, run, around),
    envFiles,
    extraHosts: extraHostsAt(service),
    profiles: factsAt(service, 'profiles'),
    labels: sorted(pairsAt(service, 'labels', () => '')),
    scale: around.scale.get(name) ?? scale?.count ?? 1,
    scaleFrom: scale?.place ?? null,
  };
}

/** `network_mode`, or a v1 file's `net`, whose `container:` may name a service of the project. */
function modeOf(service: Dict, { v1, names }: Surroundings): ProjectService['networkMode'] {
  const mode = factAt(service, 'network_mode');
  const net = v1 ? factAt(service, 'net') : null;
  if (!net) return mode;
  const container = /^container:(.*)$/s.exec(net.value)?.[1];
  return container !== undefined && names.has(container) ? { ...net, value: `service:${container}` } : net;
}

function networksOf(service: Dict): readonly ServiceNetworkFact[] {
  const node = at(service, 'networks');
  const networks = [...(node ? networkMap(node).entries : [])].map(([key, entry]): ServiceNetworkFact => {
    return { key, place: entry.key, aliases: factsAt(entry.value, 'aliases') };
  });
  networks.sort((a, b) => compare(a.key, b.key));
  return networks.length > 0 ? networks : [{ key: 'default', place: null, aliases: [] }];
}

function sorted(facts: ReadonlyMap<string, EnvironmentFact>): readonly EnvironmentFact[] {
  return [...facts.values()].sort((a, b) => compare(a.name, b.name));
}

function environmentOf(service: Dict, envFiles: readonly EnvFileFact[], run: Run, { lookUp }: Surroundings): readonly EnvironmentFact[] {
  const values = new Map<string, EnvironmentFact>();
  for (const file of envFiles) {
    for (const value of valuesOf(run, file, lookUp, values)) values.set(value.name, value);
  }
  for (const value of pairsAt(service, 'environment', (name) => plainValue(lookUp, name)).values()) values.set(value.name, value);
  return sorted(values);
}

/** An `env_file`'s variables: in Compose 2 they may name those of earlier files, and what Compose itself is started with. */
function valuesOf(
  run: Run,
  { value: path, required, place }: EnvFileFact,
  lookUp: LookUp,
  earlier: ReadonlyMap<string, EnvironmentFact>,
): readonly EnvironmentFact[] {
  const text = run.text(path);
  if (text === null) {
    if (required) run.refuse('env-file', `The file of variables \`${pathIn(path)}\` is not there.`, place);
    return [];
  }
  // docker-compose 1.x takes the value of a bare name from its own environment.
  const old = run.reader === 'compose-1';
  const among: LookUp = (name, assume) => earlier.get(name)?.value ?? lookUp(name, assume);
  const { values, faults } = old ? oldDotenvValues(text, lookUp) : dotenvValues(text, among);
  for (const { message, range } of faults) run.refuse('env-file', message, { path, range });
  return [...values].map(([name, { value, range, assumedUnset }]) => {
    return { name, value: value ?? (old ? (plainValue(lookUp, name) ?? null) : null), place: { path, range }, assumedUnset };
  });
}

/** The services among which one waits, and who reads them. */
interface Among {
  readonly names: ReadonlySet<string>;
  readonly reader: Reader;
}

/** What a service waits for: its `depends_on`, then what Compose 2 adds for other keys (compose-go `loader/normalize.go`). */
export function dependenciesOf(service: ProjectService, entry: Entry, { names, reader }: Among): readonly ServiceDependency[] {
  const written = at(entry.value, 'depends_on');
  const dependencies = new Map<string, ServiceDependency>();
  for (const [name, { key, value }] of written ? dependencyMap(written).entries : []) {
    dependencies.set(name, {
      service: name,
      condition: textAt(value, 'condition')?.value ?? 'service_started',
      restart: textAt(value, 'restart')?.value === 'true',
      required: textAt(value, 'required')?.value !== 'false',
      from: 'depends_on',
      place: key,
    });
  }
  const imply = (name: string, place: Place, from: ServiceDependency['from']): void => {
    if (dependencies.has(name)) return;
    dependencies.set(name, { service: name, condition: 'service_started', restart: from !== 'volumes_from', required: true, from, place });
  };
  // With more than one colon Compose 2 takes the whole string for a service's name.
  for (const { malformed, value, target, place } of service.links)
    imply(malformed && reader === 'compose-2' ? value : target, place, 'links');
  const mode = service.networkMode;
  if (mode?.value.startsWith('service:')) imply(mode.value.slice('service:'.length), mode.place, 'network_mode');
  for (const item of itemsOf(at(entry.value, 'volumes_from'))) {
    if (item.kind !== 'text' || item.value.startsWith('container:')) continue;
    const name = item.value.split(':', 1)[0] ?? '';
    if (names.has(name)) imply(name, factOf(item).place, 'volumes_from');
  }
  return [...dependencies.values()].sort((a, b) => compare(a.service, b.service));
}

/** Every key under which a file writes a service, by its name. */
export function placesIn(files: readonly Dict[]): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  for (const file of files) {
    for (const [name, { key }] of entriesOf(at(file, 'services'))) {
      const known = places.get(name);
      if (known) known.push(key);
      else places.set(name, [key]);
    }
  }
  return places;
}

import { compare } from './mergeOld.ts';
import type { Project, ProjectService } from './project.ts';

/** One container of a service. */
export interface ProjectContainer {
  readonly name: string;
  /** `db_1` in docker-compose 1.x, `db-1` since; a set container name stays what it is. */
  readonly shortName: string;
  readonly service: ProjectService;
  readonly number: number;
}

/** More containers of one service are not told apart. */
const MOST = 100;

/** The containers that bringing the project up makes, by service and number. */
export function containersOf({ reader, name, services }: Project): readonly ProjectContainer[] {
  const separator = reader === 'compose-1' ? '_' : '-';
  return services.flatMap((service) =>
    Array.from({ length: Math.min(service.scale, MOST) }, (_, index): ProjectContainer => {
      const number = index + 1;
      const shortName = `${service.name}${separator}${String(number)}`;
      const own = number === 1 ? service.containerName?.value : undefined;
      return own === undefined
        ? { name: `${name}${separator}${shortName}`, shortName, service, number }
        : { name: own, shortName: reader === 'compose-1' ? own : shortName, service, number };
    }),
  );
}

/** Where a container's network is. */
export type Attachment =
  /** The default bridge, where links are legacy links. */
  | { readonly kind: 'bridge' }
  /** Networks with Docker's DNS, by the engine's name for them. */
  | { readonly kind: 'networks'; readonly networks: readonly string[] }
  /** The network of a service's container. */
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'host' | 'none' | 'outside' };

/** Where a service's containers are, decided by its network mode and networks alone. */
export function attachmentOf({ networkMode, networks }: ProjectService, project: Project): Attachment {
  const mode = networkMode?.value ?? (project.v1 ? 'bridge' : null);
  if (mode === 'bridge' || mode === 'default') return { kind: 'bridge' };
  if (mode === 'host' || mode === 'none') return { kind: mode };
  if (mode?.startsWith('service:')) return { kind: 'service', service: mode.slice('service:'.length) };
  if (mode?.startsWith('container:')) return { kind: 'outside' };
  if (mode !== null) return { kind: 'networks', networks: [mode] };
  const real = new Map(project.networks.map(({ key, realName }) => [key, realName]));
  const names = networks.map(({ key }) => real.get(key) ?? key);
  return names.length === 1 && /^(?:bridge|host|none)$/.test(names[0] ?? '')
    ? predefined(names[0] ?? '')
    : { kind: 'networks', networks: names.sort(compare) };
}

function predefined(name: string): Attachment {
  return { kind: name === 'host' || name === 'none' ? name : 'bridge' };
}

/** The containers by service and by name. */
export interface Containers {
  readonly byService: ReadonlyMap<string, readonly ProjectContainer[]>;
  readonly byName: ReadonlyMap<string, ProjectContainer>;
}

/** A project's containers by service and name, and where the services' containers are. */
export interface Attached extends Containers {
  readonly attachments: ReadonlyMap<string, Attachment>;
}

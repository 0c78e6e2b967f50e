import type { ContainerDetail, EngineFacts } from '../../../../src/domain/engine/container.ts';
import { writeMigration } from '../../../../src/domain/migration/migration.ts';
import type { Migration, MigrationWay } from '../../../../src/domain/migration/migration.ts';
import { container, engineOf } from '../verdicts/engineOf.ts';
import type { Given } from '../verdicts/engineOf.ts';

/** What a test says of a container, as an engine lists it and as `docker inspect` prints it. */
export interface GivenContainer extends Given {
  readonly Config?: Readonly<Record<string, unknown>>;
  readonly HostConfig?: Readonly<Record<string, unknown>>;
  readonly Mounts?: readonly unknown[];
  readonly Networks?: Readonly<Record<string, unknown>>;
  readonly Platform?: string;
}

/** Options that are of no interest for most tests. */
export interface Wish {
  readonly way?: MigrationWay;
  readonly network?: string;
  readonly facts?: Partial<EngineFacts>;
  /** What the image's `Config` says; null where it was not read. */
  readonly image?: Readonly<Record<string, unknown>> | null;
  /** The names that are asked for; all if not given. */
  readonly names?: readonly string[];
}

/** The migration of containers, by their names; each from an image `IMAGE` whose id is `sha256:image`. */
export function migrationOf(given: Readonly<Record<string, GivenContainer>>, wish: Wish = {}): Migration {
  const details = Object.entries(given).map(([name, one]) => container(name, { hostname: `${name}-id`.slice(0, 12), ...one }));
  const facts = { ...engineOf(details), ...wish.facts };
  const inspected = new Map<string, unknown>(details.map((detail) => [detail.id, inspectedOf(detail, given[detail.name] ?? {})]));
  if (wish.image !== null) inspected.set('sha256:image', { Config: wish.image ?? {} });
  const ids = details.filter(({ name }) => wish.names?.includes(name) ?? true).map(({ id }) => id);
  return writeMigration(
    { facts, evidence: [], ids, inspected, network: wish.network ?? null, engine: 'the engine', readAt: '2026-01-01T12:00:00Z' },
    wish.way ?? 'recreate',
  );
}

function inspectedOf(
  { id, name, hostname }: ContainerDetail,
  { Config, HostConfig, Mounts = [], Networks = {}, Platform }: GivenContainer,
): unknown {
  return {
    Id: id,
    Name: `/${name}`,
    Image: 'sha256:image',
    Platform,
    Config: { Image: 'IMAGE', Hostname: hostname, ...Config },
    HostConfig: { ...HostConfig },
    Mounts,
    NetworkSettings: { Networks },
  };
}

/** The lines of a script between the first that holds one text and the next that holds another, without their indentation. */
export function between(script: string | null, from: string, to: string): readonly string[] {
  const lines = (script ?? '').split('\n');
  const start = lines.findIndex((line) => line.includes(from));
  const length = lines.slice(start + 1).findIndex((line) => line.includes(to));
  return lines.slice(start, start + 1 + length).map((line) => line.trim().replace(/ \\$/, ''));
}

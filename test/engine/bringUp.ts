import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PrivateEngine } from './privateEngine.ts';

const run = promisify(execFile);

/** What a service's container knows: by name the services it leads to, and what its first process was given. */
export interface Seen {
  readonly names: ReadonlyMap<string, readonly string[]>;
  readonly environment: ReadonlyMap<string, string>;
}

/**
 * Brings a project up with a Compose program, looks into its running containers by service, and takes it down; null when it does not come up.
 * On a busy machine an answer may come too late: names that `known` containers were told are asked for again before they count as gone.
 */
export async function bringUp(
  engine: PrivateEngine,
  program: string,
  files: Readonly<Record<string, string>>,
  names: readonly string[],
  known: ReadonlyMap<string, Seen> = new Map(),
): Promise<ReadonlyMap<string, Seen> | null> {
  const folder = mkdtempSync(join(tmpdir(), 'links-project-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const named = Object.keys(files).flatMap((name) => ['-f', join(folder, name)]);
    const env = { ...process.env, DOCKER_HOST: engine.host, COMPOSE_HTTP_TIMEOUT: '120' };
    const up = run(program, ['-p', PROJECT, ...named, 'up', '-d'], { cwd: folder, env });
    const isUp = await up.then(
      () => true,
      () => false,
    );
    return isUp ? await look(engine, names, known) : null;
  } finally {
    takeDown(engine);
    rmSync(folder, { recursive: true });
  }
}

/** What the projects are called, with whatever case and punctuation either Compose keeps. */
export const PROJECT = 'shop';

interface Inspected {
  readonly Id: string;
  readonly Name: string;
  readonly State: { readonly Running: boolean };
  readonly Config: { readonly Labels: Readonly<Record<string, string>> };
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, { readonly IPAddress: string }>> };
}

function all(engine: PrivateEngine): readonly string[] {
  return engine.docker('ps', '-aq').split('\n').filter(Boolean);
}

function takeDown(engine: PrivateEngine): void {
  const ids = all(engine);
  if (ids.length > 0) engine.docker('rm', '-f', ...ids);
  engine.docker('network', 'prune', '-f');
}

/** So often a name is asked for that is not answered. */
const ROUNDS = 5;

async function look(engine: PrivateEngine, names: readonly string[], known: ReadonlyMap<string, Seen>): Promise<ReadonlyMap<string, Seen>> {
  const containers = JSON.parse(engine.docker('inspect', ...all(engine))) as readonly Inspected[];
  const running = containers.filter(({ State }) => State.Running);
  const owners = new Map(
    running.flatMap((each) => Object.values(each.NetworkSettings.Networks).map(({ IPAddress }) => [IPAddress, serviceOf(each)] as const)),
  );
  const looks = running.map(async (each): Promise<readonly [string, Seen]> => {
    const service = serviceOf(each);
    const ask = async (some: readonly string[]): Promise<Seen> => {
      const { stdout } = await run('docker', ['-H', engine.host, 'exec', each.Id, 'sh', '-c', LOOK, 'sh', ...some], {});
      return seen(stdout, owners);
    };
    const first = await ask(names);
    const found = new Map(first.names);
    const before = known.get(service)?.names ?? new Map<string, readonly string[]>();
    for (let round = 1; round < ROUNDS; round++) {
      const silent = names.filter((name) => found.get(name)?.length === 0 && before.get(name)?.length);
      if (silent.length > 0) for (const [name, owner] of (await ask(silent)).names) found.set(name, owner);
    }
    return [service, { ...first, names: found }];
  });
  return new Map(await Promise.all(looks));
}

/** A container outside the project goes by its name. */
function serviceOf({ Config, Name }: Inspected): string {
  return Config.Labels['com.docker.compose.service'] ?? Name.slice(1);
}

/**
 * For each name the address that the C library finds (hosts file first), then all that Docker's DNS answers; last the environment.
 */
const LOOK = `for n; do (
  found=$(busybox ping -c 1 -W 1 -q "$n" 2>&1 | busybox grep ^PING)
  [ -n "$found" ] && all=$(busybox nslookup "$n" 127.0.0.11 2>/dev/null | busybox tail -n +3 | busybox grep ^Address)
  echo "name $n
$found
$all"
) & done; wait; echo environment; cat /proc/1/environ`;

function seen(said: string, owners: ReadonlyMap<string, string>): Seen {
  const [looked = '', environment = ''] = said.split('environment\n');
  const names = new Map(
    looked.split(/^name /m).flatMap((block) => {
      const [name = '', ...lines] = block.split('\n');
      const [first] = /\(([\d.]+)\)/.exec(lines[0] ?? '')?.slice(1) ?? [];
      const answers = lines.flatMap((line) => /^Address[^:]*: ([\d.]+)$/.exec(line)?.[1] ?? []);
      // A line of the hosts file hides what the DNS says.
      const addresses = first === undefined ? [] : answers.includes(first) ? answers : [first];
      return name === '' ? [] : [[name, [...new Set(addresses.map((address) => owners.get(address) ?? address))].sort()] as const];
    }),
  );
  const entries = environment.split('\0').filter(Boolean);
  return { names, environment: new Map(entries.map((entry) => entry.split(/=(.*)/s, 2) as [string, string])) };
}

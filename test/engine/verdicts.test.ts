import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';

let engine: PrivateEngine;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'links-cli-'));
  execFileSync(process.execPath, [join(import.meta.dirname, '..', '..', 'esbuild.mjs'), '--outdir', folder]);
  engine = await startEngine();
  engine.image('mysql:latest', ['EXPOSE 3306/tcp', 'ENV MYSQL_ROOT_PASSWORD=hunter2', 'CMD ["sleep","600"]']);
  engine.image('webapp:latest', ['CMD ["sleep","600"]']);
  engine.docker('run', '-d', '--name', 'mysql_server', 'mysql:latest');
  engine.docker('run', '-d', '--name', 'webapp', '--link', 'mysql_server:db', 'webapp:latest');
});

afterAll(async () => {
  await engine.end();
  rmSync(folder, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly complaint: string;
}

/** Runs the built command line on the engine. */
async function run(args: readonly string[], input = ''): Promise<Ended> {
  const child = spawn(process.execPath, [join(folder, 'cli.cjs'), ...args], { env: { ...process.env, DOCKER_HOST: engine.host } });
  child.stdin.end(input);
  const [out, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, out, complaint };
}

function addressOf(container: string): string {
  return engine.docker('inspect', '-f', '{{.NetworkSettings.IPAddress}}', container);
}

test('a fresh link is right, and nothing fails', async () => {
  const { code, out } = await run(['verdicts', '--engine']);
  expect(out).toMatch(
    /^webapp → mysql_server as db: hint: The link "db" of "webapp" is right: name and variables lead to "mysql_server" as it is now\. \[right\]\n/,
  );
  expect(out).toMatch(/\n {2}read: Variables of the first process: .* \(GET \/containers\/[0-9a-f]{12}\/top\?/);
  expect(code).toBe(0);
});

test('when another container has taken the source’s address, the variables are stale, old and new are told, and the hosts file has followed', async () => {
  const old = addressOf('mysql_server');
  engine.docker('stop', '-t', '0', 'mysql_server');
  engine.docker('run', '-d', '--name', 'squatter', 'webapp:latest');
  expect(addressOf('squatter')).toBe(old);
  engine.docker('start', 'mysql_server');
  const now = addressOf('mysql_server');
  const { code, out } = await run(['verdicts', '--engine']);
  expect(out).toMatch(/^webapp → mysql_server as db: error: 3 variables .* \[stale\]\n/);
  expect(out).toContain(`  DB_PORT_3306_TCP_ADDR: ${old} → ${now}\n`);
  expect(out).toContain(`  read: Hosts file: "${now} db `);
  expect(out).toContain('  helps: Restart "webapp".\n');
  expect(out).not.toContain('hunter2');
  expect(code).toBe(1);
  const links = await run(['links', '--engine', join(folder, 'none')]);
  expect(links.out).toMatch(/\n {2}webapp → mysql_server as db: legacy; error: 3 variables .* \[stale\]\n$/);
});

test('what is lost on Docker 29 and 30 is what the first process has, with what stands in for it', async () => {
  const { code, out } = await run(['readiness', '--engine', '--format', 'json', folder]);
  expect(code).toBe(0);
  expect(out).not.toContain('hunter2');
  const names = engine
    .docker('exec', 'webapp', 'cat', '/proc/1/environ')
    .split('\0')
    .flatMap((entry) => (entry.startsWith('DB_') ? [entry.slice(0, entry.indexOf('='))] : []));
  const report = JSON.parse(out) as { engines: { links: { variables: { name: string; known: string; fate: string }[] }[] }[] };
  const told = report.engines[0]?.links[0]?.variables ?? [];
  expect(told.map(({ name }) => name).sort()).toEqual(names.sort());
  expect(told.every(({ known, fate }) => known === 'read' && fate === 'lost')).toBe(true);
});

test('while the source is stopped, exec into the receiver fails as the verdict says', async () => {
  engine.docker('stop', '-t', '0', 'mysql_server');
  const { code, out } = await run(['verdicts', '--engine', '--fail-on', 'error']);
  expect(out).toMatch(/^webapp → mysql_server as db: error: "mysql_server", to which "webapp" links, does not run\. \[source-stopped\]\n/);
  expect(out).toContain('  helps: Start "mysql_server" before "webapp" is started or restarted.\n');
  expect(() => engine.docker('exec', 'webapp', 'cat', '/etc/hosts')).toThrow('Cannot link to a non running container');
  expect(code).toBe(1);
});

test('what docker inspect prints tells the same from a pipe and from a file, but for what only the engine knows', async () => {
  const printed = engine.docker('inspect', 'webapp', 'mysql_server');
  const piped = await run(['verdicts', '--inspect', '-', '--target', '28'], `$ docker inspect webapp mysql_server\n${printed}\n$ `);
  expect(piped.out).toMatch(/^webapp → mysql_server as db: error: "mysql_server", .* \[source-stopped\]\n/);
  expect(piped.out).toContain('not told by docker inspect:\n');
  expect(piped.code).toBe(1);
  const path = join(folder, 'inspect.json');
  writeFileSync(path, printed);
  expect(await run(['verdicts', '--inspect', path, '--target', '28'])).toEqual(piped);
});

test('a text that is no output of docker inspect is one complaint', async () => {
  expect(await run(['readiness', '--inspect', '-'], '<html>502</html>')).toEqual({
    code: 2,
    out: '',
    complaint: 'docker-link-inspector: standard input: The text holds no container as docker inspect prints it.\n',
  });
});

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receiverEnvironment } from '../../src/domain/env/environment.ts';
import { engineLinks } from '../../src/domain/engine/engineLinks.ts';
import type { EngineLink } from '../../src/domain/engine/engineLinks.ts';
import { readEngine } from '../../src/sources/engine/client.ts';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';

let engine: PrivateEngine;

beforeAll(async () => {
  engine = await startEngine();
  engine.image('mysql:latest', ['EXPOSE 3306/tcp', 'ENV MYSQL_ROOT_PASSWORD=secret', 'CMD ["sleep","600"]']);
  engine.image('webapp:latest', ['CMD ["sleep","600"]']);
  engine.docker('run', '-d', '--name', 'mysql_server', 'mysql:latest');
  engine.docker('run', '-d', '--name', 'webapp', '--link', 'mysql_server:db', 'webapp:latest');
});

afterAll(() => engine.end());

async function linksOf(receiver: string): Promise<readonly EngineLink[]> {
  const facts = await readEngine({ host: engine.host });
  if ('fault' in facts) throw new Error(facts.fault);
  return engineLinks(facts, false).find((one) => one.receiver === receiver)?.links ?? [];
}

/** The first process's environment as the kernel has it; its id is one of the engine's own pid namespace, so it is read inside. */
function firstEnvironment(container: string): Readonly<Record<string, string>> {
  const entries = engine.docker('exec', container, 'cat', '/proc/1/environ').split('\0');
  return Object.fromEntries(entries.filter((entry) => entry !== '').map((entry) => entry.split(/=(.*)/s, 2) as [string, string]));
}

test('the article’s link has the variables that the first process has', async () => {
  const links = await linksOf('webapp');
  expect(links).toMatchObject([{ mechanism: 'legacy', alias: 'db', source: 'mysql_server', unset: null }]);
  const expected = receiverEnvironment(
    links.flatMap(({ variables }) => variables),
    [],
  );
  expect(expected.get('DB_PORT_3306_TCP_PORT')).toBe('3306');
  expect(expected.get('DB_ENV_MYSQL_ROOT_PASSWORD')).toBe('secret');
  const real = Object.entries(firstEnvironment('webapp')).filter(([name]) => name.startsWith('DB_'));
  expect(Object.fromEntries(expected)).toEqual(Object.fromEntries(real));
});

test('the article’s link has the hosts line that the container has', async () => {
  const hosts = (await linksOf('webapp')).flatMap((link) => link.hosts);
  expect(hosts).toHaveLength(1);
  const path = engine.docker('inspect', '-f', '{{.HostsPath}}', 'webapp');
  expect(readFileSync(path, 'utf8').split('\n')).toContain(hosts[0]);
});

test('a link on a network of its own is read as a DNS link', async () => {
  engine.docker('network', 'create', 'shop');
  engine.docker('run', '-d', '--name', 'stock', '--network', 'shop', 'mysql:latest');
  engine.docker('run', '-d', '--name', 'front', '--network', 'shop', '--link', 'stock:db', 'webapp:latest');
  expect(await linksOf('front')).toMatchObject([{ mechanism: 'dns', alias: 'db', source: 'stock', network: 'shop', variables: [] }]);
  const names = Object.keys(firstEnvironment('front'));
  expect(names).toContain('PATH');
  expect(names.filter((name) => name.startsWith('DB_'))).toEqual([]);
});

test('a source that is made again leaves the link dangling', async () => {
  engine.docker('rm', '-f', 'mysql_server');
  engine.docker('run', '-d', '--name', 'mysql_server', 'mysql:latest');
  expect(await linksOf('webapp')).toMatchObject([{ alias: 'db', sourceId: null, variables: [], unset: { code: 'dangling' } }]);
});

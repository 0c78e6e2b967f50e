import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { connectEngine, readEngine } from '../../src/sources/engine/client.ts';

const servers: Server[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
});

/** A server on the loopback interface that answers as it is told, in the form of `DOCKER_HOST`. */
async function answering(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a missing socket is no engine', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'links-faults-'));
  const path = join(folder, 'docker.sock');
  expect(await readEngine({ host: `unix://${path}` })).toEqual({
    code: 'no-engine',
    fault: `There is no Docker engine at ${path} (ENOENT).`,
  });
  rmSync(folder, { recursive: true });
});

test('a port without listener is an engine that does not run', async () => {
  const host = await answering(() => undefined);
  const closed = once(servers[0] ?? createServer(), 'close');
  servers.splice(0)[0]?.close();
  await closed;
  expect(await readEngine({ host })).toMatchObject({ code: 'not-running' });
});

test('an answer that is no JSON is garbage', async () => {
  const host = await answering((_, answer) => answer.end('<html>hello</html>'));
  const fault = `What answers at ${host.slice('tcp://'.length)} does not speak Docker's API: version is not JSON.`;
  expect(await readEngine({ host })).toEqual({ code: 'garbage', fault });
});

test('an error of the engine is handed on', async () => {
  const host = await answering((_, answer) => answer.writeHead(500).end('{"message":"out of order"}'));
  const { code, fault } = (await readEngine({ host })) as { code: string; fault: string };
  expect(code).toBe('refused');
  expect(fault).toContain('out of order');
});

test.each([
  ['an engine that never answers', (() => undefined) satisfies RequestListener],
  [
    'a body that is cut',
    ((_, answer) => void answer.writeHead(200, { 'Content-Length': '100' }).write('{"Vers')) satisfies RequestListener,
  ],
])('%s is silent after the deadline', async (_, listener) => {
  expect(await readEngine({ host: await answering(listener), deadline: 300 })).toMatchObject({ code: 'silent' });
});

test('what the variables of Docker say of another engine has no say in this one', async () => {
  const asked: (string | undefined)[] = [];
  const host = await answering((question, answer) => {
    asked.push(question.url);
    answer.end(question.url === '/version' ? '{"Version":"28.5.2","ApiVersion":"1.51"}' : '[]');
  });
  for (const [name, value] of [
    ['DOCKER_HOST', 'tcp://not a host'],
    ['DOCKER_CERT_PATH', '/nowhere'],
    ['DOCKER_TLS_VERIFY', '1'],
    ['DOCKER_PATH_PREFIX', '/elsewhere'],
  ] as const)
    vi.stubEnv(name, value);
  expect(await readEngine({ host })).toMatchObject({ version: { version: '28.5.2' } });
  expect(asked).toEqual(['/version', '/containers/json?all=true']);
  expect(process.env['DOCKER_CERT_PATH']).toBe('/nowhere');
});

test.each([
  ['1.41', '/v1.41/version'],
  ['v1.41', '/v1.41/version'],
])('DOCKER_API_VERSION %s is the version that is asked for', async (version, path) => {
  const asked: (string | undefined)[] = [];
  const host = await answering((question, answer) => {
    asked.push(question.url);
    answer.writeHead(500).end();
  });
  vi.stubEnv('DOCKER_API_VERSION', version);
  await readEngine({ host });
  expect(asked).toEqual([path]);
});

test('a DOCKER_API_VERSION that is none is told', async () => {
  vi.stubEnv('DOCKER_API_VERSION', '../../secret');
  const fault = 'The variable DOCKER_API_VERSION holds no version such as 1.41.';
  expect(await readEngine({ host: 'tcp://127.0.0.1:1' })).toEqual({ code: 'unusable-address', fault });
});

test.each(['http://127.0.0.1:1/version', 'ftp://127.0.0.1/', 'OTHER'])('a redirection to %s leads nowhere', async (location) => {
  const elsewhere: (string | undefined)[] = [];
  const other = await answering((question, answer) => {
    elsewhere.push(question.url);
    answer.end('{}');
  });
  const Location = location.replace('OTHER', `${other.replace('tcp:', 'http:')}/version`);
  const host = await answering((_, answer) => answer.writeHead(302, { Location }).end());
  const fault = `The Docker engine at ${host.slice('tcp://'.length)} refused the question: no reason given (HTTP 302).`;
  expect(await readEngine({ host })).toEqual({ code: 'refused', fault });
  expect(elsewhere).toEqual([]);
});

test('a program that is run in a container: what it prints is bounded, no redirection is followed, and an engine that refuses says so', async () => {
  const asked: string[] = [];
  const host = await answering((request, answer) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const say = (status: number, body: unknown): unknown => answer.writeHead(status, { Location: '/elsewhere' }).end(JSON.stringify(body));
    if (request.url === '/containers/endless/exec') return say(201, { Id: 'endless' });
    if (request.url === '/exec/endless/start') return answer.end(Buffer.alloc(1_000_000, 1));
    return request.url === '/containers/moved/exec' ? say(307, {}) : say(409, { message: 'container is paused' });
  });
  const api = connectEngine({ host });
  if ('fault' in api) throw new Error(api.fault);
  expect(await api.run('endless', ['getent'])).toMatchObject({
    code: 'failed',
    fault: expect.stringMatching(/longer than 64000 bytes/) as string,
  });
  expect(await api.run('moved', ['getent'])).toMatchObject({ code: 'refused' });
  expect(await api.run('paused', ['getent'])).toMatchObject({
    code: 'refused',
    fault: expect.stringMatching(/container is paused/) as string,
  });
  expect(asked).toEqual([
    'POST /containers/endless/exec',
    'POST /exec/endless/start',
    'POST /containers/moved/exec',
    'POST /containers/paused/exec',
  ]);
  api.close();
});

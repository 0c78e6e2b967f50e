import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readEngine } from '../../src/sources/engine/client.ts';

const servers: Server[] = [];

afterEach(async () => {
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

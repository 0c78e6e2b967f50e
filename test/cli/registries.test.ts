import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { readOptions } from '../../src/cli/options/readOptions.ts';
import { registriesJson, registriesText, registryJson, registryText } from '../../src/cli/report/registries.ts';
import { findRegistries } from '../../src/cli/registries/registries.ts';
import { readRegistry } from '../../src/sources/registries/readRegistry.ts';
import type { RegistryAnswer } from '../../src/sources/registries/target.ts';
import { inScratch } from './scratch.ts';

// Registries that answer badly, on a server of the test's own; Consul's good answers are written by hand from its documentation.

let folder: string;
const put = inScratch((made) => {
  folder = made;
});

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
});

/** The address of a server that answers so. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that answers with JSON by path, or a function of it; what else is asked is not there. */
function answering(answers: Readonly<Record<string, unknown>>, asked: string[] = []): RequestListener {
  return (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.statusCode = path in answers ? 200 : 404;
    response.end(path in answers ? JSON.stringify(answers[path]) : 'no such page');
  };
}

const never = new AbortController().signal;

async function fault(kind: 'consul' | 'etcd', address: string, limits: object = {}, signal = never): Promise<string> {
  const answer = await readRegistry({ kind, address }, { signal, ...limits });
  return 'fault' in answer ? answer.fault.replaceAll(/:\d{4,5}\b/g, ':PORT') : 'no fault';
}

function reading(answer: RegistryAnswer) {
  if ('fault' in answer) throw new Error(answer.fault);
  return answer;
}

describe('a registry that answers badly leads to one message', () => {
  test.each(['consul', 'etcd'] as const)('%s hangs', async (kind) => {
    const address = await serve(() => undefined);
    expect(await fault(kind, address, { deadline: 100 })).toMatch(/ at http:\/\/127\.0\.0\.1:PORT did not answer within 0\.1 seconds\.$/);
  });

  test.each(['consul', 'etcd'] as const)('%s sends the head and hangs', async (kind) => {
    const address = await serve((_, response) => {
      response.writeHead(200).write('{');
    });
    expect(await fault(kind, address, { deadline: 100 })).toContain('did not answer within 0.1 seconds');
  });

  test.each([
    ['consul', 'Consul'],
    ['etcd', 'etcd'],
  ] as const)('%s answers HTML', async (kind, name) => {
    const address = await serve((_, response) => response.end('<!doctype html><p>Welcome'));
    expect(await fault(kind, address)).toBe(`What answers at http://127.0.0.1:PORT is no ${name}: the answer is HTML.`);
  });

  test('JSON of another kind', async () => {
    const address = await serve(answering({ '/v1/catalog/services': [1, 2], '/version': { Version: '28' } }));
    expect(await fault('consul', address)).toBe('What answers at http://127.0.0.1:PORT is no Consul: the list of services is a list.');
    expect(await fault('etcd', address)).toBe('What answers at http://127.0.0.1:PORT is no etcd: it does not tell the version of an etcd.');
  });

  test('etcd sends 50 MB, or leads elsewhere', async () => {
    const large = await serve((_, response) => response.setHeader('content-length', 50_000_000).write(' '));
    expect(await fault('etcd', large)).toBe('etcd at http://127.0.0.1:PORT answered with more than 8 MB, so the answer was not read.');
    const moved = await serve((_, response) => response.writeHead(307, { location: 'http://10.9.9.9/version' }).end());
    expect(await fault('etcd', moved)).toBe(
      'What answers at http://127.0.0.1:PORT redirects to another address (http://10.9.9.9), which is not followed.',
    );
  });

  test.each([true, false])('50 MB, with the length told: %s', async (isTold) => {
    let sent = 0;
    const address = await serve((_, response) => {
      if (isTold) response.setHeader('content-length', 50_000_000);
      const piece = Buffer.alloc(1_000_000, ' ');
      const more = (): void => {
        while (sent < 50_000_000 && !response.destroyed) {
          sent += piece.length;
          if (!response.write(piece)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    expect(await fault('consul', address)).toBe(
      'Consul at http://127.0.0.1:PORT answered with more than 8 MB, so the answer was not read.',
    );
    expect(sent).toBeLessThan(50_000_000);
  });

  test('a redirect to another host, which is never asked', async () => {
    const asked: string[] = [];
    const other = await serve(answering({}, asked));
    const address = await serve((_, response) => {
      response.writeHead(302, { location: `http://${other}/v1/catalog/services` }).end();
    });
    expect(await fault('consul', address)).toBe(
      'What answers at http://127.0.0.1:PORT redirects to another address (http://127.0.0.1:PORT), which is not followed.',
    );
    expect(asked).toEqual([]);
  });

  test('nobody listens, and addresses that are none', async () => {
    const address = await serve(() => undefined);
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    expect(await fault('consul', address)).toMatch(/^Consul at http:\/\/127\.0\.0\.1:PORT cannot be reached: .*ECONNREFUSED/);
    expect(await fault('consul', 'ftp://x')).toBe('"ftp://x" is no address of a registry; it is HOST:PORT or a URL of http or https.');
    expect(await fault('consul', 'http://user:secret@x')).toBe(
      'The address of a registry holds no user or password: they go into its token.',
    );
    expect(await fault('etcd', 'a b')).toContain('is no address of a registry');
  });

  test('a token is asked for', async () => {
    const address = await serve((_, response) => response.writeHead(403).end('Permission denied'));
    expect(await fault('consul', address)).toBe(
      'Consul at http://127.0.0.1:PORT refused the question (HTTP 403): it wants a token, or one that may read more.',
    );
  });
});

/** A Consul with so many services, each with one instance; answers to health go through `gate`. */
function consulWith(count: number, gate: () => Promise<void> = () => Promise.resolve(), asked: string[] = []): RequestListener {
  return (request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''} ${String(request.headers['x-consul-token'] ?? '')}`.trim());
    const name = /^\/v1\/health\/service\/(.+)$/.exec(request.url ?? '')?.[1];
    if (name === undefined) {
      response.end(JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [`s${at}`, []]))));
      return;
    }
    const instance = { Node: { Node: 'n', Address: '10.0.0.1' }, Service: { ID: name, Service: name, Port: 80 }, Checks: [] };
    void gate().then(() => response.setHeader('X-Consul-Results-Filtered-By-ACLs', 'true').end(JSON.stringify([instance])));
  };
}

test('5,000 services in a catalogue: bounded, with one message', async () => {
  const asked: string[] = [];
  const address = await serve(consulWith(5_000, undefined, asked));
  const { services, notes } = reading(await readRegistry({ kind: 'consul', address }, { signal: never }));
  expect(services.length).toBe(500);
  expect(services.every(({ instances }) => instances?.length === 1)).toBe(true);
  expect(asked.length).toBe(501);
  expect(notes.filter(({ code }) => code === 'cut').map(({ text }) => text)).toEqual([
    'There are 5000 services in the catalogue; the first 500 are shown.',
  ]);
});

/** An etcd with so many services in its v3 keys, each in the layout of registrator. */
function etcdWith(count: number, asked: string[], told: () => void = () => undefined): RequestListener {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const names = Array.from({ length: count }, (_, at) => `/services/s${at}/vm:s${at}:80`);
  const keys = names.map((name) => ({ key: base64(name), value: base64('10.0.0.1:80') }));
  const below = new Map(names.map((name, at) => [name.slice(0, name.lastIndexOf('/') + 1), keys.slice(at, at + 1)]));
  return (request, response) => {
    asked.push(request.url ?? '');
    told();
    let body = '';
    request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      if (request.url === '/version') return void response.end('{"etcdserver":"3.5.0"}');
      if (!request.url?.startsWith('/v3/kv')) return void response.writeHead(404).end();
      const { key, keys_only: only } = JSON.parse(body) as { readonly key: string; readonly keys_only?: boolean };
      const folder = Buffer.from(key, 'base64').toString('utf8');
      const found = only ? keys : (below.get(folder) ?? []);
      response.end(JSON.stringify({ header: {}, kvs: found, count: String(found.length) }));
    });
  };
}

test('5,000 services in etcd: bounded, with one message', async () => {
  const asked: string[] = [];
  const address = await serve(etcdWith(5_000, asked));
  const limits = { deadline: 100_000, whole: 100_000 };
  const { services, notes } = reading(await readRegistry({ kind: 'etcd', address }, { signal: never, ...limits }));
  expect(services.length).toBe(200);
  expect(asked.length).toBe(203);
  expect(notes.filter(({ code }) => code === 'cut').map(({ text }) => text)).toEqual(['4800 further services of etcd v3 were not read.']);
});

test('a reading that is ended asks no more', async () => {
  const asked: string[] = [];
  const ending = new AbortController();
  const address = await serve(
    consulWith(
      5_000,
      () => {
        if (asked.length > 20) ending.abort();
        return Promise.resolve();
      },
      asked,
    ),
  );
  await readRegistry({ kind: 'consul', address }, { signal: ending.signal });
  expect(asked.length).toBeLessThan(60);
  expect(await fault('consul', address, {}, ending.signal)).toBe('The reading of Consul at http://127.0.0.1:PORT was ended.');
});

test('a reading of etcd that is ended asks no more', async () => {
  const asked: string[] = [];
  const ending = new AbortController();
  const address = await serve(
    etcdWith(5_000, asked, () => {
      if (asked.length > 20) ending.abort();
    }),
  );
  const answer = await readRegistry({ kind: 'etcd', address }, { signal: ending.signal });
  expect(answer).toEqual({ fault: expect.stringMatching(/^The reading of etcd at .* was ended\.$/) as string });
  expect(asked).toHaveLength(21);
});

test('a token goes along, every question only reads, and what the access list left out is told', async () => {
  const asked: string[] = [];
  const address = await serve(consulWith(2, undefined, asked));
  const answer = reading(await readRegistry({ kind: 'consul', address, token: 'abc' }, { signal: never }));
  expect(asked.sort()).toEqual(['GET /v1/catalog/services abc', 'GET /v1/health/service/s0 abc', 'GET /v1/health/service/s1 abc']);
  expect(registryText(answer)).toBe(`Consul: 2 services
  s0
    s0.service.consul → 10.0.0.1 (Consul's DNS)
    10.0.0.1:80  s0 (not checked, node n)
  s1
    s1.service.consul → 10.0.0.1 (Consul's DNS)
    10.0.0.1:80  s1 (not checked, node n)
note: Consul left out what the token (or none) may not see: there may be more services and instances.
note: Names such as redis.service.consul are answered by Consul’s own DNS (port 8600, with the domain it was given): containers resolve them only where their resolver is led there.
`);
  expect(JSON.parse(registryJson(answer))).toMatchObject({
    version: 1,
    registry: { kind: 'consul', services: [{ name: 's0' }, { name: 's1' }] },
  });
});

test('one service that hangs keeps the others from nobody', async () => {
  const address = await serve((request, response) => {
    if (request.url !== '/v1/health/service/s1') consulWith(3)(request, response);
  });
  const { services, notes } = reading(await readRegistry({ kind: 'consul', address }, { signal: never, deadline: 200 }));
  expect(services.map(({ name, instances }) => [name, instances?.length ?? null])).toEqual([
    ['s0', 1],
    ['s1', null],
    ['s2', 1],
  ]);
  expect(notes.find(({ code }) => code === 'not-read')?.text).toMatch(
    /^The instances of 1 service could not be read: Consul at .* did not answer within 0\.2 seconds\.$/,
  );
});

test('the store of a Kubernetes is recognised by its keys, and no value of it is read', async () => {
  const asked: string[] = [];
  const key = Buffer.from('/registry/services/specs/default/web').toString('base64');
  const answers = { '/version': { etcdserver: '3.5.0' }, '/v3/kv/range': { header: {}, kvs: [{ key }], count: '1' } };
  const address = await serve(answering(answers, asked));
  const { services, notes } = reading(await readRegistry({ kind: 'etcd', address }, { signal: never }));
  expect(services).toEqual([]);
  expect(notes.map(({ code }) => code)).toEqual(['not-read', 'not-enabled']);
  expect(asked).toEqual(['GET /version', 'POST /v3/kv/range', 'GET /v2/keys/?recursive=true']);
});

describe('a command for ZooKeeper', () => {
  const read = (command: readonly string[], limits: object = {}): Promise<RegistryAnswer> =>
    readRegistry({ kind: 'zookeeper', command, root: '/' }, { signal: never, ...limits });
  const script = (code: string): readonly string[] => [process.execPath, '-e', code];

  test('that is no zkCli.sh, is not there, fails, hangs or prints too much', async () => {
    const said = async (answer: Promise<RegistryAnswer>): Promise<string> => {
      const told = await answer;
      return 'fault' in told ? told.fault.replaceAll(process.execPath, 'node') : 'no fault';
    };
    expect(await said(read(script('console.log("hello")')))).toContain('it is no zkCli.sh, reaches no ZooKeeper');
    expect(await said(read(['no-such-program-here']))).toContain('could not be started');
    expect(await said(read(script('console.error("no such container"); process.exit(3)')))).toBe(
      'node ended with status 3: no such container.',
    );
    expect(await said(read(script('setInterval(() => {}, 1000)'), { whole: 200 }))).toBe('node did not end within 0.2 seconds.');
    const flood = 'const more = () => process.stdout.write("x".repeat(1e6), more); more();';
    expect(await said(read(script(flood)))).toBe('node printed more than 8 MB, so nothing of it was read.');
  });

  test('gets nothing but questions', async () => {
    put({});
    const log = JSON.stringify(`${folder}/log`);
    const listing = JSON.stringify('/\n/services/db/10.0.0.2:3306\n');
    const code = `const given = require('fs').readFileSync(0, 'utf8'); require('fs').appendFileSync(${log}, given); process.stdout.write(${listing})`;
    const { notes } = reading(await read(script(code)));
    expect(notes.map(({ code: one }) => one)).toEqual(['not-read']);
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(`${folder}/log`, 'utf8')).toBe(
      'ls -R /\nquit\nls -R /services/db/10.0.0.2:3306\nget -s /services/db/10.0.0.2:3306\nls /\nquit\n',
    );
  });
});

test('registries of compose files, as text and as data', async () => {
  put({
    'compose.yaml':
      'services:\n  registry: { image: consul }\n  r: { image: gliderlabs/registrator }\n  db: { image: mysql, expose: [3306], labels: ["SERVICE_NAME=db"] }\n',
    'b/docker-compose.yml': 'web:\n  image: web\n',
  });
  const { places, problems } = await findRegistries({ kind: 'registries', paths: [folder], format: 'text', engine: false });
  expect(problems).toEqual([]);
  expect(registriesText(places)).toBe(`compose.yaml
  registry: Consul (image consul)
  r: registrator (image gliderlabs/registrator)
    registrator writes containers into Consul, etcd or ZooKeeper as they start and stop. Without -internal it registers published ports only, so what a link reached on an exposed port is not there.
  db: registrator passes over 3306/tcp (as db), which is not published; it registers only published ports, unless it is started with -internal.
`);
  const data = JSON.parse(registriesJson(places)) as { readonly places: readonly { readonly place: string }[] };
  expect(data.places.map(({ place }) => place)).toEqual(['b/docker-compose.yml', 'compose.yaml']);
  expect(registriesText([])).toBe('No registry was recognised.\n');
});

describe('how it is asked', () => {
  test.each([
    [['registry'], 'registry wants one of swarm, consul, etcd, zookeeper'],
    [['registry', 'eureka'], 'registry wants one of swarm, consul, etcd, zookeeper, not "eureka"'],
    [['registry', 'consul'], 'registry consul wants one address'],
    [['registry', 'swarm', 'x'], 'registry swarm asks the engine, so "x" has no place'],
    [['registry', 'etcd', 'x', '--engine'], '--engine does not belong to registry etcd'],
    [['registry', 'zookeeper'], 'registry zookeeper wants a command behind --, such as docker exec -i zk zkCli.sh'],
    [['registries', '--inspect', 'x'], '--inspect does not belong to registries; --engine asks the running engine'],
  ])('%j: %s', (args, message) => {
    expect(readOptions(args)).toEqual({ kind: 'wrong', message: `${message} (see --help)` });
  });

  test('a command stands behind two hyphens', () => {
    expect(readOptions(['registry', 'zookeeper', '--format', 'json', '--', 'docker', 'exec', '-i', 'zk', 'zkCli.sh'])).toEqual({
      kind: 'registry',
      format: 'json',
      registry: { kind: 'zookeeper', command: ['docker', 'exec', '-i', 'zk', 'zkCli.sh'] },
    });
    expect(readOptions(['registry', 'swarm', '--context', 'far'])).toMatchObject({
      registry: { kind: 'swarm' },
      ask: { kind: 'context', name: 'far' },
    });
    expect(readOptions(['registries', '--engine'])).toEqual({ kind: 'registries', paths: [], format: 'text', engine: true });
    expect(readOptions(['registries'])).toMatchObject({ paths: ['.'] });
  });
});

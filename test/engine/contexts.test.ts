import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addressOf, written } from '../../src/sources/engine/address.ts';
import { contextsOf, dockersEngine, placeOf } from '../../src/sources/engine/dockerFolder.ts';

// What Docker's own command line says is compared with what is read here, in a configuration that it has made itself.

let folder: string;
let certificates: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'links-contexts-'));
  certificates = join(folder, 'certificates');
  mkdirSync(certificates);
  const key = join(certificates, 'key.pem');
  for (const name of ['ca', 'cert']) {
    const out = join(certificates, `${name}.pem`);
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', out, '-subj', '/CN=x'], {
      stdio: 'ignore',
    });
  }
  const tls = ['ca', 'cert', 'key'].map((name) => `${name}=${join(certificates, `${name}.pem`)}`).join(',');
  create('plain', 'host=tcp://127.0.0.1:9');
  create('socket', 'host=unix:///nowhere/d.sock');
  create('secured', `host=tcp://127.0.0.1:8,${tls}`);
  create('skipping', 'host=tcp://127.0.0.1:7,skip-tls-verify=true');
  create('far.away+1', 'host=ssh://me@far:2222');
  create('broken', 'host=tcp://127.0.0.1:6');
  create('empty', 'host=tcp://127.0.0.1:6');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  writeFileSync(join(folder, 'config.json'), '{}');
});

function environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  return { PATH, HOME: folder, DOCKER_CONFIG: folder, ...more };
}

function create(name: string, docker: string): void {
  execFileSync('docker', ['context', 'create', name, '--docker', docker], { env: environment(), stdio: 'pipe' });
}

/** The address that Docker's command line tries to reach, out of its complaint that nobody is there; else its complaint. */
function dockers(more: NodeJS.ProcessEnv): string {
  const { stderr } = spawnSync('docker', ['ps'], { env: environment(more), encoding: 'utf8' });
  const host = /Cannot connect to the Docker daemon at (\S+)\. /.exec(stderr)?.[1];
  return host?.replace(/^(unix|tcp):\/\//, '') ?? stderr.trim();
}

/** The address that is read here, or the reason why there is none. */
async function ours(more: NodeJS.ProcessEnv): Promise<string> {
  const { engine } = await dockersEngine(environment(more));
  const place = await placeOf(engine, environment(more));
  if ('fault' in place) return place.fault;
  const address = addressOf(place.value.host, place.value.tls !== undefined);
  return address.kind === 'unusable' ? address.reason : written(address);
}

const TLS = { DOCKER_TLS_VERIFY: '1' };

test.each<[string, NodeJS.ProcessEnv]>([
  ['{}', { DOCKER_HOST: 'tcp://127.0.0.1:5' }],
  ['{"currentContext":"plain"}', {}],
  ['{"currentContext":"plain"}', { DOCKER_CONTEXT: '', DOCKER_HOST: '' }],
  ['{"currentContext":"plain"}', { DOCKER_CONTEXT: 'socket' }],
  ['{"currentContext":"plain"}', { DOCKER_CONTEXT: 'socket', DOCKER_HOST: 'tcp://127.0.0.1:5' }],
  ['{"currentContext":"plain"}', { DOCKER_CONTEXT: 'default', DOCKER_HOST: 'tcp://127.0.0.1:5' }],
  ['{"currentContext":"plain"}', { DOCKER_HOST: '127.0.0.1:5' }],
  ['{"currentContext":"plain"}', { DOCKER_HOST: 'tcp://127.0.0.1' }],
  ['{"currentContext":"plain"}', TLS],
  ['{"currentContext":"secured"}', {}],
  ['{"currentContext":"skipping"}', {}],
  ['{"currentContext":"socket"}', TLS],
  ['{"currentContext":', { DOCKER_CONTEXT: 'plain' }],
])('with %s and %j the same engine is asked', async (config, more) => {
  writeFileSync(join(folder, 'config.json'), config);
  expect(await ours(more)).toBe(dockers(more));
});

test('with TLS set and no host, port 2376 of this machine', async () => {
  const more = { ...TLS, DOCKER_CERT_PATH: certificates };
  expect(await ours(more)).toBe('localhost:2376');
  expect(dockers(more)).toBe('localhost:2376');
});

test('with TLS set and no certificate authority, neither goes on', async () => {
  const more = { ...TLS, DOCKER_HOST: 'tcp://127.0.0.1:5', DOCKER_CERT_PATH: '/nowhere' };
  expect(dockers(more)).toContain('open /nowhere/ca.pem: no such file');
  expect(await ours(more)).toBe("The engine's certificate cannot be checked: there is no readable /nowhere/ca.pem.");
});

test('a context that is not there is no engine, for both', async () => {
  const more = { DOCKER_CONTEXT: 'nowhere' };
  expect(dockers(more)).toContain('context "nowhere": context not found');
  expect(await ours(more)).toBe(`There is no Docker context "nowhere" in ${folder}.`);
});

test.each([
  ['{"currentContext":"gone', 'it is no JSON object'],
  ['[]', 'it is no JSON object'],
  ['{"currentContext":5}', '"currentContext" is not a text'],
])('the configuration %s counts as empty, with one warning, for both', async (config, wrong) => {
  const path = join(folder, 'config.json');
  writeFileSync(path, config);
  const { stdout, stderr } = spawnSync('docker', ['context', 'show'], { env: environment(), encoding: 'utf8' });
  expect(stdout.trim()).toBe('default');
  expect(stderr).toContain('WARNING: Error parsing config file');
  const warning = `Docker's configuration ${path} cannot be used: ${wrong}.`;
  expect(await dockersEngine(environment())).toEqual({ engine: { kind: 'host', host: '' }, warning });
});

test('certificates and the will to skip their check are those of the context', async () => {
  const tls = async (name: string): Promise<unknown> => {
    const place = await placeOf({ kind: 'context', name }, environment(TLS));
    return 'value' in place ? place.value.tls : place;
  };
  const text = (name: string): string => readFileSync(join(certificates, `${name}.pem`), 'utf8');
  expect(await tls('secured')).toEqual({ verify: true, ca: text('ca'), cert: text('cert'), key: text('key') });
  expect(await tls('skipping')).toEqual({ verify: false });
  expect(await tls('plain')).toBeUndefined();
});

test('a broken context is told with its file, the others are listed as Docker lists them, and nothing is written', async () => {
  const meta = join(folder, 'contexts', 'meta');
  const fileOf = (name: string): string =>
    join(meta, readdirSync(meta).find((id) => readFileSync(join(meta, id, 'meta.json'), 'utf8').includes(`"${name}"`)) ?? '', 'meta.json');
  const broken = fileOf('broken');
  writeFileSync(fileOf('empty'), '{"Name":"empty"}');
  writeFileSync(broken, '{"Name":"broken"');
  const before = changes();
  const contexts = await contextsOf(environment());
  expect(contexts.flatMap((context) => ('wrong' in context ? [] : [`${context.name} ${context.host}`]))).toEqual([
    'far.away+1 ssh://me@far:2222',
    'plain tcp://127.0.0.1:9',
    'secured tcp://127.0.0.1:8',
    'skipping tcp://127.0.0.1:7',
    'socket unix:///nowhere/d.sock',
  ]);
  expect(contexts).toContainEqual({ wrong: `The context in ${broken} cannot be used: it is no JSON object.` });
  const fault = 'The Docker context "empty" cannot be used: it names no Docker engine.';
  expect(await placeOf({ kind: 'context', name: 'empty' }, environment())).toEqual({ code: 'unusable-address', fault });
  expect(changes()).toEqual(before);
});

/** When each file of the configuration was changed. */
function changes(): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => `${path} ${statSync(join(folder, path)).mtimeMs}`);
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEngine } from '../../src/sources/engine/client.ts';
import { startFakeEngine } from '../support/fakeEngine.mjs';
import type { FakeEngine } from '../support/fakeEngine.mjs';

let folder: string;
let host: string;
let engine: FakeEngine;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'links-tls-'));
  authority('ca');
  authority('stranger');
  signed('server', 'subjectAltName=IP:127.0.0.1');
  signed('client', 'extendedKeyUsage=clientAuth');
  const tls = { ca: pem('ca'), cert: pem('server'), key: pem('server-key'), requestCert: true, rejectUnauthorized: true };
  engine = await startFakeEngine({ host: '127.0.0.1', port: 0 }, [], { tls });
  host = `tcp://127.0.0.1:${(engine.server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await engine.end();
  rmSync(folder, { recursive: true });
});

function openssl(...args: readonly string[]): void {
  execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
}

function authority(name: string): void {
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}-key.pem`, '-out', `${name}.pem`, '-subj', `/CN=${name}`);
}

/** A certificate signed by `ca`. */
function signed(name: string, extension: string): void {
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}-key.pem`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
  writeFileSync(join(folder, `${name}.ext`), extension);
  const by = ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-extfile', `${name}.ext`];
  openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-out', `${name}.pem`);
}

const pem = (name: string): string => readFileSync(join(folder, `${name}.pem`), 'utf8');
const client = (): { readonly cert: string; readonly key: string } => ({ cert: pem('client'), key: pem('client-key') });

test('with the client’s certificate and the right authority the engine is read', async () => {
  expect(await readEngine({ host, tls: { verify: true, ca: pem('ca'), ...client() } })).toHaveProperty('version.version', '28.5.2');
});

test('an engine of another authority is not read, unless its check is to be skipped', async () => {
  const where = host.slice('tcp://'.length);
  const fault = await readEngine({ host, tls: { verify: true, ca: pem('stranger'), ...client() } });
  expect(fault).toMatchObject({ code: 'failed' });
  expect('fault' in fault && fault.fault).toContain(`The TLS connection to the Docker engine at ${where} failed: `);
  expect(await readEngine({ host, tls: { verify: false, ca: pem('stranger'), ...client() } })).toHaveProperty('version');
});

test.each([
  ['no client certificate', () => ({ verify: true, ca: pem('ca') })],
  ['certificates that are none', () => ({ verify: true, ca: pem('ca'), cert: 'x', key: 'y' })],
])('%s is a fault in one sentence', async (_, tls) => {
  const fault = await readEngine({ host, tls: tls() });
  expect(fault).toMatchObject({ code: 'failed' });
  expect('fault' in fault && fault.fault.split('\n')).toHaveLength(1);
});

test('an engine that wants TLS is not read without it', async () => {
  expect(await readEngine({ host })).toHaveProperty('code');
});

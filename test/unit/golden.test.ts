import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Capture } from '../golden/capture.ts';
import { isComposeCapture } from '../golden/composeCapture.ts';
import type { ComposeCapture } from '../golden/composeCapture.ts';
import { compareCompose } from '../golden/composeDerive.ts';
import { compare } from '../golden/derive.ts';
import { compareResolves } from '../golden/resolves.ts';

const folder = new URL('../golden/captures/', import.meta.url);

describe('what real engines injected is what the core derives', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    test(file, () => {
      const capture = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Capture | ComposeCapture;
      const outcomes = isComposeCapture(capture) ? compareCompose(capture) : [...compare(capture), ...compareResolves(capture)];
      expect(outcomes.filter(({ result }) => result === 'failed')).toEqual([]);
      expect(outcomes.length).toBeGreaterThan(0);
    });
  }
});

test('names that were looked up in containers lead where they are computed to lead, in every phase of many captures', () => {
  const names = readdirSync(folder).flatMap((file) => {
    if (!file.endsWith('.json')) return [];
    const capture = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Capture | ComposeCapture;
    return isComposeCapture(capture) ? [] : compareResolves(capture);
  });
  expect(names.filter(({ result }) => result === 'failed')).toEqual([]);
  expect(names.filter(({ result }) => result === 'passed').length).toBeGreaterThan(490);
});

test('a value that differs from the captured one is found', () => {
  const capture = JSON.parse(readFileSync(new URL('20.10.24--single-port.json', folder), 'utf8')) as Capture;
  const phases = capture.phases.map((phase) => ({
    ...phase,
    pid1_env: phase.pid1_env?.map((entry) => (entry === 'DB_PORT_3306_TCP_PORT=3306' ? 'DB_PORT_3306_TCP_PORT=3307' : entry)) ?? null,
    etc_hosts: '127.0.0.1\tlocalhost\n',
  }));
  const failed = compare({ ...capture, phases }).filter(({ result }) => result === 'failed');
  expect(failed.map(({ what }) => what)).toEqual(['run: variables', 'run: hosts', 'run: hosts through events']);
});

test.each([
  ['20.10.24-icc6--ipv6-restart.json', '1.51', 'source restarted with other addresses: hosts through events'],
  ['29.7.2-keep-icc6--ipv6-restart.json', '1.41', 'source restarted with other addresses: hosts through events'],
  ['26.1.5--migrate-connect.json', '1.51', 'left the default bridge: hosts through events'],
])('%s as an engine of API %s would differ', (file, ApiVersion, where) => {
  const capture = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Capture;
  const failed = compare({ ...capture, engine: { ...capture.engine, ApiVersion } }).filter(({ result }) => result === 'failed');
  expect(failed.map(({ what }) => what)).toContain(where);
});

test('a hosts file that does not follow the source is found, one that follows in spite of a rename too', () => {
  const follows = JSON.parse(readFileSync(new URL('26.1.5--restart-new-ip.json', folder), 'utf8')) as Capture;
  const [before, after] = follows.phases;
  if (!before || !after) throw new Error('the capture has two phases');
  const frozen = { ...follows, phases: [before, { ...after, etc_hosts: before.etc_hosts ?? null }] };
  expect(compare(frozen).filter(({ result }) => result === 'failed')).toMatchObject([{ what: `${after.phase}: hosts through events` }]);

  const renamed = JSON.parse(readFileSync(new URL('26.1.5--receiver-renamed.json', folder), 'utf8')) as Capture;
  const moved = renamed.phases.map((phase) => ({
    ...phase,
    etc_hosts: phase.etc_hosts?.replace('172.17.0.3\tdb ', '172.17.0.5\tdb ') ?? null,
  }));
  const found = compare({ ...renamed, phases: [...renamed.phases.slice(0, 2), ...moved.slice(2, 3)] }).filter(
    ({ result }) => result === 'failed',
  );
  expect(found.map(({ what }) => what)).toEqual(['source restarted with another address: hosts through events']);
});

describe('a compose capture in which', () => {
  const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as ComposeCapture;
  const failures = (capture: ComposeCapture) =>
    compareCompose(capture).flatMap(({ what, result, reason }) => (result === 'failed' ? [`${what}: ${reason}`] : []));
  const alias = read('compose-2.26.1--29.7.2--v3-alias.json');
  const withName = (name: string, answer: { readonly address: string | null; readonly container: string | null }): ComposeCapture => ({
    ...alias,
    containers: alias.containers.map((one) =>
      one.service === 'web' ? { ...one, resolves: { ...one.resolves, [name]: { ...answer, dns: [] } } } : one,
    ),
  });

  test('a name leads elsewhere is found', () => {
    expect(failures(withName('database', { address: '10.0.0.9', container: '/h3p-other-1' }))).toEqual([
      'h3p-web-1: database: it leads to h3p-other-1, derived: each of h3p-db-1',
    ]);
  });

  test('a name leads nowhere is found', () => {
    expect(failures(withName('database', { address: null, container: null }))).toEqual([
      'h3p-web-1: database: it leads nowhere, derived: h3p-db-1',
    ]);
  });

  test('a name resolves that none should is found', () => {
    expect(failures(withName('db_1', { address: '10.0.0.9', container: '/h3p-db-1' }))).toEqual([
      'h3p-web-1: db_1: it leads to h3p-db-1, derived: nothing',
    ]);
  });

  test('the receiver comes first is found', () => {
    expect(failures({ ...alias, order_created: alias.order_created.toReversed() })).toEqual(['order: web was created before db']);
  });

  test('a container is missing is found', () => {
    expect(failures({ ...alias, order_created: alias.order_created.slice(1) })).toHaveLength(1);
  });

  test('Compose refuses what we read is found', () => {
    expect(failures({ ...alias, commands: alias.commands.map((command) => ({ ...command, rc: 1 })) })).toEqual([
      'config: Compose refuses these files',
    ]);
  });
});

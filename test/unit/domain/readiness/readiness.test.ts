import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readinessOf } from '../../../../src/domain/readiness/readiness.ts';
import type { LinkReadiness } from '../../../../src/domain/readiness/readiness.ts';
import type { Capture } from '../../../golden/capture.ts';
import { evidenceOf, factsOf } from '../../../golden/verdicts.ts';
import { container, engineOf, evidence } from '../verdicts/engineOf.ts';
import type { Given } from '../verdicts/engineOf.ts';

const folder = new URL('../../../golden/captures/', import.meta.url);

function captured(file: string, read: boolean): readonly LinkReadiness[] {
  const capture = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Capture;
  return capture.phases.slice(0, 1).flatMap((phase) => readinessOf(factsOf(capture, phase), read ? evidenceOf(phase) : []));
}

describe('a legacy link', () => {
  test('has every variable that its receiver really got, with what stands for it', () => {
    const [link] = captured('20.10.24--single-port.json', true);
    expect(link).toMatchObject({
      alias: 'db',
      engines: { 29: { names: 'kept', variables: 'lost' }, 30: { names: 'lost', variables: 'lost' } },
    });
    expect(link?.variables.map(({ name, value, replacement }) => [name, value, replacement])).toEqual([
      ['DB_PORT', expect.stringMatching(/^tcp:\/\/172\./), { kind: 'set', value: 'tcp://db:3306' }],
      ['DB_PORT_3306_TCP', expect.stringMatching(/^tcp:\/\/172\./), { kind: 'set', value: 'tcp://db:3306' }],
      ['DB_PORT_3306_TCP_ADDR', expect.stringMatching(/^172\./), { kind: 'set', value: 'db' }],
      ['DB_PORT_3306_TCP_PORT', '3306', { kind: 'set', value: '3306' }],
      ['DB_PORT_3306_TCP_PROTO', 'tcp', { kind: 'set', value: 'tcp' }],
      ['DB_NAME', '/h3-rcv/db', { kind: 'set', value: '/h3-rcv/db' }],
      ['DB_ENV_MYSQL_ROOT_PASSWORD', '••••••', { kind: 'own', sourceVariable: 'MYSQL_ROOT_PASSWORD' }],
      ['DB_ENV_MYSQL_VERSION', '8.0', { kind: 'own', sourceVariable: 'MYSQL_VERSION' }],
    ]);
    expect(link?.remedies.map(({ kind }) => kind)).toEqual(['set-variables', 'use-network-alias']);
  });

  test('has the same names derived where nothing was read', () => {
    const read = captured('20.10.24--single-port.json', true)[0]?.variables.map(({ name }) => name);
    const [link] = captured('20.10.24--single-port.json', false);
    expect(link?.variables.map(({ name }) => name).sort()).toEqual([...(read ?? [])].sort());
    expect(link?.variables.every(({ value, known }) => value === null && known === 'derived')).toBe(true);
  });

  test('on an engine without variables has none to lose, if its receiver was read; else nobody can tell', () => {
    expect(captured('29.7.2--single-port.json', true)).toMatchObject([
      { variables: [], engines: { 29: { variables: 'none' }, 30: { names: 'lost' } } },
    ]);
    expect(captured('29.7.2--single-port.json', false)).toMatchObject([{ variables: [], engines: { 29: { variables: 'unknown' } } }]);
    const [kept] = captured('29.7.2-keep--single-port.json', true);
    expect(kept?.engines[29].variables).toBe('lost');
    expect(kept?.variables).toHaveLength(8);
  });

  test('loses nothing that the receiver sets itself', () => {
    const [link] = captured('20.10.24--receiver-env-wins.json', true);
    const own = link?.variables.filter(({ fate }) => fate === 'kept').map(({ name }) => name);
    expect(own?.length).toBeGreaterThan(0);
    expect(link?.remedies.flatMap((remedy) => (remedy.kind === 'set-variables' ? remedy.names : []))).not.toEqual(
      expect.arrayContaining(own ?? []),
    );
  });
});

test('in every fresh receiver the variables read are those derived, whatever their names', () => {
  const files = readdirSync(folder).filter((name) => /^(20|26|28).*\.json$/.test(name));
  const compared = files.filter((file) => captured(file, true).some(({ variables }) => variables.length > 0));
  expect(compared.length).toBeGreaterThan(60);
  for (const file of compared) {
    const [read, guessed] = [true, false].map((one) =>
      captured(file, one).map(({ variables }) => variables.map(({ name }) => name).sort()),
    );
    if (!/mangling-collision|recreated|stops-later|healthcheck|renamed|rm-link|circular/.test(file)) expect(read, file).toEqual(guessed);
  }
});

test.each([
  [
    'a DNS link',
    { networks: { net: { links: ['db:db'] } } },
    { 29: { names: 'kept', variables: 'none' }, 30: { names: 'kept', variables: 'none' } },
  ],
  [
    'a receiver that left the default bridge',
    { links: ['/db:/web/db'], networks: { net: {} } },
    { 29: { names: 'none' }, 30: { names: 'none' } },
  ],
] as const satisfies readonly (readonly [string, Given, object])[])('%s loses nothing', (_, web, engines) => {
  const facts = engineOf([container('web', web), container('db', { networks: { bridge: {}, net: {} } })]);
  expect(readinessOf(facts, [])).toMatchObject([{ engines, remedies: [] }]);
});

test('variables that a program sets by itself are not taken for the link’s where the engine sets none', () => {
  const facts = engineOf([container('web', { links: ['/db:/web/db'] }), container('db', { exposedPorts: ['3306/tcp'] })], '1.52');
  expect(readinessOf(facts, [evidence('web', { env: ['DB_NAME=shop', 'DB_PORT=3306'] })])).toMatchObject([{ variables: [] }]);
});

test('each variable goes to the link with the longest fitting alias', () => {
  const facts = engineOf([container('web', { links: ['/db:/web/db', '/x:/web/db-env-a'] }), container('db'), container('x')]);
  const env = ['DB_NAME=/web/db', 'DB_ENV_A_NAME=/web/db-env-a'];
  const found = readinessOf(facts, [evidence('web', { env })]).map(({ alias, variables }) => [alias, ...variables.map(({ name }) => name)]);
  expect(found).toEqual([
    ['db', 'DB_NAME'],
    ['db-env-a', 'DB_ENV_A_NAME'],
  ]);
});

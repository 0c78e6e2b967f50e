import { describe, expect, test } from 'vitest';
import { linkVariables } from '../../../../src/domain/env/linkVariables.ts';
import { readBack } from '../../../../src/domain/env/readBack.ts';
import type { ReadBack } from '../../../../src/domain/env/readBack.ts';

test.each<[string, Partial<ReadBack>]>([
  ['DB_PORT', { part: 'URL', port: null, proto: null }],
  ['DB_PORT_53_UDP', { part: 'URL', port: 53, proto: 'udp' }],
  ['DB_PORT_3306_TCP_ADDR', { part: 'ADDR', port: 3306, proto: 'tcp' }],
  ['DB_PORT_3306_TCP_PORT', { part: 'PORT', port: 3306 }],
  ['DB_PORT_3306_TCP_PROTO', { part: 'PROTO', port: 3306 }],
  ['DB_PORT_80_TCP_START', { part: 'START', port: 80 }],
  ['DB_PORT_80_TCP_END', { part: 'END', port: 80 }],
  ['DB_PORT_80_TCP_PORT_START', { part: 'PORT_START', port: 80 }],
  ['DB_PORT_80_TCP_PORT_END', { part: 'PORT_END', port: 80 }],
  ['DB_PORT_9000-9001_TCP_ADDR', { part: 'ADDR', port: 9000 }],
  ['DB_NAME', { part: 'NAME', port: null }],
  ['DB_ENV_MYSQL_VERSION', { part: 'ENV', sourceVariable: 'MYSQL_VERSION' }],
])('%s', (name, read) => {
  expect(readBack(name, ['db'])).toMatchObject({ alias: 'db', instance: null, ambiguous: [], ...read });
});

test.each(['DB_HOST', 'DB_PORTS', 'DB_PORT_TCP', 'DB_PORT_3306', 'DB_PORT_3306_TCP_HOST', 'MYDB_PORT', 'CACHE_PORT', 'DB_x_NAME', 'DB'])(
  '%s is made by no link of db',
  (name) => {
    expect(readBack(name, ['db'])).toBeNull();
  },
);

describe('names that Compose invents', () => {
  test.each([
    ['DB_1_PORT_5432_TCP', { alias: 'db', instance: 1, port: 5432 }],
    ['DB_12_NAME', { alias: 'db', instance: 12, part: 'NAME' }],
    ['MY_SHOP_DB_1_ENV_X', { alias: 'db', instance: 1, sourceVariable: 'X' }],
    ['SQL_PORT', { alias: 'sql', instance: null }],
  ])('%s', (name, read) => {
    expect(readBack(name, ['sql'], { services: ['db'], project: 'my-shop' })).toMatchObject(read);
  });

  test('an alias that is not the service’s name has no numbers, another project none of ours', () => {
    const numbered = { services: ['db'], project: 'shop' };
    expect(readBack('SQL_1_PORT', ['sql'], numbered)).toBeNull();
    expect(readBack('OTHER_DB_1_PORT', ['sql'], numbered)).toBeNull();
    expect(readBack('SHOP_DB_1_PORT', ['sql'], { services: ['db'], project: null })).toBeNull();
  });

  test('without services each alias counts as one', () => {
    expect(readBack('DB_1_PORT_5432_TCP', ['db'])).toMatchObject({ alias: 'db', instance: 1, port: 5432 });
  });
});

describe('the longest fitting prefix wins, and the others are told', () => {
  test.each([
    ['DB_1_PORT_5432_TCP', ['db', 'db-1'], 'db-1', ['db']],
    ['DB_ENV_PORT', ['db', 'db-env'], 'db-env', ['db']],
    ['DB_ENV_HOST', ['db', 'db-env'], 'db', []],
    ['MY_DB_PORT', ['my-db', 'my_db', 'cache'], 'my-db', ['my_db']],
  ])('%s of %j is of %s', (name, aliases, alias, ambiguous) => {
    expect(readBack(name, aliases)).toMatchObject({ alias, ambiguous });
  });
});

describe('every variable that a link makes is read back to it', () => {
  const ports = ['53/tcp', '53/udp', '54/udp', '80/tcp', '81/tcp', '82/tcp', '9000-9001/tcp', '5000/sctp'];
  const sourceEnv = ['A=1', 'PORT_80_TCP=x', 'NAME=y', 'lower_case=z', 'ENV_X=1'];
  const aliases = ['db', 'db-1', 'DB_ENV', 'a.b', '1x', 'café', 'straße', 'port', 'name', 'my_long-alias'];
  const parts = ['ADDR', 'PORT', 'PROTO', 'START', 'END', 'PORT_START', 'PORT_END'] as const;

  for (const algorithm of ['number-first', 'tcp-first'] as const) {
    test.each(aliases)(`%s, ${algorithm}`, (alias) => {
      const made = linkVariables({ alias, fullName: `/web/${alias}`, address: '10.0.0.1', exposedPorts: ports, sourceEnv }, algorithm);
      expect(made.length).toBeGreaterThan(ports.length * 4);
      for (const { name, value } of made) {
        const read = readBack(name, [alias]);
        expect(read, name).toMatchObject({ alias, instance: null, ambiguous: [] });
        if (!read) continue;
        if (read.part === 'ENV') expect(sourceEnv).toContain(`${read.sourceVariable ?? ''}=${value}`);
        if (read.part === 'NAME') expect(value).toBe(`/web/${alias}`);
        if (read.part === 'PORT') expect(Number.parseInt(value, 10)).toBe(read.port);
        if (read.part === 'PROTO') expect(value).toBe(read.proto);
        if (read.part === 'URL' && read.port !== null)
          expect(value).toMatch(new RegExp(`^${read.proto ?? ''}://10\\.0\\.0\\.1:${read.port}(-|$)`));
        const part = parts.findLast((one) => name.endsWith(`_${one}`) && name.includes('_PORT_'));
        if (part && read.part !== 'ENV') expect(read.part, name).toBe(part);
      }
    });
  }
});

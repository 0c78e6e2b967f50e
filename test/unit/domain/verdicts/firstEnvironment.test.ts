import { describe, expect, test } from 'vitest';
import { exactEnvironment, holds, printedEnvironment, valueOf } from '../../../../src/domain/verdicts/firstEnvironment.ts';
import { container, engineOf } from './engineOf.ts';

/** What an engine 20.10.24 answered for a receiver whose source has odd values; a shell had put the variables into another order. */
const PRINTED =
  'sleep 10000 DB_ENV_EQ=x Y=1 z HOSTNAME=2d2f955212fd DB_PORT=tcp://172.30.99.2:3306 DB_PORT_3306_TCP=tcp://172.30.99.2:3306 ' +
  'DB_ENV_NL=one two SHLVL=1 HOME=/ DB_NAME=/rcv2/db DB_ENV_UNI=straße 日本 MYSQL_ROOT_PASSWORD=secret DB_ENV_SP=a b c DB_ENV_EMPTY= ' +
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin OWN=1 DB_ENV_TAB=a?b LATE=2 DB_PORT_3306_TCP_ADDR=172.30.99.2 ' +
  'DB_ENV_MYSQL_ROOT_PASSWORD=secret PWD=/ DB_PORT_3306_TCP_PORT=3306 DB_PORT_3306_TCP_PROTO=tcp DB_ENV_TRAIL=end';

const sourceEnv = [
  'SP=a  b   c',
  'EQ=x Y=1 z',
  'NL=one\ntwo',
  'TAB=a\tb',
  'UNI=straße 日本',
  'EMPTY=',
  'TRAIL=end ',
  'MYSQL_ROOT_PASSWORD=secret',
];
const receiver = container('rcv2', { hostname: '2d2f955212fd', env: ['OWN=1', 'MYSQL_ROOT_PASSWORD=secret'], links: ['/src:/rcv2/db'] });
const facts = engineOf([receiver, container('src', { env: sourceEnv, exposedPorts: ['3306/tcp'] })]);
const environment = printedEnvironment(PRINTED, receiver, facts) ?? exactEnvironment([]);

describe('an environment printed in one line', () => {
  test.each(sourceEnv)('holds %j', (entry) => {
    const [name = '', value = ''] = entry.split(/=(.*)/s);
    expect(holds(environment, `DB_ENV_${name}`, value)).toBe(true);
    expect(holds(environment, `DB_ENV_${name}`, `${value}x`)).toBe(false);
  });

  test.each([
    ['DB_ENV_TAB', 'a', false],
    ['DB_ENV_NL', 'one', false],
    ['DB_PORT', 'tcp://172.30.99.2:3306', true],
    ['DB_PORT', 'tcp://172.30.99.2:330', false],
    ['DB_PORT', 'tcp://172.30.99.5:3306', false],
    ['DB_NAME', '/rcv2/db', true],
    ['NOT_THERE', '', null],
  ])('%s=%s: %s', (name, value, expected) => {
    expect(holds(environment, name, value)).toBe(expected);
  });

  test('a value is shown up to what may be the next variable', () => {
    expect(valueOf(environment, 'DB_ENV_UNI')).toBe('straße 日本');
    expect(valueOf(environment, 'DB_ENV_TAB')).toBe('a?b');
    expect(valueOf(environment, 'NOT_THERE')).toBeNull();
  });

  test('a title that was overwritten is no environment', () => {
    expect(printedEnvironment('postgres: checkpointer', receiver, facts)).toBeNull();
    expect(printedEnvironment('nginx: master HOSTNAME=other', receiver, facts)).toBeNull();
    expect(printedEnvironment('sleep 1 HOSTNAME=2d2f955212fd', receiver, facts)).not.toBeNull();
    expect(printedEnvironment('sleep 1 OWN=1', receiver, facts)).not.toBeNull();
  });
});

test('an exact environment keeps its values as they are', () => {
  const exact = exactEnvironment(['A=x  y\nz', 'B=', 'C']);
  expect(holds(exact, 'A', 'x  y\nz')).toBe(true);
  expect(holds(exact, 'A', 'x y z')).toBe(false);
  expect(valueOf(exact, 'B')).toBe('');
  expect(holds(exact, 'C', '')).toBeNull();
});

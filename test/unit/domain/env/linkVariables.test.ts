import { describe, expect, test } from 'vitest';
import type { Algorithm } from '../../../../src/domain/env/algorithm.ts';
import { algorithmOf } from '../../../../src/domain/env/algorithm.ts';
import { linkVariables } from '../../../../src/domain/env/linkVariables.ts';

/** The variables that start or end a range, and the default one, of a source with these exposed ports. */
function derive(exposedPorts: readonly string[], algorithm: Algorithm): Record<string, string> {
  const link = { alias: 'x', fullName: '/rcv/x', address: '172.17.0.2', exposedPorts, sourceEnv: [] };
  const chosen = linkVariables(link, algorithm).filter(({ name }) => name === 'X_PORT' || /_(START|END)$/.test(name));
  return Object.fromEntries(chosen.map(({ name, value }) => [name, value]));
}

describe('link variables', () => {
  test('a single port gives the URL, its parts, the name and the environment of the source', () => {
    const link = {
      alias: 'my-db',
      fullName: '/web/my-db',
      address: '172.17.0.5',
      exposedPorts: ['3306/tcp'],
      sourceEnv: ['PATH=/bin', 'HOME=/root', 'PASSWORD=a=b', 'EMPTY=', 'NOTHING'],
    };
    expect(linkVariables(link, 'number-first').map(({ name, value }) => `${name}=${value}`)).toEqual([
      'MY_DB_PORT=tcp://172.17.0.5:3306',
      'MY_DB_PORT_3306_TCP=tcp://172.17.0.5:3306',
      'MY_DB_PORT_3306_TCP_ADDR=172.17.0.5',
      'MY_DB_PORT_3306_TCP_PORT=3306',
      'MY_DB_PORT_3306_TCP_PROTO=tcp',
      'MY_DB_NAME=/web/my-db',
      'MY_DB_ENV_PASSWORD=a=b',
      'MY_DB_ENV_EMPTY=',
    ]);
  });

  test('the default port is the lowest of any protocol up to 27, the lowest tcp from 28', () => {
    expect(derive(['6379/tcp', '6300/udp'], 'number-first')).toEqual({ X_PORT: 'udp://172.17.0.2:6300' });
    expect(derive(['6379/tcp', '6300/udp'], 'tcp-first')).toEqual({ X_PORT: 'tcp://172.17.0.2:6379' });
  });

  test('two neighbours make a range from 28 only', () => {
    expect(Object.keys(derive(['6379/tcp', '6380/tcp'], 'number-first'))).toEqual(['X_PORT']);
    expect(Object.keys(derive(['6379/tcp', '6380/tcp'], 'tcp-first'))).toEqual([
      'X_PORT',
      'X_PORT_6379_TCP_START',
      'X_PORT_6379_TCP_PORT_START',
      'X_PORT_6379_TCP_END',
      'X_PORT_6379_TCP_PORT_END',
    ]);
  });

  test('a range over two protocols is named after its last port up to 27 and ends with the protocol from 28', () => {
    const ports = ['6379/tcp', '6380/tcp', '6381/udp'];
    expect(derive(ports, 'number-first')).toMatchObject({
      X_PORT_6379_TCP_PORT_START: '6379',
      X_PORT_6379_UDP_END: 'udp://172.17.0.2:6381',
    });
    expect(derive(ports, 'tcp-first')).toMatchObject({ X_PORT_6379_TCP_END: 'tcp://172.17.0.2:6380' });
  });

  test('up to 27 a range steps over a gap behind a doubled number', () => {
    expect(derive(['53/tcp', '53/udp', '55/tcp'], 'number-first')).toMatchObject({ X_PORT_53_TCP_PORT_END: '55' });
    expect(Object.keys(derive(['53/tcp', '53/udp', '55/tcp'], 'tcp-first'))).toEqual(['X_PORT']);
  });

  test('an engine with link variables off sets none', () => {
    expect(derive(['3306/tcp'], 'off')).toEqual({});
  });
});

test.each([
  ['1.41', false, 'number-first'],
  ['1.47', false, 'number-first'],
  ['1.48', false, 'tcp-first'],
  ['1.51', true, 'tcp-first'],
  ['1.52', false, 'off'],
  ['1.55', true, 'tcp-first'],
  ['2.0', false, 'off'],
  ['dev', false, null],
])('API %s, escape hatch %s: %s', (api, hatch, expected) => {
  expect(algorithmOf(api, hatch)).toBe(expected);
});

import { expect, test } from 'vitest';
import { linkPrefix } from '../../../../src/domain/env/prefix.ts';
import { readBack } from '../../../../src/domain/env/readBack.ts';

test.each([
  ['my-db', 'MY_DB'],
  ['db.example.com', 'DB.EXAMPLE.COM'],
  ['1_db', '1_DB'],
  ['straße', 'STRAßE'],
  ['café', 'CAFÉ'],
  ['ıx', 'IX'],
  ['ŉy', 'ŉY'],
])('the prefix of %s is %s', (alias, prefix) => {
  expect(linkPrefix(alias)).toBe(prefix);
});

test('a name is read back to its link, port and part', () => {
  expect(readBack('DB_PORT_3306_TCP_ADDR', ['db'])).toEqual({ alias: 'db', part: 'ADDR', port: 3306, proto: 'tcp', sourceVariable: null });
  expect(readBack('DB_PORT', ['db'])).toMatchObject({ part: 'URL', port: null });
  expect(readBack('DB_PORT_53_UDP', ['db'])).toMatchObject({ part: 'URL', port: 53, proto: 'udp' });
  expect(readBack('DB_PORT_80_TCP_PORT_END', ['db'])).toMatchObject({ part: 'PORT_END', port: 80 });
  expect(readBack('DB_ENV_MYSQL_VERSION', ['db'])).toMatchObject({ part: 'ENV', sourceVariable: 'MYSQL_VERSION' });
  expect(readBack('DB_NAME', ['db'])).toMatchObject({ part: 'NAME' });
});

test("the longest fitting alias wins, and what no link makes is nobody's", () => {
  expect(readBack('DB_1_PORT_5432_TCP', ['db', 'db-1'])).toMatchObject({ alias: 'db-1', port: 5432 });
  expect(readBack('DB_HOST', ['db'])).toBeNull();
  expect(readBack('CACHE_PORT', ['db'])).toBeNull();
});

import { expect, test } from 'vitest';
import { fullLinkName, lastComponent, parseLinkString } from '../../../../src/domain/links/linkString.ts';

test.each([
  ['db', 'db', 'db'],
  ['mysql_server:db', 'mysql_server', 'db'],
  ['db:', 'db', ''],
  ['/db:/web/data', 'db', 'data'],
])('%s names %s as %s', (text, name, alias) => {
  expect(parseLinkString(text)).toEqual({ kind: 'link', name, alias });
});

test('three parts and nothing are refused in the words of the engine', () => {
  expect(parseLinkString('a:b:c')).toEqual({ kind: 'refused', reason: 'bad format for links: a:b:c' });
  expect(parseLinkString('').kind).toBe('refused');
});

test.each([
  ['db', '/rcv/db', 'db'],
  ['/a/b', '/rcv/a/b', 'b'],
  ['../x', '/x', 'x'],
  ['', '/rcv', 'rcv'],
])('alias %j is registered as %s', (alias, full, last) => {
  expect(fullLinkName('rcv', alias)).toBe(full);
  expect(lastComponent(full)).toBe(last);
});

import { expect, test } from 'vitest';
import { linkPrefix } from '../../../../src/domain/env/prefix.ts';

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

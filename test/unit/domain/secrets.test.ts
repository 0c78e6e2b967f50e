import { expect, test } from 'vitest';
import { maskSecret } from '../../../src/domain/secrets.ts';

test.each([
  ['MYSQL_ROOT_PASSWORD', 'secret', '••••••'],
  ['API_TOKEN', 'abc', '••••••'],
  ['AWS_ACCESS_KEY_ID', 'abc', '••••••'],
  ['EMPTY_PASSWORD', '', ''],
  ['DATABASE_URL', 'postgres://me:pw@db/x', 'postgres://••••••@db/x'],
  ['MYSQL_VERSION', '8.0', '8.0'],
])('%s=%s is shown as %s', (name, value, shown) => {
  expect(maskSecret(name, value)).toBe(shown);
});

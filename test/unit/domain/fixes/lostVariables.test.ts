import { expect, it } from 'vitest';
import { lostVariables } from '../../../../src/domain/fixes/lostVariables.ts';

const text = (path: string, value: string) => ({ path, text: value });

it.each([
  [[], [], 'the variables of the links (`DB_…`), up to Docker 28, named in no other file'],
  [[], ['x.bin'], 'the variables of the links (`DB_…`), up to Docker 28, named in no file that was searched'],
  [
    [
      text('a.js', 'process.env.DB_PORT_3306_TCP_ADDR'),
      text('b.js', 'process.env.DB_PORT + OLD_DB_ENV_X + DB_ENV'),
      text('c.rb', 'DB_NAME'),
    ],
    [],
    'the variables of the links (`DB_…`), up to Docker 28, some of which a.js names: set them by hand where they are read',
  ],
  [
    ['a', 'b', 'c', 'd', 'e'].map((path) => text(path, '$DB_ENV_USER')),
    [],
    'the variables of the links (`DB_…`), up to Docker 28, some of which a, b, c, 2 more name: set them by hand where they are read',
  ],
])('%j, %j: %s', (texts, unsearched, expected) => {
  expect(lostVariables(['db', 'DB'], { texts, unsearched })).toBe(expected);
});

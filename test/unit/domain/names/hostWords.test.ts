import { expect, test } from 'vitest';
import { hostWords, hostWordsInCode } from '../../../../src/domain/names/hostWords.ts';

/** A text with every host of the name in brackets. */
function marked(text: string, words: typeof hostWords): string {
  return words(text, 'db')
    .toReversed()
    .reduce((all, { start, end }) => `${all.slice(0, start)}[${all.slice(start, end)}]${all.slice(end)}`, text);
}

test.each([
  ['db', '[db]'],
  ['DB_HOST=db', 'DB_HOST=[db]'],
  ['mysql://root:pw@db:3306/db', 'mysql://root:pw@[db]:3306/db'],
  ['tcp://db', 'tcp://[db]'],
  ['a,db,c', 'a,[db],c'],
  ['wait-for db:3306 -- run', 'wait-for [db]:3306 -- run'],
  ['"db"', '"[db]"'],
  ['http://${H}/db', 'http://${H}/db'],
  ['/var/lib/db', '/var/lib/db'],
  ['db.example.com mydb db2 db_1 -db', 'db.example.com mydb db2 db_1 -db'],
  ['db:latest', 'db:latest'],
  ['db:$PORT', '[db]:$PORT'],
])('hosts in a value: %s', (text, expected) => {
  expect(marked(text, hostWords)).toBe(expected);
});

test.each([
  ["connect('mysql://db/x')", "connect('mysql://[db]/x')"],
  ["const db = open('db:3306')", "const db = open('[db]:3306')"],
  ['db.query(db)', 'db.query(db)'],
  ['user@db', 'user@[db]'],
])('hosts in code: %s', (text, expected) => {
  expect(marked(text, hostWordsInCode)).toBe(expected);
});

test('a name is no pattern', () => {
  expect(hostWords('axb a.b', 'a.b')).toEqual([{ start: 4, end: 7 }]);
});

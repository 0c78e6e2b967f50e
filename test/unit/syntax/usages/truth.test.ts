import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Lines } from '../../../../src/syntax/text.ts';
import type { Range } from '../../../../src/syntax/text.ts';
import { isOf, judgedSnippets, scanSnippet } from '../../../usages/judge.ts';

const judged = judgedSnippets(fileURLToPath(new URL('../../../usages/', import.meta.url)));
const textAt = (text: string, range: Range): string => {
  const { start, end } = new Lines(text).span(range);
  return text.slice(start, end);
};
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} % of ${whole}`;

/** Names that are put together from words of which none looks like a link's. */
const NOT_FOUND = ['javascript: join of parts: DB_PORT_5432_TCP_ADDR', 'python: join of parts: DB_PORT_5432_TCP_ADDR'];

test('the scan finds what snippets read by running or by documentation, and nothing else', () => {
  const read = judged.flatMap(({ snippet, readers, usages }) =>
    readers.map(({ name }) => ({ what: `${snippet.id}: ${name}`, found: usages.some((usage) => isOf(usage, name)) })),
  );
  const said = judged.flatMap(({ snippet, readers, usages }) =>
    usages.map((usage) => ({ what: `${snippet.id}: ${usage.name}`, right: readers.some(({ name }) => isOf(usage, name)) })),
  );
  const missed = read.filter(({ found }) => !found).map(({ what }) => what);
  const wrong = said.filter(({ right }) => !right).map(({ what }) => what);
  console.log(`usages: ${judged.length} snippets, recall ${percent(read.length - missed.length, read.length)} readers`);
  console.log(`usages: precision ${percent(said.length - wrong.length, said.length)} answers`);
  expect({ missed, wrong }, 'a snippet is never removed to raise the numbers').toEqual({ missed: NOT_FOUND, wrong: [] });
  expect(missed.length / read.length).toBeLessThan(0.02);
});

test('names that are written out are literal, others possible', () => {
  const wrong = judged.flatMap(({ snippet, readers, usages }) =>
    readers
      .filter(({ name }) => !snippet.text.includes(name) && usages.some((usage) => usage.form === 'literal' && usage.name === name))
      .map(({ name }) => `${snippet.id}: ${name}`),
  );
  expect(wrong).toEqual([]);
});

/** Snippets that go on without the variable in a way that no single expression shows. */
const BEYOND_THE_EXPRESSION = [
  'go: empty test with a default below: DB_PORT_5432_TCP_ADDR',
  'javascript: some of the keys: A_PORT_80_TCP_ADDR',
  'php: html around: DB_PORT_3306_TCP_ADDR',
  'shell: test with two equal signs: DB_PORT_3306_TCP_PORT',
  'javascript: some of the keys: B_PORT_80_TCP_ADDR',
  'javascript: error text with the name: DB_PORT_5432_TCP_ADDR',
  'javascript: lodash like get: DB_PORT_5432_TCP_ADDR',
  'python: try: DB_PORT_3306_TCP_ADDR',
  'python: and: CACHE_PORT_11211_TCP_ADDR',
  'python: log message with the name: DB_PORT_5432_TCP_ADDR',
  'shell: arithmetic: DB_PORT_3306_TCP_PORT',
  'shell: length of the value: DB_PORT_3306_TCP_ADDR',
  'shell: fallback with or: DB_PORT_3306_TCP_ADDR',
  'javascript: list of candidates: DB_PORT_3306_TCP_ADDR',
  'ruby: key?: DB_PORT_3306_TCP_ADDR',
  'ruby: select by pattern: APP_PORT_8080_TCP',
  'ruby: dig: DB_ENV_MYSQL_USER',
  'shell: test then set: DB_PORT_3306_TCP_ADDR',
  'shell: case on the url: DB_PORT',
];

test('a default is one by running too, and a URL is taken apart', () => {
  const found = judged.flatMap(({ snippet, readers, usages }) =>
    readers.flatMap((reader) => {
      const own = usages.filter((usage) => isOf(usage, reader.name));
      return own.length === 0 ? [] : [{ what: `${snippet.id}: ${reader.name}`, reader, own }];
    }),
  );
  const noDefault = found.filter(({ reader, own }) => reader.hasDefault && !own.some(({ hasDefault }) => hasDefault));
  const wrongDefault = found.filter(({ reader, own }) => !reader.hasDefault && own.some(({ hasDefault }) => hasDefault));
  const wrongUrl = found.filter(({ reader, own }) => reader.url !== own.some(({ url }) => url));
  const defaults = found.filter(({ reader }) => reader.hasDefault).length;
  console.log(`usages: defaults seen ${percent(defaults - noDefault.length, defaults)}, wrongly ${wrongDefault.length}`);
  expect(noDefault.map(({ what }) => what).toSorted()).toEqual(BEYOND_THE_EXPRESSION.toSorted());
  expect(wrongDefault.map(({ what }) => what)).toEqual([]);
  expect(wrongUrl.map(({ what }) => what)).toEqual([]);
});

test('the range of a literal name is the name', () => {
  const ranges = judged.flatMap(({ snippet, usages }) =>
    usages.filter(({ form }) => form === 'literal').map(({ name, range }) => ({ name, written: textAt(snippet.text, range) })),
  );
  expect(ranges.length).toBeGreaterThan(400);
  expect(ranges.filter(({ name, written }) => name !== written)).toEqual([]);
});

test('lines that end as on Windows make no difference', () => {
  const different = judged.filter(({ snippet, usages }) => {
    const windows = scanSnippet(snippet.language, snippet.text.replaceAll('\n', '\r\n'));
    return JSON.stringify(windows) !== JSON.stringify(usages);
  });
  expect(different.map(({ snippet }) => snippet.id)).toEqual([]);
});

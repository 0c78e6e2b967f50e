import { describe, expect, test } from 'vitest';
import { faultsOf } from '../../support/corpus/faults.ts';
import { VARIANTS, varied } from '../../support/corpus/variants.ts';

const BEFORE = `# The shop
services:
  web:
    image: shop # ours
    links:
      # orders
      - db:mysql
    depends_on: [cache]
  db:
    image: mysql
  cache:
    image: redis
`;

const AFTER = `# The shop
services:
  web:
    image: shop # ours
      # orders
    depends_on: [cache, db]
  db:
    image: mysql
    networks:
      default:
        aliases: [mysql]
  cache:
    image: redis
`;

function edit(from: readonly [number, number], to: readonly [number, number], newText: string) {
  return { range: { start: { line: from[0], character: from[1] }, end: { line: to[0], character: to[1] } }, newText };
}

const EDITS = [
  edit([4, 0], [5, 0], ''),
  edit([6, 0], [7, 0], ''),
  edit([7, 22], [7, 22], ', db'),
  edit([10, 0], [10, 0], '    networks:\n      default:\n        aliases: [mysql]\n'),
];

function found(after: string, edits = EDITS): readonly string[] {
  return faultsOf({ before: BEFORE, after, edits, keys: [] });
}

describe('the look at edited files', () => {
  test('an edit that takes links and writes what stands for them has no fault', () => {
    expect(found(AFTER)).toEqual([]);
  });

  test.each<readonly [string, string, string]>([
    ['a byte beside the edits', AFTER.replace('# The', '# the'), 'byte 2 is not what the edits make of it'],
    ['a line beside the edits', AFTER.replace('redis', 'redis:6'), 'line 12 differs, where no edit is: "    image: redis\\n"'],
    ['a value of another key', AFTER.replace('redis', 'redis:6'), '/services/cache/image was "redis", now "redis:6"'],
    ['the place of another key', AFTER.replace('redis', "'redis'"), 'line 12 differs, outside the keys of links: "    image: redis"'],
    ['a comment that goes', AFTER.replace(' # ours', ''), 'the comment "# ours" is not there, or not where it was'],
    ['a comment that comes', AFTER.replace('redis', 'redis # new'), 'the comment "# new" was not there, or not where it is'],
    ['a line that ends otherwise', AFTER.replace('mysql\n', 'mysql\r\n'), 'a line ends with "\\r\\n", as none did before'],
    ['a last line without its end', AFTER.trimEnd(), 'the file ended with "\\n", now with ""'],
    ['a byte order mark', `\uFEFF${AFTER}`, 'the byte order mark is not as before'],
    ['a file that does not parse', AFTER.replace('[cache, db]', '[cache, db'), 'it does not parse'],
    [
      'an order that is lost',
      AFTER.replace('[cache, db]', '[db]'),
      '/web/depends_on/cache: {"condition":"service_started"} is no longer there',
    ],
  ])('%s is told', (_title, after, fault) => {
    expect(found(after).join('\n')).toContain(fault);
  });

  test('a wrong edit is told although the text is what it makes', () => {
    const after = AFTER.replace('redis', 'redis:6');
    expect(found(after, [...EDITS, edit([11, 11], [11, 16], 'redis:6')])).toEqual([
      'line 12 differs, outside the keys of links: "    image: redis"',
      'line 12 differs, outside the keys of links: "    image: redis:6"',
      '/services/cache/image was "redis", now "redis:6"',
    ]);
  });

  test('a v1 file may move to the right, and what its keys say otherwise there is the same', () => {
    const before = 'db: {image: mysql}\nweb:\n  image: shop\n  net: "container:db"\n';
    const after = 'services:\n  db: {image: mysql}\n  web:\n    image: shop\n    network_mode: "service:db"\n';
    const edits = [
      edit([0, 0], [0, 0], 'services:\n  '),
      ...[1, 2, 3].map((line) => edit([line, 0], [line, 0], '  ')),
      edit([3, 2], [3, 5], 'network_mode'),
      edit([3, 8], [3, 17], 'service'),
    ];
    expect(faultsOf({ before, after, edits, keys: [] })).toEqual([]);
    const other = after.replace('service:db', 'service:web');
    expect(faultsOf({ before, after: other, edits, keys: [] })).toContain('/services/web/network_mode was "service:db", now "service:web"');
  });
});

test('files in other forms say what they said', () => {
  const text = 'services:\n  web:\n    command: |\n      one\n      two\n    image: shop\n';
  const of = (name: string) => varied(text, VARIANTS[name] ?? String);
  expect(of('with CRLF')).toBe(text.replaceAll('\n', '\r\n'));
  expect(of('without a last line end')).toBe(text.trimEnd());
  expect(of('with a comment behind each line')).toBe(
    'services:  # behind 0\n  web:  # behind 1\n    command: |  # behind 2\n      one\n      two\n    image: shop  # behind 5\n',
  );
});

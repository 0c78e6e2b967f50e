import { describe, expect, it, test } from 'vitest';
import { readPlain } from '../../../../src/syntax/compose/plain.ts';
import type { PlainNode, PlainReading } from '../../../../src/syntax/compose/plain.ts';
import type { YamlDialect } from '../../../../src/syntax/compose/scalars.ts';
import { covered } from './reading.ts';

function data(node: PlainNode): unknown {
  if (node.tag) return { [node.tag]: data({ ...node, tag: null }) };
  if (node.kind === 'scalar') return node.type === 'string' ? node.text : `${node.type} ${node.text}`.trim();
  if (node.kind === 'list') return node.items.map(data);
  return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, data(value)]));
}

function documents(reading: PlainReading): readonly unknown[] {
  return reading.kind === 'documents' ? reading.documents.map(({ root }) => data(root)) : [reading.message];
}

describe('a scalar', () => {
  it.each([
    ['a', 'a', 'a'],
    ['"1"', '1', '1'],
    ['~', 'null', 'null'],
    ['yes', 'yes', 'boolean true'],
    ['Off', 'Off', 'boolean false'],
    ['True', 'boolean true', 'boolean true'],
    ['17', 'number 17', 'number 17'],
    ['-017', 'number -15', 'number -15'],
    ['0o17', 'number 15', '0o17'],
    ['0x1F', 'number 31', 'number 31'],
    ['1_000', 'number 1000', 'number 1000'],
    ['018', 'number 18', '018'],
    ['1.10', 'number 1.1', 'number 1.1'],
    ['1.0', 'number 1', 'number 1.0'],
    ['.5', 'number 0.5', 'number 0.5'],
    ['1e3', 'number 1000', '1e3'],
    ['22:22', '22:22', 'number 1342'],
    ['80:80', '80:80', '80:80'],
    ['1.2.3', '1.2.3', '1.2.3'],
    ['-', '-', '-'],
    ['!!str 17', '17', '17'],
  ])('%s is %j to Go and %j to Python', (written, go, python) => {
    const read = (dialect: YamlDialect) => documents(readPlain(`a: [${written === '-' ? '"-"' : written}]\n`, dialect));
    expect([read('go'), read('python')]).toEqual([[{ a: [go] }], [{ a: [python] }]]);
  });
});

test.each([
  ['{back:, db: }', { 'back:': 'null', db: 'null' }, { back: 'null', db: 'null' }],
  ['{a :}', { 'a :': 'null' }, { a: 'null' }],
  ['[a:, b]', ['a:', 'b'], [{ a: 'null' }, 'b']],
  ['[{a:}, b]', [{ 'a:': 'null' }, 'b'], [{ a: 'null' }, 'b']],
  ['{"a":, b: c}', { a: 'null', b: 'c' }, { a: 'null', b: 'c' }],
  ['{a:\n  , b: c:d}', { a: 'null', b: 'c:d' }, { a: 'null', b: 'c:d' }],
])('a colon before what ends a text is part of it to Go: %s', (written, go, python) => {
  const text = `a: ${written}\n`;
  expect(documents(readPlain(text, 'go'))).toEqual([{ a: go }]);
  expect(documents(readPlain(text, 'python'))).toEqual([{ a: python }]);
});

test.each([
  ['{a:[b]}', ['go']],
  ['[a?b]', ['both']],
  ['[?a]', ['both']],
  ['{a: :b}', ['both']],
  ['[b, :, c]', ['both']],
  ['["a?b", a:b]', []],
  ['a?b', []],
])('what the Composes refuse between brackets is told: %s', (written, refused) => {
  const reading = readPlain(`a: ${written}\n`, 'go');
  expect(reading.kind === 'documents' && reading.documents.flatMap(({ faults }) => faults.map(({ dialect }) => dialect))).toEqual(refused);
});

test('anchors and merge keys are followed, tags kept, places those of the text', () => {
  const text = 'x: &x { a: b, c: d }\ny: { <<: *x, c: e }\nz: [*x, !reset f]\nw: !override []\n';
  const reading = readPlain(text, 'go');
  expect(documents(reading)).toEqual([
    { x: { a: 'b', c: 'd' }, y: { a: 'b', c: 'e' }, z: [{ a: 'b', c: 'd' }, { '!reset': 'f' }], w: { '!override': [] } },
  ]);
  const y = reading.kind === 'documents' ? reading.documents[0]?.root.entries.get('y')?.value : undefined;
  const a = y?.kind === 'map' ? y.entries.get('a') : undefined;
  expect(a && [covered(text, a.keyRange), covered(text, a.value.range), a.value.range.start.line]).toEqual(['a', 'b', 0]);
});

test('further documents keep their places', () => {
  const text = 'a: b\n---\nc: d\n';
  const reading = readPlain(text, 'go');
  expect(documents(reading)).toEqual([{ a: 'b' }, { c: 'd' }]);
  const second = reading.kind === 'documents' ? reading.documents[1]?.root.entries.get('c') : undefined;
  expect(second && covered(text, second.value.range)).toBe('d');
});

test('what only one program refuses is told for that one', () => {
  const reading = readPlain('a: !reset b\na: c\nd: *e\n', 'go');
  const faults = reading.kind === 'documents' ? (reading.documents[0]?.faults ?? []) : [];
  expect(faults.map(({ dialect }) => dialect)).toEqual(['go', 'both']);
  const tagged = readPlain('a: !reset b\n', 'go');
  expect(tagged.kind === 'documents' && tagged.documents[0]?.faults.map(({ dialect }) => dialect)).toEqual(['python']);
});

test.each(['- a\n', 'a: [\n', 'a\n'])('%j is a fault', (text) => {
  expect(readPlain(text, 'go').kind).toBe('fault');
});

import { describe, expect, test } from 'vitest';
import { namesOf } from '../../../../../src/domain/compose/project/names.ts';
import type { Reader } from '../../../../../src/domain/compose/project/project.ts';
import { project } from './reading.ts';

const many = (count: number, line: (index: number) => string): string => Array.from({ length: count }, (_, index) => line(index)).join('');
const READERS: readonly Reader[] = ['compose-1', 'compose-2'];

describe.each(READERS)('%s comes to an end with', (reader) => {
  const services = (files: Readonly<Record<string, string>>) => project(files, { reader, files: ['/p/a.yaml'] });

  test('services that extend each other in a long row', () => {
    const text = `services:\n${many(500, (index) => `  s${String(index)}: { extends: s${String(index + 1)}, labels: ["l${String(index)}"] }\n`)}  s500: { image: i }\n`;
    expect(services({ 'a.yaml': text }).services).toHaveLength(501);
  });

  test('many services that extend a large one', () => {
    const base = `  base:\n    image: i\n    environment:\n${many(1000, (index) => `      V${String(index)}: x\n`)}`;
    const text = `services:\n${base}${many(1000, (index) => `  s${String(index)}: { extends: base }\n`)}`;
    expect(services({ 'a.yaml': text }).refused).toBe(true);
  });

  test('files that include and extend each other', () => {
    const files = {
      'a.yaml': 'include: [b.yaml, b.yaml, c.yaml]\nservices: { a: { image: i, extends: { file: b.yaml, service: b } } }\n',
      'b.yaml': 'include: [c.yaml, c.yaml, a.yaml]\nservices: { b: { extends: { file: a.yaml, service: a } } }\n',
      'c.yaml': 'include: [b.yaml, a.yaml]\n',
    };
    expect(services(files).refused).toBe(true);
  });

  test('twenty files of which each includes the next twice', () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [
        index === 0 ? 'a.yaml' : `f${String(index)}.yaml`,
        `include: [f${String(index + 1)}.yaml, f${String(index + 1)}.yaml]\nservices: { s${String(index)}: { image: i } }\n`,
      ]),
    );
    expect(services(files).refused).toBe(true);
  });

  test('anchors that multiply each other', () => {
    const text = `x0: &x0 [a, a]\n${many(30, (index) => `x${String(index + 1)}: &x${String(index + 1)} [*x${String(index)}, *x${String(index)}]\n`)}services: { a: { image: i, links: *x30 } }\n`;
    expect(services({ 'a.yaml': text }).problems.map(({ code }) => code)).toContain('file-unreadable');
  });

  test('a scale beyond all reason', () => {
    const read = services({ 'a.yaml': 'services: { a: { image: i, scale: 999999999 } }\n' });
    expect(namesOf(read).containers).toHaveLength(100);
  });
});

/** A generator of the same numbers every time (a linear congruence of Numerical Recipes). */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    yield state;
  }
}

const WORDS = [
  'services:',
  'web:',
  'db',
  '  ',
  '\n',
  ': ',
  '- ',
  '[',
  ']',
  '{',
  '}',
  '&a ',
  '*a',
  '<<',
  '!reset ',
  '!override ',
  'null',
  '${X:-',
  '$',
  '"',
  "'",
  'links',
  'extends',
  'include',
  'networks',
  'depends_on',
  'environment',
  '#',
  '---\n',
  '22:22',
  'b.yaml',
  '__proto__',
  'constructor',
];

test('no text makes it fail', () => {
  const random = numbers(7);
  const next = (below: number) => Math.floor((random.next().value as number) / 65536) % below;
  const base =
    'services:\n  web:\n    image: "w${T:-x}"\n    links: [db, "db:x"]\n    extends: { file: b.yaml, service: c }\n    networks: { n: { aliases: [a] } }\n  db: { image: d }\ninclude: [b.yaml]\nnetworks: { n: }\n';
  for (let round = 0; round < 40; round++) {
    let text = base;
    for (let change = 0; change <= next(5); change++) {
      const at = next(text.length + 1);
      text = text.slice(0, at) + (WORDS[next(WORDS.length)] ?? '') + text.slice(at + next(4));
    }
    const files = { 'a.yaml': text, 'b.yaml': round % 2 === 0 ? text : base, '.env': text, 'x.env': text };
    for (const reader of READERS) {
      const read = project(files, { reader, files: ['/p/a.yaml', '/p/b.yaml'] });
      expect(namesOf(read).containers.length).toBeGreaterThanOrEqual(0);
      for (const { message } of read.problems) expect(message).toMatch(/\.$/);
    }
  }
});

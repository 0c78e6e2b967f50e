import { expect, test } from 'vitest';
import { discoveryReport } from '../../../../src/cli/report/discovery.ts';
import { STRATEGIES } from '../../../../src/domain/discovery/index.ts';
import type { Situation } from '../../../../src/domain/discovery/strategy.ts';

const situation: Situation = {
  receiver: 'web',
  source: 'mysql',
  alias: 'db',
  mechanism: 'dns',
  inside: true,
  ways: [{ row: 'alias', title: 'Replace link "mysql:db" by a network alias', asks: false }],
  refusal: null,
  consul: [],
  registrator: [],
  published: false,
  stack: false,
  asksOnce: null,
  notes: [],
  through: null,
  far: [],
};
const LINK = { path: 'compose.yaml', line: 4, situation };

test('a link’s strategies in words, those that fit first', () => {
  const lines = discoveryReport([LINK], 'text').split('\n');
  expect(lines[0]).toBe('compose.yaml:4: web → mysql as db');
  expect(lines[2]).toBe('  fits: Name or alias in Docker’s DNS');
  expect(lines[3]).toMatch(/^ {4}Replace link "mysql:db" by a network alias: proved/);
});

test('the same as data, with the edits by their rows', () => {
  const { version, links, strategies } = JSON.parse(discoveryReport([LINK], 'json')) as Record<string, readonly unknown[]>;
  expect(version).toBe(1);
  expect(links).toMatchObject([
    { path: 'compose.yaml', line: 4, strategies: [{ code: 'docker-dns', fit: 'fits', rewrites: [{ row: 'alias' }] }, {}, {}, {}, {}, {}] },
  ]);
  expect(strategies).toHaveLength(STRATEGIES.length);
});

test('without a link the strategies themselves, in every form', () => {
  for (const format of ['text', 'json', 'markdown'] as const) expect(discoveryReport([], format)).toContain('virtual address');
});

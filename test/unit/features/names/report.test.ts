import { expect, test } from 'vitest';
import { questionOf, questionPath } from '../../../../src/features/names/question.ts';
import { askable, namesText } from '../../../../src/features/names/report.ts';
import { container, engineOf } from '../../domain/verdicts/engineOf.ts';
import { snapshotOf } from '../shared/workspace.ts';

const web = container('web', { hostname: 'web', networks: { shop: { ipv4: '172.18.0.3', links: ['db:maindb'] } } });
const db = container('db', { hostname: 'db', networks: { shop: { ipv4: '172.18.0.2', aliases: ['data|base'] } } });
const cron = container('cron', { hostname: 'cron', running: false, networks: { shop: {} } });
const engine = { address: '/s', health: { state: 'connected' }, facts: engineOf([web, db, cron]) } as const;
const file = 'services:\n  api: { image: a, links: ["store:data"] }\n  store: { image: b }\n';
const snapshot = snapshotOf({ 'compose.yaml': file }, { engines: [engine] });

test('who can resolve a name: containers, stopped ones, and services to come', () => {
  const text = namesText(snapshot, { kind: 'who', name: 'DB.shop' });
  expect(text).toContain('# Who can resolve `DB.shop`?');
  expect(text).toContain('| `web` | "db" leads to db. | container name on shop |');
  expect(text).toContain('| `cron` | "db" leads to db. (once it is started) | container name on shop |');
  expect(text).not.toContain('| `db` |');
  expect(namesText(snapshot, { kind: 'who', name: 'data' })).toContain('| `api` | "data" leads to shop-store-1. | link alias |');
});

test('a link’s alias is known to its receiver alone, in its own letter case', () => {
  expect(namesText(snapshot, { kind: 'who', name: 'maindb' })).toContain('| `web` | "maindb" leads to db. | link alias on shop |');
  expect(namesText(snapshot, { kind: 'who', name: 'MainDB' })).not.toContain('leads to db');
});

test('what a container sees; text that was read is no markup', () => {
  const text = namesText(snapshot, { kind: 'what', container: 'web' });
  expect(text).toContain('# What does `web` see?');
  expect(text).toContain('| `data\\|base` | "data\\|base" leads to db. | network alias on shop |');
  expect(text).not.toContain('compose.yaml');
});

test('what can be chosen', () => {
  expect(askable(snapshot).askers).toEqual(['api', 'cron', 'db', 'store', 'web']);
  expect(askable(snapshot).names).toContain('maindb');
});

test('a question goes into a document’s address and comes back', () => {
  const question = { kind: 'who', name: 'a/b' } as const;
  expect(questionPath(question).path).toBe('/Who can resolve a_b.md');
  expect(questionOf(questionPath(question).query)).toEqual(question);
  expect(questionOf('{"x":1}')).toBeNull();
  expect(questionOf('no')).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { judge } from '../../../support/links/judge.ts';
import type { Doc } from '../../../support/links/judge.ts';

describe('the judge finds what is broken', () => {
  const start = 'services:\n  db: {image: mysql}\n  web: {links: ["db:d"]}\n  x: {hostname: y, depends_on: [db]}\n';
  it.each([
    ['a lost alias', start.replace('links: ["db:d"]', 'depends_on: [db]'), 'web: d led to [db#1], now to []'],
    ['a lost order', start.replace('links: ["db:d"]', 'image: web'), 'web no longer starts after db'],
    [
      'a second owner',
      start.replace('hostname: y', 'hostname: y, networks: {default: {aliases: [db]}}'),
      'web: db led to [db#1], now to [db#1,x#1]',
    ],
    ['another image', start.replace('mysql', 'redis'), 'something else changed'],
    ['another wait', start.replace('depends_on: [db]', 'depends_on: {db: {condition: service_healthy}}'), 'x waits otherwise for db'],
  ])('%s', (_title, after, fault) => {
    expect(judge(parse(start) as Doc, parse(start) as Doc, start)).toEqual([]);
    expect(judge(parse(start) as Doc, parse(after) as Doc, start)).toContain(fault);
  });

  it('where a link that led nowhere leads to another service', () => {
    const before = start.replace('{image: mysql}', '{image: mysql, network_mode: bridge}');
    const after = before.replace('hostname: y', 'hostname: y, networks: {default: {aliases: [shop-db-1]}}');
    expect(judge(parse(before) as Doc, parse(after) as Doc, start)).toEqual(
      ['db_1', 'db-1', 'd'].map((name) => `web: ${name} led to [], now to [x#1]`),
    );
  });
});

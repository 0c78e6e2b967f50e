import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { judge } from '../../../support/links/judge.ts';
import type { Allowed } from '../../../support/links/judge.ts';
import type { Doc, Joint } from '../../../support/links/names.ts';

/** What the judge finds where a Compose, the new one if nothing is said, takes one text in place of another. */
function found(before: string, after: string, joint: Joint = '-', allowed: Allowed = {}): readonly string[] {
  return judge({ before: parse(before) as Doc, after: parse(after) as Doc, text: before, joint }, allowed);
}

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
    expect(found(start, start)).toEqual([]);
    expect(found(start, after)).toContain(fault);
  });

  it.each([
    ['-', 'shop-db-1', ['db-1', 'd', 'shop-db-1']],
    ['_', 'shop_db_1', ['db_1', 'd', 'shop_db_1']],
  ] as const)('where a link that led nowhere leads to another service, with `%s` in the names of containers', (joint, alias, names) => {
    const before = start.replace('{image: mysql}', '{image: mysql, network_mode: bridge}');
    const after = before.replace('hostname: y', `hostname: y, networks: {default: {aliases: [${alias}]}}`);
    expect(found(before, after, joint)).toEqual(names.map((name) => `web: ${name} led to [], now to [x#1]`));
    expect(found(before, after, joint === '-' ? '_' : '-')).toEqual([]);
  });

  it("where a container's own name leads to another one, too", () => {
    const after = start.replace('hostname: y', 'hostname: y, networks: {default: {aliases: [shop-db-1]}}');
    expect(found(start, after)).toContain('x: shop-db-1 led to [db#1], now to [db#1,x#1]');
  });

  it('where a name of a container that the text says is not kept', () => {
    const before = 'services:\n  db: {image: mysql}\n  web: {links: [db]}\n  x: {container_name: shop-db-1}\n# shop_db_1\n';
    const after = before.replace('links', 'depends_on');
    const kept = after.replace('{image: mysql}', '{image: mysql, networks: {default: {aliases: [shop_db_1]}}}');
    expect(found(before, after, '-', { containerNames: true })).toEqual(['web: shop_db_1 does not lead to db']);
    expect(found(before, kept, '-', { containerNames: true })).toEqual([]);
    const shared = (text: string) => text.replace('  x:', '  x: {hostname: shop_db_1}\n  y:');
    expect(found(shared(before), shared(after), '-', { containerNames: true })).toEqual([]);
  });

  it.each(['-', '_'] as const)('but not where a name that a file gives a container leads to it still, with `%s`', (joint) => {
    const before = 'services:\n  db: {container_name: cache_1}\n  cache: {image: redis}\n  web: {links: [cache, "db:cache_1", "db:d"]}\n';
    expect(found(before, before.replace(' "db:cache_1",', ''), joint)).toEqual([]);
  });
});

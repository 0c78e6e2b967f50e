import { describe, expect, it } from 'vitest';
import { readProject } from '../../../../src/domain/compose/project/readProject.ts';
import { planOf } from '../../../../src/domain/fixes/plan.ts';
import type { Plan } from '../../../../src/domain/fixes/plan.ts';
import { proveProject } from '../../../../src/domain/fixes/proof/proveProject.ts';
import { worldOf } from '../../../../src/domain/fixes/proof/world.ts';

function projectOf(text: string) {
  return readProject({ reader: 'compose-2', files: ['/work/shop/compose.yaml'] }, (path) => (path.endsWith('compose.yaml') ? text : null));
}

const BEFORE = 'services:\n  db: {image: mysql}\n  other: {image: redis}\n  web: {image: web, links: ["db:d"]}\n';
const GOOD =
  'services:\n  db: {image: mysql, networks: {default: {aliases: [d]}}}\n  other: {image: redis}\n  web: {image: web, depends_on: [db]}\n';

/** The plan for the one link: an alias on its source, and the order of start. */
function planFor(rest: Partial<Plan> = {}): Plan {
  const [link] = projectOf(BEFORE).services.find(({ name }) => name === 'web')?.links ?? [];
  if (!link) throw new Error('no link');
  return planOf('alias', [{ service: 'web', link, source: 'db' }], {
    depends: [{ service: 'web', on: 'db', form: 'short' }],
    aliases: [{ service: 'db', network: 'default', alias: 'd' }],
    ...rest,
  });
}

function proof(after: string, plan = planFor()) {
  return proveProject(worldOf(projectOf(BEFORE)), worldOf(projectOf(after)), plan, () => []);
}

describe('proveProject', () => {
  it('rejects an alias that is the name of the container for which a link that led nowhere stands', () => {
    const before =
      'services:\n  db: {image: mysql, networks: [back]}\n  other: {image: redis}\n  web: {image: web, links: ["db:d", "other:shop-db-1"]}\nnetworks: {back: }\n';
    const after = before
      .replace('{image: redis}', '{image: redis, networks: {default: {aliases: [shop-db-1]}}}')
      .replace('["db:d", "other:shop-db-1"]', '["db:d"], depends_on: [other]');
    const [link] =
      projectOf(before)
        .services.find(({ name }) => name === 'web')
        ?.links.filter(({ alias }) => alias !== 'd') ?? [];
    if (!link) throw new Error('no link');
    const plan = planOf('alias', [{ service: 'web', link, source: 'other' }], {
      depends: [{ service: 'web', on: 'other', form: 'short' }],
      aliases: [{ service: 'other', network: 'default', alias: 'shop-db-1' }],
    });
    expect(proveProject(worldOf(projectOf(before)), worldOf(projectOf(after)), plan, () => [])).toMatchObject({
      proved: false,
      reason: '`d` would lead `web` to `other`.',
    });
  });

  it('rejects it also where the receiver has another link to the service that gets the alias', () => {
    const before =
      'services:\n  db: {image: mysql, network_mode: bridge}\n  cache: {image: redis}\n  api: {image: api, links: [cache, "db:d"]}\n  web: {image: web, links: ["cache:shop-db-1"]}\n';
    const after = before
      .replace('{image: redis}', '{image: redis, networks: {default: {aliases: [shop-db-1]}}}')
      .replace('links: ["cache:shop-db-1"]', 'depends_on: [cache]');
    const [link] = projectOf(before).services.find(({ name }) => name === 'web')?.links ?? [];
    if (!link) throw new Error('no link');
    const plan = planOf('alias', [{ service: 'web', link, source: 'cache' }], {
      depends: [{ service: 'web', on: 'cache', form: 'short' }],
      aliases: [{ service: 'cache', network: 'default', alias: 'shop-db-1' }],
    });
    expect(proveProject(worldOf(projectOf(before)), worldOf(projectOf(after)), plan, () => [])).toMatchObject({
      proved: false,
      reason: '`d` would lead `api` to `cache`.',
    });
  });

  it('accepts what was planned', () => {
    expect(proof(GOOD)).toMatchObject({ proved: true, effects: { lost: [{ service: 'web', name: 'db-1' }], reaching: [], parted: [] } });
  });

  it.each([
    ['no alias', GOOD.replace(', networks: {default: {aliases: [d]}}', ''), /other aliases/],
    [
      'the alias on another service',
      GOOD.replace(', networks: {default: {aliases: [d]}}', '').replace('redis', 'redis, networks: {default: {aliases: [d]}}'),
      /other aliases/,
    ],
    ['the alias on both', GOOD.replace('redis', 'redis, networks: {default: {aliases: [d]}}'), /other aliases/],
    ['no order', GOOD.replace(', depends_on: [db]', ''), /no longer start after `db`/],
    ['another order', GOOD.replace('[db]', '[db, other]'), /would depend on `other`/],
    ['another condition', GOOD.replace('[db]', '{db: {condition: service_healthy}}'), /wait otherwise/],
    ['another network', GOOD.replace('image: web,', 'image: web, networks: [side],') + 'networks: {side: }\n', /other networks/],
    ['another image', GOOD.replace('redis', 'valkey'), /more of `other`/],
    ['the link still there', GOOD.replace('depends_on: [db]', 'depends_on: [db], links: ["db:d"]'), /links of `web`/],
    ['a project that Compose refuses', GOOD.replace('depends_on: [db]', 'depends_on: [db, gone]'), /refuse/],
  ])('rejects %s', (_title, after, reason) => {
    expect(proof(after)).toMatchObject({ proved: false, reason: expect.stringMatching(reason) as string });
  });

  // The same faults, where the plan itself is wrong and was carried out to the letter.
  it.each([
    ['an alias forgotten', GOOD.replace(', networks: {default: {aliases: [d]}}', ''), { aliases: [] }, /no longer lead `web`/],
    [
      'an alias on another service',
      GOOD.replace(', networks: {default: {aliases: [d]}}', '').replace('redis', 'redis, networks: {default: {aliases: [d]}}'),
      { aliases: [{ service: 'other', network: 'default', alias: 'd' }] },
      /`d` would lead/,
    ],
    [
      'an alias that is a service',
      GOOD.replace('[d]', '[d, other]'),
      {
        aliases: [
          { service: 'db', network: 'default', alias: 'd' },
          { service: 'db', network: 'default', alias: 'other' },
        ],
      },
      /`other` would lead/,
    ],
    ['the order forgotten', GOOD.replace(', depends_on: [db]', ''), { depends: [] }, /no longer start after/],
  ])('rejects a plan with %s', (_title, after, rest, reason) => {
    expect(proof(after, planFor(rest))).toMatchObject({ proved: false, reason: expect.stringMatching(reason) as string });
  });
});

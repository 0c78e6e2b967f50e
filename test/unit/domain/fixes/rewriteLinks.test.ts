import { describe, expect, it } from 'vitest';
import { projectsOf } from '../../../../src/domain/fixes/carryOut.ts';
import { replaceAll } from '../../../../src/domain/fixes/replaceAll.ts';
import { rewritesOf } from '../../../../src/domain/fixes/rewriteLinks.ts';
import type { Rewrite } from '../../../../src/domain/fixes/rewrite.ts';
import { oneFile, scopeOf } from './scope.ts';

function first(text: string, service: string, raw: string): Rewrite {
  const [way] = rewritesOf(oneFile(text), { service, raw });
  if (way?.kind !== 'rewrite') throw new Error(way?.reason ?? 'nothing');
  return way;
}

const db = '  db:\n    image: mysql\n';

describe('a link on project networks', () => {
  it.each([
    [
      'same-name',
      'safe',
      `services:\n${db}  web:\n    image: web\n    links:\n      - db\n`,
      'db',
      `services:\n${db}  web:\n    image: web\n    depends_on:\n      - db\n`,
    ],
    [
      'alias',
      'safe',
      `services:\n${db}  web:\n    image: web\n    links: [db:d]\n`,
      'db:d',
      `services:\n${db}    networks:\n      default:\n        aliases:\n          - d\n  web:\n    image: web\n    depends_on: [db]\n`,
    ],
    [
      'join-network',
      'asks',
      `services:\n${db}    networks: [back]\n  web:\n    image: web\n    networks:\n      - front\n    links:\n      - db\nnetworks:\n  front:\n  back:\n`,
      'db',
      `services:\n${db}    networks: [back]\n  web:\n    image: web\n    networks:\n      - front\n      - back\n    depends_on:\n      - db\nnetworks:\n  front:\n  back:\n`,
    ],
    [
      'profile',
      'asks',
      `services:\n${db}    profiles: [data]\n  web:\n    image: web\n    links: [db]\n`,
      'db',
      `services:\n${db}    profiles: [data]\n  web:\n    image: web\n    depends_on:\n      db:\n        condition: service_started\n        required: false\n`,
    ],
    [
      'bridge',
      'asks',
      `services:\n${db}    network_mode: bridge # old\n  web: {image: web, network_mode: bridge, links: [db]}\n`,
      'db',
      `services:\n${db}    # old\n  web: {image: web, depends_on: [db]}\n`,
    ],
    [
      'cycle',
      'asks',
      'services:\n  a:\n    image: a\n    links: [b]\n  web:\n    image: web\n  b:\n    image: b\n    links: [a]\n',
      'b',
      'services:\n  a:\n    image: a\n  web:\n    image: web\n  b:\n    image: b\n',
    ],
  ] as const)('%s', (row, consent, before, raw, after) => {
    const way = first(before, row === 'cycle' ? 'a' : 'web', raw);
    expect(way).toMatchObject({ row, consent });
    expect(way.files.map(({ text }) => text)).toEqual([after]);
  });

  it('says what was proved and what goes with it', () => {
    expect(first(`services:\n${db}  web:\n    image: web\n    links: [db:d]\n`, 'web', 'db:d')).toMatchObject({
      title: 'Replace link "db:d" by a network alias',
      kept: ['web still resolves db, d → db', 'start order kept'],
      lost: ['db-1, db_1, used nowhere', '`docker compose restart db` no longer restarts web'],
      changed: [],
    });
  });

  it('can keep the joint restart, and wait for a health check where there is one', () => {
    const text = `services:\n  db:\n    image: mysql\n    healthcheck:\n      test: ok\n  web:\n    image: web\n    depends_on: [q]\n    links: [db]\n  q:\n    image: q\n`;
    const ways = rewritesOf(oneFile(text), { service: 'web', raw: 'db' });
    expect(ways.map((way) => (way.kind === 'rewrite' ? way.title : way.reason))).toEqual([
      'Replace link "db" by `depends_on`',
      'Replace link "db" by `depends_on`, restarted together',
      'Replace link "db" by `depends_on`, waiting for its health check',
    ]);
    expect(ways[1]).toMatchObject({ consent: 'asks', lost: ['db-1, db_1, used nowhere'] });
    expect((ways[1] as Rewrite).files[0]?.text).toContain(
      'depends_on: {q: {condition: service_started}, db: {condition: service_started, restart: true}}',
    );
  });
});

describe('one alias for two services', () => {
  const text = `services:\n  one:\n    image: mysql\n  two:\n    image: mysql\n  web:\n    image: web\n    links: [one:db]\n  api:\n    image: api\n    links: [two:db]\n`;

  it('becomes a network for each pair, and both links go together', () => {
    const way = first(text, 'web', 'one:db');
    expect(way).toMatchObject({ row: 'pair-network', consent: 'asks', title: 'Replace 2 links by a network for each pair' });
    expect(way.files[0]?.text).toBe(
      `services:\n  one:\n    image: mysql\n    networks:\n      default:\n      web_one:\n        aliases:\n          - db\n` +
        `  two:\n    image: mysql\n    networks:\n      default:\n      api_two:\n        aliases:\n          - db\n` +
        `  web:\n    image: web\n    depends_on: [one]\n    networks:\n      - default\n      - web_one\n` +
        `  api:\n    image: api\n    depends_on: [two]\n    networks:\n      - default\n      - api_two\nnetworks:\n  web_one:\n  api_two:\n`,
    );
  });

  it('is left alone by what replaces all links without a question', () => {
    expect(replaceAll(oneFile(text)).rewrite).toBeNull();
  });
});

describe('what has no automatic rewrite', () => {
  it.each([
    [
      'an alias that is another service',
      `services:\n${db}  two:\n    image: mysql\n  web:\n    image: web\n    links: [two:db]\n`,
      'two:db',
      /lead .* to `db` and `two`/,
    ],
    ['an alias that is the receiver', `services:\n${db}  web:\n    image: web\n    links: [db:web]\n`, 'db:web', /`web`/],
    ['a receiver on the host', `services:\n${db}  web:\n    image: web\n    network_mode: host\n    links: [db]\n`, 'db', /host's network/],
    ['no such service', `services:\n  web:\n    image: web\n    links: [db]\n`, 'db', /defines no service/],
    [
      'a name that is used',
      `services:\n${db}  web:\n    image: web\n    links: [db]\n    command: wait db_1\n`,
      'db',
      /uses the name `db_1`/,
    ],
    ['a variable', `services:\n${db}  web:\n    image: web\n    links: ["db:\${A}d"]\n`, 'db:d', /depends on a variable/],
  ])('%s', (_title, text, raw, reason) => {
    const [way] = rewritesOf(oneFile(text), { service: 'web', raw });
    expect(way).toMatchObject({ kind: 'refused', reason: expect.stringMatching(reason) as string });
  });

  it('says what a person can do', () => {
    const [way] = rewritesOf(oneFile(`services:\n${db}  two:\n    image: mysql\n  web:\n    image: web\n    links: [two:db]\n`), {
      service: 'web',
      raw: 'two:db',
    });
    expect(way).toMatchObject({
      instead: [expect.stringContaining('use the name `two` in place of `db`'), expect.stringContaining('Keep the link')],
    });
  });
});

describe('several files', () => {
  it('takes a link where it is declared and gives the alias where the networks are', () => {
    const override = 'services:\n  web:\n    links:\n      - db:d\n';
    const main = `services:\n${db}    networks: [back]\n  web:\n    image: web\n    networks: [back]\nnetworks:\n  back:\n`;
    const projects = projectsOf(scopeOf({ 'over.yaml': override, 'compose.yaml': main }, [['compose.yaml', 'over.yaml']]));
    const [way] = rewritesOf(projects, { service: 'web', raw: 'db:d' });
    expect(way).toMatchObject({
      row: 'alias',
      consent: 'safe',
      files: [
        { path: '/work/shop/over.yaml', text: 'services:\n  web:\n    depends_on:\n      - db\n' },
        { path: '/work/shop/compose.yaml', text: main.replace('[back]', '{back: {aliases: [d]}}') },
      ],
    });
  });

  it('keeps a link that another set of files would break without', () => {
    const main = `services:\n${db}  web:\n    image: web\n    links: [db:d]\n`;
    const test = 'services:\n  fake:\n    image: fake\n    container_name: d\n';
    const sets = [['compose.yaml'], ['compose.yaml', 'test.yaml']];
    const [way] = rewritesOf(projectsOf(scopeOf({ 'compose.yaml': main, 'test.yaml': test }, sets)), { service: 'web', raw: 'db:d' });
    expect(way).toMatchObject({ kind: 'refused', reason: '`d` would lead `db` to `db` and `fake`.' });
  });

  it('takes a link that services share, by an anchor or by extends, for all of them', () => {
    const text = `x-base: &base\n  image: web\n  links: [db]\nservices:\n${db}  web:\n    <<: *base\n  api:\n    <<: *base\n    depends_on: [q]\n  q:\n    image: q\n`;
    expect(first(text, 'web', 'db').files[0]?.text).toBe(text.replace('links: [db]', 'depends_on: [db]').replace('[q]', '[q, db]'));
  });
});

describe('all links of a file', () => {
  it('go together, each name on its source, and the second time there is nothing left', () => {
    const text = `services:\n${db}  web:\n    image: web\n    links: [db, db:d]\n  api:\n    image: api\n    links: [db:data, web]\n`;
    const { rewrite, kept } = replaceAll(oneFile(text));
    expect(kept).toEqual([]);
    const after = `services:\n${db}    networks:\n      default:\n        aliases:\n          - d\n          - data\n  web:\n    image: web\n    depends_on: [db]\n  api:\n    image: api\n    depends_on: [db, web]\n`;
    expect(rewrite?.files[0]?.text).toBe(after);
    expect(replaceAll(oneFile(after))).toEqual({ rewrite: null, kept: [] });
  });
});

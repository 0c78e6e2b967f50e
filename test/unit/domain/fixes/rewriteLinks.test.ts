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

describe('what a source is', () => {
  it('may be several containers on the host, all of which are at its one address', () => {
    const text = 'services:\n  db:\n    image: mysql\n    scale: 2\n    network_mode: host\n  web:\n    image: web\n    links: [db:d]\n';
    expect(first(text, 'web', 'db:d')).toMatchObject({
      row: 'host-gateway',
      changed: ['the names lead to the host, on engines since 20.10', "all 2 containers of db are behind the host's one address"],
    });
  });

  it('has no name of its own in the network of one of several containers', () => {
    const text =
      'services:\n  pod:\n    image: pause\n    scale: 2\n  db:\n    image: mysql\n    network_mode: service:pod\n  web:\n    image: web\n    links: [db]\n';
    const [way] = rewritesOf(oneFile(text), { service: 'web', raw: 'db' });
    expect(way).toMatchObject({
      kind: 'refused',
      reason: '`db` is in the network of one of the containers of `pod`, and a name would lead to all of them.',
    });
  });

  it('is judged by another project name where Compose cannot start the project under that of the folder', () => {
    const text = `services:\n${db}  other:\n    image: other\n    container_name: shop-db-1\n  web:\n    image: web\n    links: [db:d]\n`;
    expect(first(text, 'web', 'db:d')).toMatchObject({ row: 'alias', consent: 'safe' });
    const [named] = rewritesOf(oneFile(`name: shop\n${text}`), { service: 'web', raw: 'db:d' });
    expect(named).toMatchObject({ kind: 'refused', reason: 'Two containers have one name, of which the engine takes only one.' });
  });
});

describe('the wait for a health check', () => {
  const pairs = (one: string, two: string) =>
    `services:\n  one:\n    image: mysql\n${one}  two:\n    image: mysql\n${two}  web:\n    image: web\n    links: [one:db]\n  api:\n    image: api\n    links: [two:db]\n`;
  const check = '    healthcheck:\n      test: ok\n';

  it('is asked for only of services that have one, and told of beside other waits', () => {
    const ways = rewritesOf(oneFile(pairs(check, '    profiles: [more]\n')), { service: 'web', raw: 'one:db' });
    const way = ways.find((each) => each.kind === 'rewrite' && each.title.endsWith(', waiting for its health check')) as Rewrite;
    expect(way.files[0]?.text).toContain('one:\n        condition: service_healthy\n');
    expect(way.files[0]?.text).toContain('two:\n        condition: service_started\n        required: false\n');
    expect(way.changed).toEqual(expect.arrayContaining([expect.stringContaining('only when its source is healthy')]));
    const [, , plain] = rewritesOf(oneFile(pairs(check, '')), { service: 'web', raw: 'one:db' });
    expect((plain as Rewrite).files[0]?.text).toContain('depends_on: [two]');
  });

  it.each([
    ['is switched off', '    healthcheck:\n      disable: true\n'],
    ['tests nothing', '    healthcheck:\n      test: [NONE]\n'],
    ['is one of a comment', '    # healthcheck:\n'],
    ['names no test, so that the image decides', '    healthcheck:\n      interval: 5s\n'],
  ])('is not offered where the check %s', (_title, lines) => {
    const ways = rewritesOf(oneFile(`services:\n${db}${lines}  web:\n    image: web\n    links: [db]\n`), { service: 'web', raw: 'db' });
    expect(ways.map((way) => (way.kind === 'rewrite' ? way.title : ''))).toEqual([
      'Replace link "db" by `depends_on`',
      'Replace link "db" by `depends_on`, restarted together',
    ]);
  });

  it('is offered where a merge key brings the check', () => {
    const text = `x-base: &base\n  healthcheck: {test: ok}\nservices:\n${db}    <<: *base\n  web:\n    image: web\n    links: [db]\n`;
    expect(rewritesOf(oneFile(text), { service: 'web', raw: 'db' })).toHaveLength(3);
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
    expect(replaceAll(oneFile(after))).toEqual({ rewrite: null, replaced: [], kept: [] });
  });
});

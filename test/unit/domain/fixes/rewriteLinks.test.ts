import { describe, expect, it } from 'vitest';
import { projectsOf } from '../../../../src/domain/fixes/carryOut.ts';
import { replaceAll } from '../../../../src/domain/fixes/replaceAll.ts';
import { rewritesOf } from '../../../../src/domain/fixes/rewriteLinks.ts';
import type { Rewrite } from '../../../../src/domain/fixes/rewrite.ts';
import type { ProjectText } from '../../../../src/domain/fixes/surroundings.ts';
import { oneFile, scopeOf } from './scope.ts';

function first(text: string, service: string, raw: string, texts: readonly ProjectText[] = []): Rewrite {
  const [way] = rewritesOf(oneFile(text, { texts }), { service, raw });
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

  it('is told to be missed by a script that links to a container of the default bridge', () => {
    const text = `services:\n${db}    network_mode: bridge\n  web: {image: web, network_mode: bridge, links: [db]}\n`;
    const texts = [{ path: 'bin/test.sh', text: 'docker run --link shop-db-1:db --link shop-mydb-1:x tester\n' }];
    const told = 'bin/test.sh links to shop-db-1, which Docker refuses from the default bridge then';
    expect(first(text, 'web', 'db', texts).changed).toContain(told);
    expect(first(`services:\n${db}  web: {image: web, links: [db]}\n`, 'web', 'db', texts).changed).not.toContain(told);
  });

  it('is written with the steps of its service, whichever those of the services are', () => {
    const text =
      'services:\n    db:\n      image: mysql\n    # asks\n    web:\n\n      # for data\n      image: web\n      links:\n        - db:d\n';
    expect(first(text, 'web', 'db:d').files[0]?.text).toBe(
      text
        .replace('image: mysql\n', 'image: mysql\n      networks:\n        default:\n          aliases:\n            - d\n')
        .replace('links:\n        - db:d', 'depends_on:\n        - db'),
    );
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
      'Replace link "db" by a network of their own',
    ]);
    expect(ways[1]).toMatchObject({ consent: 'asks', lost: ['db-1, db_1, used nowhere'] });
    expect((ways[1] as Rewrite).files[0]?.text).toContain(
      'depends_on: {q: {condition: service_started}, db: {condition: service_started, restart: true}}',
    );
  });
});

describe('what a source is', () => {
  it('may be several containers, which all answer to the name', () => {
    const text = 'services:\n  db:\n    image: mysql\n    scale: 2\n  web:\n    image: web\n    links: [db:d]\n';
    expect(first(text, 'web', 'db:d')).toMatchObject({
      row: 'scaled',
      consent: 'asks',
      changed: ['d leads web to all 2 containers in turn, the link led to one'],
    });
  });

  it('may be missing, also where the receiver is written in brackets', () => {
    const text = 'services:\n  db: {image: mysql, profiles: [data]}\n  web: {image: web, links: [db]}\n';
    expect(first(text, 'web', 'db').files[0]?.text).toBe(
      text.replace('links: [db]', 'depends_on: {db: {condition: service_started, required: false}}'),
    );
  });

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

  it('keeps the blank behind a name without a value in braces, as Compose reads a comma there as part of the name', () => {
    const shop =
      'services:\n  one: {image: x}\n  two: {image: x}\n  a: {image: x, links: ["one:db"]}\n  b: {image: x, links: ["two:db"]}\nnetworks: {more: }\n';
    expect(first(shop, 'a', 'one:db').files[0]?.text).toContain('networks: {more: , a_one: null, b_two: null }');
  });

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

  it('keeps no link to a service that has the name by itself', () => {
    const named =
      'services:\n  db: {image: mysql}\n  new: {image: mysql}\n  web: {image: web, links: ["new:db"]}\n  api: {image: api, links: [db]}\n';
    const { rewrite, kept } = replaceAll(oneFile(named));
    expect(rewrite?.files[0]?.text).toBe(named.replace('links: [db]', 'depends_on: [db]'));
    expect(kept.map(({ links }) => links.map(({ raw }) => raw))).toEqual([['new:db']]);
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
    const refused = rewritesOf(oneFile(text), { service: 'web', raw })[0];
    expect(refused).toMatchObject({ kind: 'refused', reason: expect.stringMatching(reason) as string });
  });

  it.each([
    [
      'the receiver has the network of another container',
      'image',
      'network_mode: "container:far"',
      /Let `far` join a network of the source/,
    ],
    ['the receiver is on the host', 'image', 'network_mode: host', /connect to it at localhost/],
    ['the source has the network of another container', 'network_mode: "container:far"', 'image', /Give the alias to `far`/],
    ['the source has no network', 'network_mode: none', 'image', /Take `network_mode` out of `db`/],
  ])('says what a person can do where %s', (_title, there, here, words) => {
    const line = (key: string) => (key === 'image' ? 'restart: always' : key);
    const text = `services:\n${db}    ${line(there)}\n  web:\n    image: web\n    ${line(here)}\n    links: [db]\n`;
    expect(rewritesOf(oneFile(text), { service: 'web', raw: 'db' })).toEqual([
      expect.objectContaining({ kind: 'refused', instead: [expect.stringMatching(words)] }),
    ]);
  });

  it('is told where a variable hides the source, or where nothing but an order is kept', () => {
    const text = 'services:\n  db: {image: x}\n  web: {image: x, links: ["${NOPE}"]}\n  job: {image: x, network_mode: none, links: [db]}\n';
    expect(rewritesOf(oneFile(text), { service: 'web', raw: '${NOPE}' })).toMatchObject([
      { kind: 'refused', reason: 'The link names no service, as far as its variables are known.', instead: ['Write the service out.'] },
    ]);
    expect(rewritesOf(oneFile(text), { service: 'job', raw: 'db' })).toMatchObject([
      { kind: 'refused', instead: ['Put `depends_on` in its place: it keeps nothing but the order of start.'] },
    ]);
  });

  it('says what a person can do', () => {
    const refused = rewritesOf(oneFile(`services:\n${db}  two:\n    image: mysql\n  web:\n    image: web\n    links: [two:db]\n`), {
      service: 'web',
      raw: 'two:db',
    })[0];
    expect(refused).toMatchObject({
      instead: [expect.stringContaining('use the name `two` in place of `db`'), expect.stringContaining('Keep the link')],
    });
  });
});

function way(text: string, row: string, raw: string, around = {}): Rewrite {
  const found = rewritesOf(oneFile(text, around), { service: 'web', raw }).find((each) => each.kind === 'rewrite' && each.row === row);
  if (found?.kind !== 'rewrite') throw new Error(`no ${row}`);
  return found;
}

describe("the service's own name in the settings of the receiver", () => {
  it('takes the place of the alias wherever that is surely a host, and what else says the alias is told', () => {
    const text = (name: string, links: string) =>
      `services:\n${db}  web:\n    image: web\n    environment:\n      DB_HOST: ${name}\n      URL: "mysql://me@${name}:3306/database"\n      MYSQL_DATABASE: database\n    command: wait -h ${name} database\n    ${links}\n`;
    const rewrite = way(text('database', 'links: [db:database]'), 'own-name', 'db:database', {
      texts: [
        { path: 'app/my.cnf', text: 'host=database\n' },
        { path: 'app/other.cnf', text: 'host=databases\n' },
      ],
    });
    expect(rewrite.files.map((file) => file.text)).toEqual([text('db', 'depends_on: [db]')]);
    expect(rewrite).toMatchObject({
      consent: 'asks',
      kept: ['web still resolves db', 'start order kept'],
      lost: [
        'db-1, db_1, used nowhere',
        'database, which leads web nowhere any more',
        '`docker compose restart db` no longer restarts web',
      ],
      changed: [
        '`DB_HOST` of web says `db` in place of `database`',
        '`URL` of web says `db` in place of `database`',
        '`command` of web says `db` in place of `database`',
        '`URL` of web says `database`, too, which stays: it need not be a host',
        '`MYSQL_DATABASE` of web says `database`, too, which stays: it need not be a host',
        '`command` of web says `database`, too, which stays: it need not be a host',
        'the file app/my.cnf says `database`, too, and may mean the service',
      ],
    });
  });

  it.each([
    ['another service', 'two:db', '  two:\n    image: mysql\n', 'db leads web to db from now on'],
    ['the receiver itself', 'db:web', '', 'web leads web to web from now on'],
  ])('helps where the alias is %s', (_title, raw, more, told) => {
    const alias = raw.split(':')[1] ?? '';
    const text = `services:\n${db}${more}  web:\n    image: web\n    environment: ["DB_HOST=${alias}"]\n    links: ["${raw}"]\n`;
    const ways = rewritesOf(oneFile(text), { service: 'web', raw });
    const rewrite = ways.find(({ row }) => row === 'own-name');
    expect(rewrite).toMatchObject({ kind: 'rewrite', changed: expect.arrayContaining([told]) as string[] });
    expect((rewrite as Rewrite).files[0]?.text).toContain(`environment: ["DB_HOST=${raw.split(':')[0] ?? ''}"]`);
    expect(ways[0]).toMatchObject({
      kind: 'refused',
      instead: [expect.stringContaining('The name is in `DB_HOST`.'), expect.anything()] as string[],
    });
  });

  it.each([
    ['nothing says the alias', '    environment: {DB_HOST: db}\n'],
    ['nobody can tell that it is a host', '    environment: {MYSQL_DATABASE: d}\n'],
    ['others share the settings', '    environment: &env {DB_HOST: d}\n  api:\n    image: api\n    environment: *env\n'],
    ['another service extends the receiver', '    environment: {DB_HOST: d}\n  api:\n    extends: web\n'],
  ])('is not offered where %s', (_title, lines) => {
    const text = `services:\n${db}  web:\n    image: web\n    links: ["db:d"]\n${lines}`;
    const rows = rewritesOf(oneFile(text), { service: 'web', raw: 'db:d' }).map(({ row }) => row);
    expect(rows).not.toContain('own-name');
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('the names of a container that files say', () => {
  const web = (rest: string) => `  web:\n    image: web\n    ${rest}\n`;
  const aliased = (...aliases: readonly string[]) =>
    `${db}    networks:\n      default:\n        aliases:\n${aliases.map((alias) => `          - ${alias}\n`).join('')}`;

  it('become aliases of the source, each of them told', () => {
    const text = `services:\n${db}${web('links: [db:database]')}`;
    const texts = [{ path: 'app/settings.py', text: 'HOSTS = ["db_1", "shop_db_1", "old_db_1"]\n' }];
    const ways = rewritesOf(oneFile(text, { texts }), { service: 'web', raw: 'db:database' });
    expect(ways.map(({ row }) => row)).toEqual(['alias', 'container-names']);
    expect(ways[0]).toMatchObject({
      kind: 'refused',
      reason: 'The file app/settings.py uses the name `db_1`, which exists only through the link.',
    });
    const told = (name: string) =>
      `\`${name}\`, which the file app/settings.py says, leads the whole network to db, and to all of its containers once it has several`;
    expect(ways[1]).toMatchObject({
      consent: 'asks',
      files: [{ text: `services:\n${aliased('database', 'db_1', 'shop_db_1')}${web('depends_on: [db]')}` }],
      lost: ['db-1, used nowhere', '`docker compose restart db` no longer restarts web'],
      changed: [told('db_1'), told('shop_db_1')],
    });
  });

  it('need no other alias where the source has the name of the link', () => {
    const text = `services:\n${db}${web('links: [db]\n    environment: {DB_HOST: db-1}')}`;
    const rewrite = way(text, 'container-names', 'db');
    expect(rewrite.files[0]?.text).toBe(`services:\n${aliased('db-1')}${web('depends_on: [db]\n    environment: {DB_HOST: db-1}')}`);
    expect(rewrite.kept).toContain('web still resolves db, db-1 → db');
  });

  it('are those of either Compose, but not what a file calls another container', () => {
    const other = '  other:\n    container_name: shop-db-1\n';
    const file = (rest: string, source: string) => `services:\n${source}${web(`${rest}\n    environment: {DB_HOST: shop_db_1}`)}${other}`;
    const rewrite = way(file('links: ["db:database"]', db), 'container-names', 'db:database');
    expect(rewrite.files[0]?.text).toBe(file('depends_on: ["db"]', aliased('database', 'shop_db_1')));
  });

  it.each([
    ['no text says one', 'links: [db]', db],
    ['the source has several containers', 'links: [db]\n    environment: {H: db_1}', `${db}    scale: 2\n`],
    ['a second container is meant', 'links: [db]\n    environment: {H: "db_1 db_2"}', db],
    ['another service has the name', 'links: [db]\n    environment: {H: db_1}', `${db}  other:\n    image: other\n    hostname: DB_1\n`],
    ['the source has it already', 'links: [db]\n    environment: {H: db_1}', `${db}    networks: {default: {aliases: [db_1]}}\n`],
  ])('are left alone where %s', (_title, rest, services) => {
    const ways = rewritesOf(oneFile(`services:\n${services}${web(rest)}`), { service: 'web', raw: 'db' });
    expect(ways.map(({ row }) => row)).not.toContain('container-names');
    expect(ways.length).toBeGreaterThan(0);
  });
});

describe('a network of their own', () => {
  const other = '  other:\n    image: other\n';

  it('is left by nobody else and by the two for nothing else', () => {
    const text = `services:\n${db}    networks:\n      back: {aliases: [store]}\n  web:\n    image: web\n    networks: [back]\n    links: [db:d]\n${other}    networks: [back]\nnetworks:\n  back:\n`;
    const rewrite = way(text, 'private', 'db:d');
    expect(rewrite.files.map((file) => file.text)).toEqual([
      `services:\n${db}    networks:\n      web_db:\n        aliases:\n          - d\n          - store\n  web:\n    image: web\n    networks:\n      - web_db\n    depends_on: [db]\n${other}    networks: [back]\nnetworks:\n  back:\n  web_db:\n`,
    ]);
    expect(rewrite).toMatchObject({
      consent: 'asks',
      kept: ['web still resolves db, d → db', 'start order kept'],
      lost: expect.arrayContaining(['db and other no longer reach each other', 'other and web no longer reach each other']) as string[],
      changed: ['1 more network, on which only two services are'],
    });
  });

  it('lets an alias be the name of another service, which the receiver leaves behind', () => {
    const text = `services:\n${db}  two:\n    image: mysql\n  web:\n    image: web\n    environment: {DB_HOST: db}\n    links: [two:db]\n`;
    expect(way(text, 'private', 'two:db').files[0]?.text).toContain('web_two:\n        aliases:\n          - db\n');
  });

  it.each([
    ['nobody else is there', '    links: [db]\n'],
    [
      'more are linked than an engine has networks for',
      `    links: [db]\n${other}${Array.from({ length: 31 }, (_, at) => `  s${String(at)}: {image: x, links: [db]}\n`).join('')}`,
    ],
    ['a setting names a service that would be out of reach', `    links: [db]\n    environment: {OTHER_HOST: other}\n${other}`],
    ['a source is outside', `    links: [db]\n    external_links: [far]\n${other}`],
  ])('is not offered where %s', (_title, lines) => {
    const rows = rewritesOf(oneFile(`services:\n${db}  web:\n    image: web\n${lines}`), { service: 'web', raw: 'db' }).map(
      ({ row }) => row,
    );
    expect(rows).not.toContain('private');
    expect(rows).toContain('same-name');
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

  it('turns a list that services share by its anchor into dependencies of all of them', () => {
    const shared = `services:\n${db}  cache: {image: redis}\n  web:\n    image: web\n    links: &all # as ever\n      - db:db # data\n      - cache\n  api:\n    image: api\n    links: *all\n`;
    const { rewrite, kept } = replaceAll(oneFile(shared));
    expect(kept).toEqual([]);
    const after = shared.replaceAll('links:', 'depends_on:').replace('db:db', 'db');
    expect(rewrite?.files[0]?.text).toBe(after);
    expect(replaceAll(oneFile(after)).rewrite).toBeNull();
  });

  it.each([
    ['one of them has other dependencies', '  api:\n    image: api\n    links: *all\n    depends_on: [cache]\n'],
    ['something else is called by the anchor', '  api:\n    image: api\n    links: *all\n    x-links: *all\n'],
  ])('keeps a list that services share by its anchor where %s', (_title, api) => {
    const shared = `services:\n${db}  cache: {image: redis}\n  web:\n    image: web\n    links: &all [db]\n${api}`;
    expect(replaceAll(oneFile(shared)).kept[0]?.reason).toBe(
      'The links are shared through an anchor; written out at each service they can be replaced.',
    );
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

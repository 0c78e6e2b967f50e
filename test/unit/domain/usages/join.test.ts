import { describe, expect, test } from 'vitest';
import { joinUsages } from '../../../../src/domain/usages/join.ts';
import { gitlabAliases } from '../../../../src/domain/usages/receiver.ts';
import type { Supplies } from '../../../../src/domain/usages/receiver.ts';
import { scanUsages } from '../../../../src/syntax/usages/scan.ts';

const nothing: Supplies = { links: [], environment: new Set(), image: new Set(), kubernetes: new Set(), gitlab: [] };
const db: Supplies = { ...nothing, links: [{ alias: 'db', ports: ['3306/tcp'] }] };
const mongo: Supplies = { ...nothing, links: [{ alias: 'mongo', ports: ['27017/tcp'] }] };

/** What becomes of each reader of a script: `NAME: supplied by (links) meant?` */
function answers(script: string, supplies: Supplies): readonly string[] {
  return joinUsages(scanUsages(script, 'shell'), supplies).map(({ usage, aliases, suppliedBy, meant }) => {
    const links = aliases.length > 0 ? ` (${aliases.join(' ')})` : '';
    return `${usage.name}: ${suppliedBy}${links}${meant === null ? '' : `, meant ${meant}`}`;
  });
}

describe('a reader and its link', () => {
  const rows: readonly (readonly [string, string, Supplies, readonly string[]])[] = [
    ['the link sets it', 'echo $DB_PORT_3306_TCP_ADDR', db, ['DB_PORT_3306_TCP_ADDR: link (db)']],
    ['the source’s variables', 'echo $DB_ENV_MYSQL_USER', db, ['DB_ENV_MYSQL_USER: link (db)']],
    [
      'the longest prefix',
      'echo $DB_1_PORT_3306_TCP',
      { ...db, links: [...db.links, { alias: 'db_1', ports: null }] },
      ['DB_1_PORT_3306_TCP: link (db_1)'],
    ],
    ['bare names', 'echo $DB_PORT $DB_NAME', db, ['DB_PORT: link (db)', 'DB_NAME: link (db)']],
    ['no link', 'echo $DB_PORT_3306_TCP_ADDR', nothing, ['DB_PORT_3306_TCP_ADDR: nobody']],
    ['no link, unknown image', 'echo $DB_PORT_3306_TCP_ADDR', { ...nothing, image: null }, ['DB_PORT_3306_TCP_ADDR: unknown']],
    [
      'another port',
      'echo $MONGO_PORT_28017_TCP_ADDR',
      mongo,
      ['MONGO_PORT_28017_TCP_ADDR: nobody (mongo), meant MONGO_PORT_27017_TCP_ADDR'],
    ],
    [
      'digits changed places',
      'echo $MONGO_PORT_27107_TCP_ADDR',
      mongo,
      ['MONGO_PORT_27107_TCP_ADDR: nobody (mongo), meant MONGO_PORT_27017_TCP_ADDR'],
    ],
    [
      'letters changed places',
      'echo $MONOG_PORT_27017_TCP_ADDR',
      mongo,
      ['MONOG_PORT_27017_TCP_ADDR: nobody, meant MONGO_PORT_27017_TCP_ADDR'],
    ],
    ['nothing near', 'echo $SEARCH_PORT_9200_TCP_ADDR', mongo, ['SEARCH_PORT_9200_TCP_ADDR: nobody']],
    ['ports unknown', 'echo $DB_PORT_1_TCP', { ...nothing, links: [{ alias: 'db', ports: null }] }, ['DB_PORT_1_TCP: link (db)']],
    [
      'a port that files tell, its image unknown',
      'echo $DB_PORT_1_TCP $DB_PORT_3360_TCP $DB_PORT_9_TCP',
      { ...nothing, links: [{ alias: 'db', ports: null, told: ['1/tcp', '3306/tcp'] }] },
      ['DB_PORT_1_TCP: link (db)', 'DB_PORT_3360_TCP: link (db), meant DB_PORT_3306_TCP', 'DB_PORT_9_TCP: link (db)'],
    ],
    ['no port at all', 'echo $DB_PORT', { ...nothing, links: [{ alias: 'db', ports: [] }] }, ['DB_PORT: nobody (db)']],
  ];
  test.each(rows)('%s', (_title, script, supplies, expected) => {
    expect(answers(script, supplies)).toEqual(expected);
  });
});

describe('the receiver’s own settings win', () => {
  const own = (names: readonly string[]): Supplies => ({ ...db, environment: new Set(names) });

  test('a name set by hand is still the link’s', () => {
    expect(answers('echo $DB_PORT_3306_TCP_ADDR', own(['DB_PORT_3306_TCP_ADDR']))).toEqual(['DB_PORT_3306_TCP_ADDR: environment (db)']);
  });
  test('an own key that only looks like one is none', () => {
    expect(answers('echo $DB_PORT $DB_NAME', own(['DB_PORT', 'DB_NAME']))).toEqual([]);
  });
  test('but a URL is', () => {
    expect(answers('echo ${DB_PORT#tcp://}', own(['DB_PORT']))).toEqual(['DB_PORT: environment (db)']);
  });
  test('an image may set a bare name, nobody knows', () => {
    expect(answers('echo $DB_PORT ${DB_PORT#tcp://}', { ...db, image: null })).toEqual(['DB_PORT: unknown (db)', 'DB_PORT: link (db)']);
  });
  test('by hand without a link', () => {
    const supplies: Supplies = { ...nothing, environment: new Set(['DB_PORT_3306_TCP_ADDR']) };
    expect(answers('echo $DB_PORT_3306_TCP_ADDR', supplies)).toEqual(['DB_PORT_3306_TCP_ADDR: environment']);
  });
  test('the image', () => {
    const supplies: Supplies = { ...nothing, image: new Set(['DB_PORT_3306_TCP_ADDR']) };
    expect(answers('echo $DB_PORT_3306_TCP_ADDR', supplies)).toEqual(['DB_PORT_3306_TCP_ADDR: image']);
  });
});

test('what is no link variable gives nothing', () => {
  const script = 'echo $MYSQL_TCP_PORT $COMPOSE_ENV_FILES $JENKINS_ENV_FILE $DB_PORT $APP_NAME $MYSQL_NAME';
  const mysql: Supplies = { ...nothing, links: [{ alias: 'mysql', ports: ['3306/tcp'] }], environment: new Set(['MYSQL_NAME']) };
  expect(answers(script, mysql)).toEqual([]);
});

test('a source’s variable without a link counts beside one with a port', () => {
  expect(answers('echo $DB_ENV_USER', nothing)).toEqual([]);
  expect(answers('echo $DB_ENV_USER $DB_PORT_1_TCP', nothing)).toEqual(['DB_ENV_USER: nobody', 'DB_PORT_1_TCP: nobody']);
});

test('Kubernetes and GitLab set names of the same shape', () => {
  const others: Supplies = {
    ...nothing,
    kubernetes: new Set(['REDIS_MASTER']),
    gitlab: gitlabAliases({ image: 'tutum/wordpress:latest', names: [] }),
  };
  expect(answers('echo $KUBERNETES_PORT_443_TCP_ADDR $REDIS_MASTER_PORT_6379_TCP_ADDR $REDIS_MASTER_PORT', others)).toEqual([
    'KUBERNETES_PORT_443_TCP_ADDR: kubernetes',
    'REDIS_MASTER_PORT_6379_TCP_ADDR: kubernetes',
    'REDIS_MASTER_PORT: kubernetes',
  ]);
  expect(answers('echo $TUTUM_WORDPRESS_PORT_80_TCP_ADDR $TUTUM__WORDPRESS_NAME', others)).toEqual([
    'TUTUM_WORDPRESS_PORT_80_TCP_ADDR: gitlab',
    'TUTUM__WORDPRESS_NAME: gitlab',
  ]);
});

test('a registry’s port is no tag', () => {
  expect(gitlabAliases({ image: 'registry.example:5000/a/db:1.2', names: ['db'] })).toEqual([
    'registry.example:5000__a__db',
    'registry.example:5000-a-db',
    'db',
  ]);
});

describe('a pattern means every link it fits', () => {
  const two: Supplies = {
    ...nothing,
    links: [
      { alias: 'web-1', ports: ['80/tcp'] },
      { alias: 'web-2', ports: null },
      { alias: 'db', ports: ['3306/tcp'] },
    ],
  };
  test.each([
    ['env | grep _TCP=', ['*_TCP: link (web-1 web-2 db)']],
    ["env | grep '^WEB_.*_PORT_80_TCP_ADDR='", ['WEB_*_PORT_80_TCP_ADDR: link (web-1 web-2)']],
    ["env | grep '_PORT_9_TCP_ADDR='", ['*_PORT_9_TCP_ADDR: link (web-2)']],
    ["env | grep '^CACHE.*_TCP='", []],
  ])('%s', (script, expected) => {
    expect(answers(script, two)).toEqual(expected);
  });
});

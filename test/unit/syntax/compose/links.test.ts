import { describe, expect, it } from 'vitest';
import { composeFile, covered, links, oddities, service } from './reading.ts';

describe('a link item', () => {
  const item = (written: string) => service(`services:\n  web:\n    links:\n      - ${written}\n`).links[0];

  it.each([
    ['db', 'db', 'db'],
    ['db:db', 'db', 'db'],
    ['db:database', 'db', 'database'],
    ["'mysql:'", 'mysql', 'mysql'],
    ['"db:cache.example.org"', 'db', 'cache.example.org'],
    ['${DB}:db', null, 'db'],
    ['db:${ALIAS}', 'db', null],
    ['${LINK}', null, null],
    ['$LINK', null, null],
    ['${DB:-mysql}:db', null, 'db'],
    ['"${DB:?no db: set it}:db"', null, 'db'],
    ['${DB:-${OTHER:-x}}:db', null, 'db'],
    ['db$$:a$$b', 'db$', 'a$b'],
    ['a$$$B:c', null, 'c'],
  ])('%s means target %s under the name %s', (written, target, alias) => {
    expect(item(written)).toMatchObject({ target, alias, malformed: false, own: true });
  });

  it('with a second colon is malformed', () => {
    expect(item('a:b:c')).toMatchObject({ raw: 'a:b:c', target: 'a', alias: 'b:c', malformed: true });
  });

  it('has the range of its scalar, quotes included, and its raw text without them', () => {
    const text = 'services:\n  web:\n    links: [ "db:x" , db2 ]\n';
    const [first, second] = service(text).links;
    expect(first && [first.raw, covered(text, first.range)]).toEqual(['db:x', '"db:x"']);
    expect(second && [second.raw, covered(text, second.range)]).toEqual(['db2', 'db2']);
  });

  it('of external_links reads the same', () => {
    expect(service('services:\n  web:\n    external_links:\n      - redis_1\n      - project_db_1:mysql\n').externalLinks).toMatchObject([
      { target: 'redis_1', alias: 'redis_1' },
      { target: 'project_db_1', alias: 'mysql' },
    ]);
  });
});

describe('a list of links', () => {
  it.each([
    ['LF', 'web:\n  links:\n    - db\n    - cache:redis\ndb:\n  image: x\n'],
    ['CRLF', 'web:\r\n  links:\r\n    - db\r\n    - cache:redis\r\ndb:\r\n  image: x\r\n'],
    ['no newline at the end', 'db:\n  image: x\nweb:\n  links:\n    - db\n    - cache:redis'],
    ['a byte order mark', '\uFEFFweb:\n  links:\n    - db\n    - cache:redis\n'],
    ['the list at its key’s column', 'web:\n  links:\n  - db\n  - cache:redis\n'],
    ['flow style', 'web: {image: x, links: [db, "cache:redis"]}\n'],
    ['comments between', 'web:\n  links: # these\n    - db # main\n    #- old\n    - cache:redis\n  #links:\n  #  - other\n'],
    ['folded and block scalars', 'web:\n  links:\n    - >-\n      db\n    - |-\n      cache:redis\n'],
  ])('is read with %s', (_, text) => {
    expect(service(text, 'web').links.map(({ target, alias }) => [target, alias])).toEqual([
      ['db', 'db'],
      ['cache', 'redis'],
    ]);
    expect(oddities(text)).toEqual([]);
  });

  it('counts the same link once and remembers where it is repeated', () => {
    const text = 'web:\n  links:\n    - db\n    - cache\n    - db\n    - db:db\n    - db:main\n    - $X\n    - $X\n';
    expect(links(text)).toEqual(['web → db as db @3', 'web → cache as cache @4', 'web → db as main @7', 'web → ? as ? @8']);
    expect(service(text).links[0]?.repeats.map((range) => covered(text, range))).toEqual(['db', 'db:db']);
  });

  it.each(['- 3306', '- true', '- ~', '- db: x', '- [db]', '- 1.5'])('reads the rest beside the odd item %s', (odd) => {
    const text = `services:\n  web:\n    links:\n      - db\n      ${odd}\n      - cache\n`;
    expect(links(text)).toEqual(['web → db as db @4', 'web → cache as cache @6']);
    expect(oddities(text)).toEqual(['not-a-string @5']);
  });

  it('passes over an empty item', () => {
    expect(links('web:\n  links:\n    -\n    - db\n')).toEqual(['web → db as db @4']);
  });

  it.each(['db', '{db: x}', '${LINKS}'])('is odd, not read, as %s', (written) => {
    const text = `services:\n  web:\n    links: ${written}\n    image: x\n`;
    expect(service(text)).toMatchObject({ links: [], image: { value: 'x' } });
    expect(oddities(text)).toEqual(['not-a-list @3']);
  });

  it.each(['', ' ~', ' null', ' []', ' !reset', ' !reset []', ' !reset\n      - db'])('may be empty: %j', (written) => {
    const text = `services:\n  web:\n    image: x\n    links:${written}\n`;
    expect(service(text).links).toEqual([]);
    expect(oddities(text)).toEqual([]);
  });

  it('is read under !override', () => {
    expect(service('services:\n  web:\n    links: !override\n      - db\n')).toMatchObject({
      links: [{ target: 'db' }],
      hasMergeTags: true,
    });
  });

  it('written twice counts as the last one', () => {
    const text = 'web:\n  links: [a]\n  image: x\n  links: [b]\n';
    expect(links(text)).toEqual(['web → b as b @4']);
    expect(oddities(text)).toEqual(['duplicate-key @4']);
  });
});

describe('links through anchors and merge keys', () => {
  it('repeat for each service with the place where they are written', () => {
    const text = [
      'redis: {image: redis}', //
      'db: {image: postgres}',
      'worker: &worker',
      '  image: app',
      '  links:',
      '    - redis:redis',
      '    - db:postgresdb',
      'web:',
      '  <<: *worker',
      '  command: start',
      'job:',
      '  <<: *worker',
      '  image: job',
      'test:',
      '  image: test',
      '  links: [redis, db, web, worker, job, "db:pg"]',
      '',
    ].join('\n');
    expect(links(text)).toEqual([
      'worker → redis as redis @6',
      'worker → db as postgresdb @7',
      'web → redis as redis @6*',
      'web → db as postgresdb @7*',
      'job → redis as redis @6*',
      'job → db as postgresdb @7*',
      'test → redis as redis @16',
      'test → db as db @16',
      'test → web as web @16',
      'test → worker as worker @16',
      'test → job as job @16',
      'test → db as pg @16',
    ]);
  });

  const anchored = (rest: string) =>
    `x-a: &a\n  links: [one]\n  image: a\nx-b: &b\n  links: [two]\n  hostname: b\nservices:\n  web:\n${rest}`;

  it.each([
    ['own keys win', '    <<: *a\n    links: [own]\n', ['web → own as own @10']],
    ['own keys win wherever they stand', '    links: [own]\n    <<: *a\n', ['web → own as own @9']],
    ['the earlier map of a list wins', '    <<: [*a, *b]\n', ['web → one as one @2*']],
    ['the same, the other way round', '    <<: [*b, *a]\n', ['web → two as two @5*']],
    ['of two merge keys the later wins', '    <<: *a\n    <<: *b\n', ['web → two as two @5*']],
    ['a merged map may be written in place', '    <<: {links: [three]}\n', ['web → three as three @9*']],
    ['a quoted key is no merge key', '    "<<": *a\n', []],
    ['an emptied key hides the merged one', '    <<: *a\n    links: !reset []\n', []],
  ])('%s', (_, rest, expected) => {
    expect(links(anchored(rest))).toEqual(expected);
  });

  it('takes from a list what the earlier map does not have', () => {
    expect(service(anchored('    <<: [*a, *b]\n'))).toMatchObject({ image: { value: 'a' }, hostname: { value: 'b' } });
  });

  it('follows merge keys of merged maps', () => {
    const text = 'x-a: &a {links: [db]}\nx-b: &b {<<: *a, image: b}\nx-c: &c\n  <<: *b\nservices:\n  web:\n    <<: *c\n';
    expect(links(text)).toEqual(['web → db as db @1*']);
    expect(service(text).image?.value).toBe('b');
  });

  it('follows an anchor that stands for the list, an item, or the whole service', () => {
    const text =
      'x: &list [db]\ny: &item cache\nservices:\n  web:\n    links: *list\n  job:\n    links: [*item, mq]\n  &k copy: &c {links: [db]}\n  same: *c\n';
    expect(links(text)).toEqual([
      'web → db as db @1*',
      'job → cache as cache @2*',
      'job → mq as mq @7',
      'copy → db as db @8',
      'same → db as db @8*',
    ]);
  });

  it('names an anchor that is written nowhere, and reads the rest', () => {
    const text = 'services:\n  web:\n    <<: *base\n    links: *more\n    image: x\n  job: *base\n';
    expect(oddities(text)).toEqual(['unknown-anchor @3', 'unknown-anchor @4', 'unknown-anchor @6']);
    expect(service(text, 'web').image?.value).toBe('x');
  });

  it('names what a Compose reads otherwise', () => {
    const text = 'services:\n  web:\n    networks: {back:, side: }\n    command: [a?b]\n';
    expect(oddities(text)).toEqual(['read-otherwise @3', 'read-otherwise @4']);
    expect(composeFile(text).oddities[0]?.message).toBe(
      'Compose 2 takes `back:` with its colon for the name, docker-compose 1.x does not: a blank belongs behind it.',
    );
  });
});

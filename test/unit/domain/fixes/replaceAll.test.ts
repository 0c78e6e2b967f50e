import { describe, expect, it } from 'vitest';
import { projectsOf } from '../../../../src/domain/fixes/carryOut.ts';
import { replaceAll } from '../../../../src/domain/fixes/replaceAll.ts';
import type { ReplacedLink } from '../../../../src/domain/fixes/replaceAll.ts';
import { applyEdits } from '../../../../src/syntax/text.ts';
import { oneFile, scopeOf } from './scope.ts';

type WhichLinks = 'all' | { readonly service: string; readonly raw: string };

/** What becomes of a file that is read alone. */
interface Outcome {
  readonly text: string;
  readonly fixed: readonly ReplacedLink[];
  readonly skipped: readonly { readonly raw: string | undefined; readonly reason: string }[];
}

function replaceLinks(text: string, which: WhichLinks): Outcome {
  const wanted = (link: { service: string; raw: string }) => which === 'all' || (link.service === which.service && link.raw === which.raw);
  const { rewrite, replaced, kept } = replaceAll(oneFile(text), wanted);
  const [file] = rewrite?.files ?? [];
  if (file) expect(applyEdits(text, file.edits)).toBe(file.text);
  const skipped = kept.map(({ links: [link], reason }) => ({ raw: link?.raw, reason }));
  return { text: file?.text ?? text, fixed: replaced, skipped };
}

const web = (links: string) => `services:\n  web:\n    image: web\n${links}  db:\n    image: mysql\n`;

function after(text: string, which: WhichLinks = 'all'): string {
  const { text: result, fixed, skipped } = replaceLinks(text, which);
  return fixed.length === 0 ? `refused: ${skipped[0]?.reason ?? ''}` : result;
}

const table: readonly (readonly [title: string, before: string, expected: string])[] = [
  ['turns a same-name link into a dependency', web('    links:\n      - db\n'), web('    depends_on:\n      - db\n')],
  [
    'keeps comments and quotes',
    web('    # why\n    links: # all\n      # the database\n      - "db" # MySQL\n'),
    web('    # why\n    depends_on: # all\n      # the database\n      - "db" # MySQL\n'),
  ],
  ["keeps a list at its key's column", web('    links:\n    - db\n'), web('    depends_on:\n    - db\n')],
  ['keeps a list in brackets', web('    links: [ "db" ]\n'), web('    depends_on: [ "db" ]\n')],
  [
    'appends to a list of dependencies, leaving the comment of the item that goes',
    web('    depends_on:\n    - cache\n    links:\n      - db # data\n') + '  cache: {image: redis}\n',
    web('    depends_on:\n    - cache\n    - db\n      # data\n') + '  cache: {image: redis}\n',
  ],
  [
    'appends to a map of dependencies',
    web('    links:\n      - db\n    depends_on:\n      cache:\n        condition: service_healthy\n') + '  cache: {image: redis}\n',
    web('    depends_on:\n      cache:\n        condition: service_healthy\n      db:\n        condition: service_started\n') +
      '  cache: {image: redis}\n',
  ],
  ['drops the links when the dependency is there already', web('    depends_on: [db]\n    links: [db]\n'), web('    depends_on: [db]\n')],
  [
    'turns an alias into a network alias on default',
    web('    links:\n      - "db:database"\n'),
    web('    depends_on:\n      - "db"\n') + '    networks:\n      default:\n        aliases:\n          - database\n',
  ],
  [
    'adds an alias once for two receivers and says a service once in depends_on',
    'services:\n  db:\n    image: mysql\n\n  web:\n    links: [db, "db:database"]\n    image: web\n  api:\n    image: api\n    links:\n      - db:database\n',
    'services:\n  db:\n    image: mysql\n    networks:\n      default:\n        aliases:\n          - database\n\n  web:\n    depends_on: [db]\n    image: web\n  api:\n    image: api\n    depends_on:\n      - db\n',
  ],
  [
    'makes a map of a list of networks',
    'services:\n  web:\n    networks:\n    - back\n    links:\n    - db:d\n  db:\n    networks:\n    - back # inner\n    - side\nnetworks:\n  back:\n  side:\n',
    'services:\n  web:\n    networks:\n    - back\n    depends_on:\n    - db\n  db:\n    networks:\n      back: # inner\n        aliases:\n          - d\n      side:\nnetworks:\n  back:\n  side:\n',
  ],
  [
    'takes all links out of a service in brackets',
    'services:\n  web: {image: web, depends_on: [cache], links: [db]}\n  api: {links: [db], depends_on: [db]}\n  db: {image: mysql}\n  cache: {image: redis}\n',
    'services:\n  web: {image: web, depends_on: [cache, db]}\n  api: {depends_on: [db]}\n  db: {image: mysql}\n  cache: {image: redis}\n',
  ],
  [
    'makes a map of networks in brackets',
    'services:\n  web: {networks: [back], links: ["db:d"]}\n  db:\n    networks: [back, side]\nnetworks: {back: , side: }\n',
    'services:\n  web: {networks: [back], depends_on: ["db"]}\n  db:\n    networks: {back: {aliases: [d]}, side: null}\nnetworks: {back: , side: }\n',
  ],
  [
    'appends to aliases, and keeps other options of a network',
    'services:\n  web:\n    networks: [back, side]\n    links:\n      - db:d\n      - cache:c\n  db:\n    networks:\n      back:\n        aliases: [store]\n  cache:\n    networks:\n      back:\n        ipv4_address: 10.0.0.9\nnetworks:\n  back:\n  side:\n',
    'services:\n  web:\n    networks: [back, side]\n    depends_on:\n      - db\n      - cache\n  db:\n    networks:\n      back:\n        aliases: [store, d]\n  cache:\n    networks:\n      back:\n        aliases:\n          - c\n        ipv4_address: 10.0.0.9\nnetworks:\n  back:\n  side:\n',
  ],
  [
    'leaves an empty list where a merge key would bring other links',
    'x-base: &base\n  links: [gone]\nservices:\n  web:\n    <<: *base\n    links: # none of the base\n      - db # data\n      - "cache"\n  api:\n    <<: *base\n    links: [db]\n  jobs: {<<: *base, links: [db]}\n  db:\n    image: mysql\n  cache:\n    image: redis\n',
    'x-base: &base\n  links: [gone]\nservices:\n  web:\n    <<: *base\n    depends_on:\n      - db\n      - cache\n    links: [] # none of the base\n      # data\n  api:\n    <<: *base\n    depends_on:\n      - db\n    links: []\n  jobs: {<<: *base, depends_on: [db], links: []}\n  db:\n    image: mysql\n  cache:\n    image: redis\n',
  ],
  [
    'leaves none where the links of the merge key go, too, and no map without keys',
    'x-base: &base\n  links: [db]\nservices:\n  web:\n    <<: *base\n    links: [cache]\n    depends_on: [cache]\n  api:\n    <<: *base\n    depends_on: [db]\n  db:\n    image: mysql\n  cache:\n    image: redis\n',
    'x-base: &base\n  links: []\nservices:\n  web:\n    <<: *base\n    depends_on: [cache]\n  api:\n    <<: *base\n    depends_on: [db]\n  db:\n    image: mysql\n  cache:\n    image: redis\n',
  ],
  [
    'serves a chain in which a service is receiver and source, without a last line break',
    'services:\n  web:\n    links:\n      - api:a\n  db:\n    image: mysql\n  api:\n    image: api\n    depends_on:\n      - cache\n    links:\n      - db\n  cache:\n    image: redis',
    'services:\n  web:\n    depends_on:\n      - api\n  db:\n    image: mysql\n  api:\n    image: api\n    depends_on:\n      - cache\n      - db\n    networks:\n      default:\n        aliases:\n          - a\n  cache:\n    image: redis',
  ],
];

describe('all links of a file that is read alone', () => {
  it.each(table)('%s', (_title, before, expected) => {
    expect(after(before)).toBe(expected);
    expect(after(before.replaceAll('\n', '\r\n'))).toBe(expected.replaceAll('\n', '\r\n'));
    expect(replaceLinks(expected, 'all')).toEqual({ text: expected, fixed: [], skipped: [] });
  });

  it('replaces one link alone, with depends_on before the links that stay', () => {
    const before = web('    links:\n    - db\n    - cache # c\n') + '  cache: {image: redis}\n';
    const expected = web('    depends_on:\n    - db\n    links:\n    - cache # c\n') + '  cache: {image: redis}\n';
    expect(after(before, { service: 'web', raw: 'db' })).toBe(expected);
  });

  it.each(['localhost', 'IP6-LocalHost', 'db.localhost', 'host.docker.internal'])('claims nothing of %s', (alias) => {
    const before = `services:\n  web: {image: web, links: [cache, "db:${alias}"]}\n  db: {container_name: ${alias}}\n  cache: {image: redis}\n`;
    const result = replaceLinks(before, 'all');
    expect(result).toMatchObject({
      fixed: [{ raw: 'cache' }],
      skipped: [{ reason: expect.stringContaining(alias) as string }],
    });
    expect(after(before)).toContain(`{image: web, depends_on: [cache], links: ["db:${alias}"]}`);
  });

  it('claims nothing of a name to which the receiver gives an address of its own', () => {
    const before = 'services:\n  web:\n    extra_hosts: ["db:10.0.0.1"]\n    links: [db]\n  db: {image: mysql}\n';
    expect(after(before)).toBe('refused: `extra_hosts` of `web` gives the name `db` an address of its own.');
  });

  it('replaces what it can and says why the rest stays', () => {
    const result = replaceLinks(web('    links:\n      - db\n      - gone:g\n'), 'all');
    expect(result).toMatchObject({
      text: web('    depends_on:\n      - db\n    links:\n      - gone:g\n'),
      fixed: [{ service: 'web', raw: 'db', source: 'db', alias: 'db', network: null, lost: ['db-1', 'db_1'], restarted: true }],
      skipped: [{ raw: 'gone:g', reason: 'The project defines no service `gone`.' }],
    });
  });

  const link = '    links:\n      - db:d\n';
  it.each([
    ['a v1 file', 'web:\n  image: web\n  links:\n    - db\ndb:\n  image: mysql\n', /does not read v1 files/],
    ['a network mode', web(`${link}    network_mode: bridge\n`), /would leave the default bridge|More than the name of `db`/],
    ['a network mode of the source', `${web(link)}    network_mode: host\n`, /would leave the default bridge|More than the name of `db`/],
    ['extends', web(`${link}    extends: base\n`), /no service `base`/],
    ['include', `include: [a.yml]\n${web(link)}`, /a.yml/],
    ['an anchor', `x-l: &l [db]\n${web('    links: *l\n')}`, /anchor|not a simple list|other aliases/],
    ['networks through an anchor', `x-n: &n\n  default:\n${web(link)}    networks: *n\n`, /anchor|not a simple list|other aliases/],
    ['a variable', web('    links: ["${DB}:d"]\n'), /names no service/],
    ['three parts', web('    links: ["db:d:e"]\n'), /more than one colon/],
    ['a missing source', web('    links: [gone]\n'), /no service `gone`/],
    ['no shared network', `${web(link)}    networks: [back]\nnetworks:\n  back:\n`, /share no network/],
    ['a scaled source', `${web(link)}    deploy: {replicas: 2}\n`, /2 containers/],
    ["another service's name", `${web(link)}  d:\n    image: d\n`, /`d` would lead/],
    ["another service's container name", `${web(link)}  x:\n    container_name: D\n`, /`d` would lead/],
    ["another service's alias", `${web(link)}  x:\n    networks: {default: {aliases: [d]}}\n`, /`d` would lead/],
    ['another link of the alias', `${web(link)}  x:\n    links: ["y:d"]\n  y: {image: y}\n`, /More than the name/],
    ["the receiver's own name", web('    links: ["db:web"]\n'), /`web` would lead/],
    ['a dot in the alias', web('    links: ["db:db.example"]\n'), /dot/],
    ['an alias that is no host name', web('    links: ["db:/a/b"]\n'), /no plain host name/],
    ['an external network', `${web(link)}networks:\n  default:\n    external: true\n`, /external network/],
    ['a line for the hosts file', `${web(link)}  x:\n    extra_hosts: ["d:10.0.0.1"]\n`, /extra_hosts/],
    ['a key written twice', web(`${link}    image: again\n`), /written twice/],
    ['a numbered name in use', web(`${link}    environment: {HOST: db_1}\n`), /db_1/],
    ['an unfinished file', 'services: [', /./],
    ['a source scaled by `scale`', `${web(link)}    scale: 3\n`, /3 containers/],
    ['a source scaled by a variable', `${web(link)}    scale: "\${N}"\n`, /depends on a variable/],
    ['replicas that a variable counts', `${web(link)}    deploy: {replicas: "\${N:-2}"}\n`, /2 containers/],
    ['replicas that come through a merge key', `x-d: &d\n  deploy: {replicas: 2}\n${web(link)}    <<: *d\n`, /2 containers/],
    ['a program that asks for its own links', web(link).replace('image: web', 'image: dockercloud/haproxy:1.6'), /by its own links/],
    ['an external network by its other name', `${web(link)}networks:\n  default:\n    external: {name: shared}\n`, /external network/],
    ['a network that may be external', `${web(link)}networks:\n  default:\n    external: \${EXT}\n`, /depends on a variable/],
    [
      "the engine's own network",
      `${web(link)}networks:\n  default:\n    external: true\n    name: bridge\n`,
      /would leave the default bridge/,
    ],
    ['a profile of the source', `${web(link)}    profiles: [debug]\n`, /profile/],
    [
      'a profile of the source among others of the receiver',
      `${web(`${link}    profiles: [debug, test]\n`)}    profiles: [debug]\n`,
      /profile/,
    ],
    ['a circle through depends_on', `${web(link)}    depends_on: [web]\n`, /circle/],
    ['a circle through another service', `${web(link)}    depends_on: [x]\n  x:\n    network_mode: service:web\n`, /circle/],
    ['one alias for two sources', `${web('    links: ["db:d", "x:d"]\n')}  x: {image: x}\n`, /More than the name/],
    ['one alias in two cases', `${web('    links: ["db:d", "x:D"]\n')}  x: {image: x}\n`, /More than the name/],
    [
      "a name like another service's container",
      `${web('    links: ["db:shop-x-1"]\n')}  x: {image: x}\n`,
      /may be the name of a container/,
    ],
    [
      'a name that Compose invents for another link',
      `${web('    links: ["db:x-1", "x"]\n')}  x: {image: x, scale: 2}\n`,
      /may be the name of a container/,
    ],
    ['an external link of the alias', web(`${link}    external_links: ["old:d"]\n`), /external link/],
    ['an anchor on the source', web(link).replace('  db:\n', '  db: &db\n') + '  x: *db\n', /anchor|not a simple list|other aliases/],
    ['dependencies through a merge key', `x-b: &b\n  depends_on: [y]\n${web(`    <<: *b\n${link}`)}  y: {image: y}\n`, /merge key/],
    [
      'a network mode that a merge key brings',
      `x-b: &b\n  network_mode: bridge\n${web(`    <<: *b\n${link}`)}`,
      /would leave the default bridge|More than the name of `db`/,
    ],
    ['a file in two documents', `${web(link)}---\n${web('')}`, /only the first is read/],
  ])('refuses %s', (_title, text, reason) => {
    expect(replaceLinks(text, 'all').fixed).toEqual([]);
    expect(after(text)).toMatch(reason);
  });
});

describe('a link beside others', () => {
  it('stays when its going would lead a numbered name to another service', () => {
    const before = `${web('    links: ["db:db-1", "x:db-1", "db:e"]\n')}  x: {image: x}\n`;
    expect(after(before)).toMatch(/^refused: /);
  });

  it('goes in the same run when the alias of another brings back the name it would lose', () => {
    const before = `${web('    links: ["db"]\n')}  api:\n    links: ["db:db-1"]\n`;
    expect(after(before)).not.toContain('links');
  });

  it('goes in the same run where the alias of one that stays would have led its receiver elsewhere', () => {
    const file = (links: string) =>
      `services:\n  store: {image: mysql}\n  mail:\n    links: [store, "store:shop-db-1"]\n  web:\n    image: web\n    links:\n${links}  db: {network_mode: none}\n  api: {image: api}\n`;
    const before = file('      - db\n      - api\n');
    const { fixed, text } = replaceLinks(before, 'all');
    expect(fixed.map(({ service, raw }) => `${service}: ${raw}`)).toEqual(['mail: store', 'web: api']);
    expect(replaceLinks(text, 'all').fixed).toEqual([]);
  });

  it('keeps names that a container has without it', () => {
    const before = web('    links: [db]\n    environment: {OLD: shop_db_1, VERSION: db-1.5, VOLUME: db_1_data}\n');
    expect(after(before)).toBe(before.replace('links', 'depends_on'));
  });

  it('needs no profile that its receiver has, too', () => {
    const before = `${web('    links: [db]\n    profiles: [a]\n')}    profiles: [a, b]\n`;
    expect(after(before)).toBe(before.replace('links', 'depends_on'));
  });

  it('tells the restart that goes, but where depends_on was there before', () => {
    const fixed = (text: string) => replaceLinks(text, 'all').fixed.map(({ restarted }) => restarted);
    expect(fixed(web('    links: [db]\n'))).toEqual([true]);
    expect(fixed(web('    links: [db]\n    depends_on: [db]\n'))).toEqual([false]);
  });
});

describe('links in a second file', () => {
  it('leave an empty list where the file says nothing else of their service', () => {
    const base = web('    depends_on: [db]\n');
    const over = 'services:\n  web:\n    links:\n      - db # data\n';
    const scope = scopeOf({ 'compose.override.yaml': over, 'compose.yaml': base }, [['compose.yaml', 'compose.override.yaml']]);
    const { rewrite, kept } = replaceAll(projectsOf(scope));
    expect(kept).toEqual([]);
    expect(rewrite?.files.map(({ text }) => text)).toEqual(['services:\n  web:\n    links: []\n      # data\n']);
  });
});

describe('links that come together by `extends`', () => {
  it('give each service the dependencies of the links that are written there', () => {
    const file = (base: string, own: string) =>
      `services:\n  base:\n    image: shop\n    ${base}\n  web:\n    extends: {service: base}\n    ${own}\n  db:\n    image: mongo\n  api:\n    image: api\n`;
    const before = file('depends_on: [db]\n    links: [api]', 'links: [cache]') + '  cache:\n    image: redis\n';
    expect(after(before)).toBe(`${file('depends_on: [db, api]', 'depends_on: [cache]')}  cache:\n    image: redis\n`);
  });

  it('give a service with dependencies of its own each of them once', () => {
    const file = (base: string, own: string, source: string) =>
      `services:\n  base:\n    image: shop\n    ${base}\n  web:\n    extends: {service: base}\n${own}  api:\n    image: api\n  db:\n    image: mongo\n${source}`;
    const expected = file(
      'depends_on: ["db"]',
      '    depends_on: [api, db]\n',
      '    networks:\n      default:\n        aliases:\n          - d\n',
    );
    expect(after(file('links: ["db:d"]', '    depends_on: [api]\n    links: [db]\n', ''))).toBe(expected);
  });

  it('are the same link in the short and in the long form', () => {
    const file = (own: string) =>
      `services:\n  base:\n    image: shop\n  web:\n    extends:\n      service: base\n${own}  db:\n    image: mongo\n`;
    expect(after(file('    links:\n      - db:db\n'))).toBe(file('    depends_on:\n      - db\n'));
  });
});

describe('an alias on networks that source and receiver share', () => {
  it('goes where fewest others are, and never beside a second owner', () => {
    const file = (links: string, aliases: string, rival = '') =>
      `services:\n  web:\n    networks: [front, back]\n    ${links}\n  db:\n    networks:\n      front:\n      back:\n${aliases}  x:\n    networks: [front]\n${rival}networks:\n  front:\n  back:\n`;
    const before = file('links: ["db:d"]', '');
    expect(after(before)).toBe(file('depends_on: ["db"]', '        aliases:\n          - d\n'));
    expect(after(file('links: ["db:d"]', '', '    hostname: d\n'))).toMatch(/^refused: (?:`d` would lead|Which network)/);
    expect(after(file('links: ["db:d"]', '', '    hostname: "${NAME}"\n'))).toMatch(/^refused: /);
  });

  it('is quoted where YAML would read something else', () => {
    const before = web('    links: ["db:on"]\n');
    expect(after(before)).toBe(`${web('    depends_on: ["db"]\n')}    networks:\n      default:\n        aliases:\n          - 'on'\n`);
  });
});

describe('networks of one real name', () => {
  const file = (networks: string, x: string) =>
    `services:\n  web:\n    networks: [n1]\n    links: ["db:d"]\n  db:\n    networks: [n1]\n  x: ${x}\nnetworks: ${networks}\n`;

  it.each([
    ['by `name`', '{n1: {name: one}, n2: {name: one}}', /^refused: (?:`d` would lead|Which network)/],
    ["by the project's name", '{n1: {}, n2: {name: shop_n1}}\nname: shop', /^refused: (?:`d` would lead|Which network)/],
    ['that a variable hides', '{n1: {name: one}, n2: {name: "${NET}"}}', /^refused: (?:`d` would lead|Which network)/],
    ['no others', '{n1: {name: one}, n2: {name: two}}', /aliases: \[d\]|- d/],
  ])('are one network: %s', (_title, networks, expected) => {
    expect(after(file(networks, '{networks: [n2], hostname: d}'))).toMatch(expected);
  });

  it('are external when one of them is', () => {
    expect(after(file('{n1: {name: one}, n2: {name: one, external: true}}', '{networks: [n2]}'))).toMatch(/^refused: .* external network/);
  });

  it('get no alias where a variable may make them one with a network on which the name means another service', () => {
    const before = file('{n1: {}, n2: {name: "${NET}"}, n3: {}}', '{networks: [n2, n3]}').replace(
      '  x:',
      '  y: {networks: [n3], hostname: d}\n  x:',
    );
    expect(after(before)).toBe("refused: Which network `n2` is depends on a variable's value.");
  });

  it('bring an alias under the key by which the source has them', () => {
    const before =
      'services:\n  web:\n    networks: [n1]\n    links: ["db:d"]\n  db:\n    networks: [n2]\nnetworks: {n1: {name: one}, n2: {name: one}}\n';
    expect(after(before)).toBe(
      'services:\n  web:\n    networks: [n1]\n    depends_on: ["db"]\n  db:\n    networks: {n2: {aliases: [d]}}\nnetworks: {n1: {name: one}, n2: {name: one}}\n',
    );
  });
});

describe('a large file', { timeout: 20_000 }, () => {
  const LINKS = 2_000;
  const shop = (index: number) => `  web${index}: {links: ["db${index}:d${index}"]}\n  db${index}: {image: mysql}\n`;
  const text = `services:\n${Array.from({ length: LINKS }, (_, index) => shop(index)).join('')}`;

  it('is fixed whole', () => {
    expect(replaceLinks(text, 'all')).toMatchObject({ skipped: [] });
  });

  it('is fixed where many links have to stay', () => {
    const used = Array.from({ length: LINKS / 2 }, (_, index) => `db${2 * index}_1\n`).join('');
    const { replaced, kept } = replaceAll(oneFile(text, { texts: [{ path: 'run.sh', text: used }] }));
    expect([replaced.length, kept.length]).toEqual([LINKS / 2, LINKS / 2]);
  });
});

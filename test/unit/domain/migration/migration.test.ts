import { describe, expect, test } from 'vitest';
import { between, migrationOf } from './given.ts';
import type { GivenContainer, Wish } from './given.ts';

const PAIR = { db: {}, web: { links: ['/db:/web/data'] } };

/** The lines that decide about networks and names, of all containers. */
function wiring(given: Readonly<Record<string, GivenContainer>>, wish?: Wish): readonly string[] {
  const lines = (migrationOf(given, wish).script ?? '').split('\n').map((line) => line.trim().replace(/ \\$/, ''));
  return lines.filter((line) => /^(?:--name|--network|--network-alias|--link|--ip|network|docker network connect) /.test(line));
}

function reasons(given: Readonly<Record<string, GivenContainer>>, wish?: Wish): string {
  const { script, refused } = migrationOf(given, wish);
  expect(script).toBeNull();
  return refused.flatMap((one) => one.reasons).join(' ');
}

describe('networks and names', () => {
  test('an alias on a network of the group; sources come first', () => {
    expect(wiring(PAIR)).toEqual([
      'network web-net',
      '--name db-next',
      '--network web-net',
      '--network-alias data',
      '--name web-next',
      '--network web-net',
    ]);
  });

  test('no alias where the name is the container’s own; a space in an alias makes two', () => {
    expect(wiring({ db: {}, web: { links: ['/db:/web/db'] } }).filter((line) => line.startsWith('--network-alias'))).toEqual([]);
    expect(wiring({ db: {}, web: { links: ['/db:/web/a b'] } })).toContain('--network-alias b');
  });

  test('who hangs together moves together, whoever was asked for', () => {
    const given = { db: {}, web: { links: ['/db:/web/db'] }, jobs: { links: ['/web:/jobs/web'] }, other: {} };
    expect(migrationOf(given, { names: ['db'] }).moved).toEqual(['db', 'web', 'jobs']);
    expect(migrationOf(given, { names: ['other'] })).toMatchObject({ script: null, refused: [] });
  });

  test('a circle of links moves, too', () => {
    expect(migrationOf({ a: { links: ['/b:/a/b'] }, b: { links: ['/a:/b/a'] } }).moved).toHaveLength(2);
  });

  test('one alias for two sources: a network for each pair, and one for all', () => {
    expect(
      wiring({
        db1: {},
        db2: {},
        web1: { links: ['/db1:/web1/db', '/cache:/web1/c'] },
        web2: { links: ['/db2:/web2/db', '/cache:/web2/c'] },
        cache: {},
      }),
    ).toEqual([
      'network web2-net',
      'network web1-db1-net',
      'network web2-db2-net',
      ...['--name cache-next', '--network web2-net', '--network-alias c'],
      ...['--name db1-next', '--network web2-net', 'docker network connect --alias db web1-db1-net db1-next'],
      ...['--name db2-next', '--network web2-net', 'docker network connect --alias db web2-db2-net db2-next'],
      ...['--name web1-next', '--network web2-net', 'docker network connect web1-db1-net web1-next'],
      ...['--name web2-next', '--network web2-net', 'docker network connect web2-db2-net web2-next'],
    ]);
  });

  test.each([
    ['another container', { db: {}, other: { links: ['/web:/other/web'] }, web: { links: ['/db:/web/OTHER'] } }, 'db:OTHER'],
    ['the receiver', { db: {}, web: { links: ['/db:/web/web'] } }, 'db:web'],
    ['a hostname', { db: {}, web: { hostname: 'data', links: ['/db:/web/data'] } }, 'db:data'],
  ])('an alias that is the name of %s stays a link, private to the receiver', (_, given, link) => {
    expect(wiring(given)).toContain(`--link ${link}`);
    expect(wiring(given).filter((line) => line.startsWith('--network-alias'))).toEqual([]);
  });

  test('with --icc=false a network for each pair alone', () => {
    expect(wiring({ db: {}, web: { links: ['/db:/web/db'] }, jobs: { links: ['/db:/jobs/db'] } }, { facts: { icc: false } })).toEqual([
      ...[
        'network web-db-net',
        'network jobs-db-net',
        '--name db-next',
        '--network web-db-net',
        'docker network connect jobs-db-net db-next',
      ],
      ...['--name jobs-next', '--network jobs-db-net', '--name web-next', '--network web-db-net'],
    ]);
  });

  test('a link on a network becomes an alias there; other networks, aliases and addresses are kept', () => {
    const given: Readonly<Record<string, GivenContainer>> = {
      db: {
        id: '0123456789abcdef',
        hostname: '0123456789ab',
        networkMode: 'shop',
        networks: { shop: { aliases: ['store', '0123456789ab'] } },
        Networks: { shop: { IPAMConfig: { IPv4Address: '10.1.0.5' } } },
      },
      web: {
        networkMode: 'shop',
        networks: { shop: { links: ['db:data'] }, 'b.c': { aliases: ['w'] } },
        Networks: { 'b.c': { DriverOpts: { k: 'v' } } },
      },
    };
    expect(wiring(given)).toEqual([
      ...['--name db-next', '--network shop', '--network-alias store', '--network-alias data', '--ip 10.1.0.5'],
      ...['--name web-next', '--network shop', 'docker network connect --alias w --driver-opt k=v b.c web-next'],
    ]);
  });

  test('a container on another network that has the alias keeps it', () => {
    const given = {
      db: {},
      web: { links: ['/db:/web/data'], networks: { bridge: {}, shop: {} } },
      data: { networkMode: 'shop', networks: { shop: {} } },
    };
    expect(wiring(given, { names: ['web'] })).toContain('--link db:data');
  });

  test('the network can be named; one that exists is not asked to be empty', () => {
    expect(migrationOf(PAIR, { network: 'my net' }).script).toContain(`unused 'my net'\n`);
    const { script } = migrationOf({ ...PAIR, x: { networkMode: 'shop', networks: { shop: {} } } }, { network: 'shop', names: ['web'] });
    expect(script).not.toContain('unused shop');
    expect(script).toContain('shop exists already; whoever is on it knows the aliases, too.');
    expect(wiring({ ...PAIR, data: { networkMode: 'shop', networks: { shop: {} } } }, { network: 'shop', names: ['web'] })).toContain(
      '--link db:data',
    );
    expect(wiring({ ...PAIR, x: { networkMode: 'web-net', networks: { 'web-net': {} } } }, { names: ['web'] })).toContain(
      'network web-net-2',
    );
  });
});

describe('what the head says', () => {
  const head = (given: Readonly<Record<string, GivenContainer>>, wish?: Wish): string =>
    between(migrationOf(given, wish).script, '#!/bin/sh', 'set -eu').join(' ').replaceAll(/ #\s+/g, ' ');

  test.each<[string, Readonly<Record<string, GivenContainer>>, string]>([
    ['what it is made from', PAIR, 'Made from the engine, version 20.10.24 (API 1.41), read at 2026-01-01T12:00:00Z.'],
    ['who is down for whom', PAIR, 'db stops, and its successor starts: an outage for web.'],
    [
      'published ports',
      { ...PAIR, db: { HostConfig: { PortBindings: { '1/tcp': [{ HostPort: '2' }] } } } },
      'an outage for web, everybody who uses 2:1/tcp.',
    ],
    [
      'stopped containers',
      { ...PAIR, web: { links: ['/db:/web/data'], running: false } },
      'web does not run: its successor is made and not started.',
    ],
    [
      '--rm',
      { ...PAIR, db: { HostConfig: { AutoRemove: true } } },
      'db was started with --rm: it is gone as soon as it stops, so that there is no way back',
    ],
    [
      'variables',
      { ...PAIR, db: { exposedPorts: ['1/tcp'] } },
      'web loses 6 variables of the link "data" (its first process was not read): DATA_PORT, DATA_PORT_1_TCP',
    ],
    ['what stands in for them', { ...PAIR, db: { exposedPorts: ['1/tcp'] } }, '--env DATA_PORT=tcp://data:1 --env'],
    ['copies of secrets by name only', { ...PAIR, db: { env: ['PASSWORD=hunter2'] } }, 'give web its own: DATA_ENV_PASSWORD.'],
    ['who knows the names', PAIR, 'web finds db as "data" on web-net, an alias that everybody on that network knows.'],
    ['ambassadors', { ...PAIR, db: { Config: { Image: 'docker/ambassador' } } }, 'db looks like an ambassador'],
    ['dots', { db: {}, web: { links: ['/db:/web/db.example.com'] } }, '"db.example.com" holds a dot'],
    [
      '--add-host',
      { ...PAIR, web: { links: ['/db:/web/data'], extraHosts: ['data:1.2.3.4'] } },
      "--add-host data of web goes before what Docker's DNS says.",
    ],
    [
      'links without effect',
      { ...PAIR, web: { links: ['/db:/web/data'], networks: { bridge: { links: ['db:x'] } } } },
      'The link "db" as "x" of "web" has no effect, and is left out.',
    ],
  ])('%s', (_, given, text) => {
    expect(head(given)).toContain(text);
    expect(head(given)).not.toContain('hunter2');
  });

  test('a dangling link leads to the container of that name', () => {
    const facts = {
      summaries: ['db', 'web'].map((name) => ({ id: `${name}-id`, name, names: [`/${name}`], networkMode: 'default', labels: new Map() })),
    };
    expect(head(PAIR, { facts })).toContain('leads to a container that is gone; the one that is called db now takes its place.');
  });

  test('the output of docker inspect has no time and no version', () => {
    expect(head(PAIR, { facts: { origin: 'dump' } })).toContain('Made from the output of docker inspect');
  });
});

describe('what stands at the end', () => {
  test('is the way back, by ids, in an order in which sources run first', () => {
    const { script } = migrationOf({ db: { HostConfig: { RestartPolicy: { Name: 'always' } } }, web: { links: ['/db:/web/db'] } });
    expect(between(script, '# To go back', '# Once all').slice(1, -1)).toEqual([
      '# docker update --restart no db web',
      '# docker stop web db',
      '# docker rename db db-after-links',
      '# docker rename web web-after-links',
      '# docker rename db-id db',
      '# docker rename web-id web',
      '# docker update --restart always db',
      '# docker update --restart no web',
      '# docker start db',
      '# docker start web',
    ]);
  });

  test('is that there is none, where nothing is kept', () => {
    const HostConfig = { AutoRemove: true };
    const { script } = migrationOf({ db: { HostConfig }, web: { links: ['/db:/web/db'], HostConfig } });
    expect(script).toMatch(/\n# There is no way back, as all were started with --rm\.\n$/);
  });
});

describe('what is refused, with the reason', () => {
  const COMPOSE = {
    'com.docker.compose.project': 'shop',
    'com.docker.compose.service': 'db',
    'com.docker.compose.project.working_dir': '/shop',
    'com.docker.compose.project.config_files': 'a.yml',
  };

  test.each<[string, Readonly<Record<string, GivenContainer>>, Wish, string]>([
    [
      'Compose',
      { ...PAIR, db: { Config: { Labels: COMPOSE } } },
      {},
      '"db" was made by Compose (service "db" of "shop"): replace the link in a.yml in /shop and bring the project up again.',
    ],
    ['Swarm', { ...PAIR, db: { Config: { Labels: { 'com.docker.swarm.service.name': 'x' } } } }, {}, 'task of the Swarm service "x"'],
    ['Podman', PAIR, { facts: { version: { version: '4', apiVersion: '1.41', product: 'podman' } } }, 'Podman has no links'],
    ['Windows', { ...PAIR, db: { Platform: 'windows' } }, {}, '"db" is a Windows container.'],
    [
      'a source nobody read',
      { web: { links: ['/db:/web/db'] } },
      { facts: { origin: 'dump' } },
      '"web" links to "db", of which nothing was read',
    ],
    [
      'a name that ends elsewhere',
      { db: {}, web: { links: ['/db:/x'] } },
      {},
      'The link "/x" of "web" has a name that keeps the engine from renaming the container.',
    ],
    [
      'a shared network',
      { ...PAIR, side: { networkMode: 'container:web-id', networks: {} } },
      { names: ['web'] },
      '"side" shares the network of "web"',
    ],
    [
      'text that does not show',
      { ...PAIR, db: { HostConfig: { Devices: [{ PathOnHost: '/a\nb' }] } } },
      {},
      'A value of --device of "db" holds characters that do not show.',
    ],
    [
      'nothing to replace',
      { db: {}, web: { links: ['/db:/web/db'], networks: { shop: {} } } },
      {},
      'has no effect since it left the default bridge',
    ],
  ])('%s', (_, given, wish, text) => {
    expect(reasons(given, wish)).toContain(text);
  });

  test('a group is refused alone, and the script of the others says so', () => {
    const { script, moved, refused } = migrationOf({ ...PAIR, x: { Config: { Labels: COMPOSE } }, y: { links: ['/x:/y/x'] } });
    expect(moved).toEqual(['db', 'web']);
    expect(refused.map(({ names }) => names)).toEqual([['x', 'y']]);
    expect(script).toContain('# Not moved by this script:\n# - x, y:\n');
  });
});

describe('containers that keep running', () => {
  const live = (given: Readonly<Record<string, GivenContainer>>, wish?: Wish) => migrationOf(given, { ...wish, way: 'live' });

  test('links go before networks come, and the default bridge is left last', () => {
    const { script } = live({ db: {}, web: { links: ['/db:/web/data', '/db:/web/web'] } });
    expect(between(script, 'trap', 'disconnect bridge db').slice(2)).toEqual([
      'network web-net',
      'docker rm --link web/data >/dev/null',
      'docker rm --link web/web >/dev/null',
      'docker network connect --alias data web-net db',
      'docker network connect --link db:web web-net web',
      'docker network disconnect bridge web',
    ]);
    expect(script).toContain('docker network disconnect bridge db\n');
  });

  test.each<[string, Readonly<Record<string, GivenContainer>>, Wish, string]>([
    ['other engines', PAIR, { facts: { version: { version: '26.1.5', apiVersion: '1.45', product: 'docker' } } }, 'on Docker 20.10 only'],
    ['old readings', PAIR, { facts: { origin: 'dump' } }, 'on Docker 20.10 only'],
    ['stopped ones', { ...PAIR, db: { state: { status: 'exited' } } }, {}, '"db" is not running (exited).'],
    [
      'links of networks',
      { db: { networkMode: 'n', networks: { n: {} } }, web: { networkMode: 'n', networks: { n: { links: ['db:data'] } } } },
      {},
      'stays for the container',
    ],
  ])('not: %s', (_, given, wish, text) => {
    const { script, refused } = live(given, wish);
    expect(script).toBeNull();
    expect(refused.flatMap((one) => one.reasons).join(' ')).toContain(text);
    expect(migrationOf(given, wish).live).toBe(false);
  });

  test('whether it is possible is told beside the other script', () => {
    expect(migrationOf(PAIR).live).toBe(true);
  });
});

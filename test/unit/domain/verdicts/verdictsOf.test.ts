import { describe, expect, test } from 'vitest';
import type { EngineFacts } from '../../../../src/domain/engine/container.ts';
import type { ReceiverEvidence, SeenAddress } from '../../../../src/domain/verdicts/evidence.ts';
import { remedyText } from '../../../../src/domain/verdicts/remedy.ts';
import { verdictSeverity, VERDICT_CODES } from '../../../../src/domain/verdicts/verdict.ts';
import type { Verdict } from '../../../../src/domain/verdicts/verdict.ts';
import { verdictsOf } from '../../../../src/domain/verdicts/verdictsOf.ts';
import { container, engineOf, evidence, noon } from './engineOf.ts';
import type { Given } from './engineOf.ts';

const PORTS = ['3306/tcp'];
const SECRET = ['MYSQL_ROOT_PASSWORD=hidden-now'];

/** `web` links to `db` on the default bridge; both run, `db` since before. */
function pair(web: Given = {}, db: Given = {}, apiVersion = '1.41'): EngineFacts {
  return engineOf(
    [
      container('web', { links: ['/db:/web/db'], started: 10, networks: { bridge: { ipv4: '172.17.0.3' } }, ...web }),
      container('db', { exposedPorts: PORTS, env: SECRET, networks: { bridge: { ipv4: '172.17.0.2' } }, ...db }),
    ],
    apiVersion,
  );
}

function verdicts(facts: EngineFacts, read: readonly ReceiverEvidence[] = [], seen: readonly SeenAddress[] = []): readonly Verdict[] {
  return verdictsOf(facts, read, seen).flatMap(({ links, removed }) => [...links.flatMap((link) => link.verdicts), ...removed]);
}

function codes(facts: EngineFacts, read: readonly ReceiverEvidence[] = [], seen: readonly SeenAddress[] = []): readonly string[] {
  return verdicts(facts, read, seen).map(({ code }) => code);
}

describe('stale variables', () => {
  const env = [
    'DB_PORT=tcp://172.17.0.7:3306',
    'DB_PORT_3306_TCP_ADDR=172.17.0.7',
    'DB_PORT_3306_TCP_PORT=3306',
    'DB_NAME=/web/db',
    'DB_ENV_MYSQL_ROOT_PASSWORD=hidden-then',
  ];

  test('are told with their old and new value and with the three readings', () => {
    const [verdict] = verdicts(pair(), [evidence('web', { env, hosts: '172.17.0.2\tdb db-host\n' })]);
    expect(verdict).toMatchObject({
      code: 'stale',
      known: 'read',
      variables: [
        { name: 'DB_PORT', old: 'tcp://172.17.0.7:3306', now: 'tcp://172.17.0.2:3306' },
        { name: 'DB_PORT_3306_TCP_ADDR', old: '172.17.0.7', now: '172.17.0.2' },
      ],
      remedies: [{ kind: 'restart-receiver', receiver: 'web' }],
    });
    expect(verdict?.grounds.map(({ text, known }) => `${known} ${text}`)).toEqual([
      'read Variables of the first process: DB_PORT=tcp://172.17.0.7:3306, DB_PORT_3306_TCP_ADDR=172.17.0.7',
      'read Hosts file: "172.17.0.2 db db-host"',
      'read The address of "db" now: 172.17.0.2.',
    ]);
    expect(JSON.stringify(verdict)).not.toContain('hidden');
  });

  test('a variable that the receiver sets itself is not stale', () => {
    const facts = pair({ env: env.slice(0, 4).map((entry) => entry.replace('.7', '.6')) });
    expect(
      codes(facts, [evidence('web', { env: env.map((entry) => entry.replace('.7', '.6').replace('hidden-then', 'hidden-now')) })]),
    ).toEqual(['own-variable-wins', 'right']);
  });

  test('a variable that a program has put something else into is not stale', () => {
    const changed = ['DB_PORT=3306', 'DB_PORT_3306_TCP=tcp://db.corp:3306', 'DB_NAME=shop', 'DB_PORT_3306_TCP_ADDR=172.17.0.2'];
    expect(codes(pair(), [evidence('web', { env: changed, hosts: '172.17.0.2\tdb db-host\n' })])).toEqual(['right']);
  });

  test('absent variables prove nothing', () => {
    expect(codes(pair(), [evidence('web', { env: ['HOSTNAME=web-host'], hosts: '172.17.0.2\tdb db-host\n' })])).toEqual(['unproved']);
  });
});

describe('where nothing can be read, start times and past addresses tell', () => {
  const restarted = pair({}, { started: 20 });

  test.each([
    ['the receiver was started last', pair(), [], 'right', 'derived'],
    ['the source was started last', restarted, [], 'source-restarted', 'unknown'],
    ['… and had another address', restarted, [{ containerId: 'db-id', ipv4: '172.17.0.7', at: noon(15) }], 'stale', 'derived'],
    ['… and had the same address', restarted, [{ containerId: 'db-id', ipv4: '172.17.0.2', at: noon(15) }], 'right', 'derived'],
    [
      '… seen only before the receiver was started',
      restarted,
      [{ containerId: 'db-id', ipv4: '172.17.0.7', at: noon(5) }],
      'source-restarted',
      'unknown',
    ],
    [
      'a source without ports gives no address that could become stale',
      pair({}, { started: 20, exposedPorts: [] }),
      [],
      'right',
      'derived',
    ],
    ['on an engine without variables the name follows', pair({}, { started: 20 }, '1.52'), [], 'right', 'derived'],
  ] as const)('%s', (_, facts, seen, code, known) => {
    expect(verdicts(facts, [], seen)).toContainEqual(expect.objectContaining({ code, known }));
  });

  test('the variables with the address are named with the address that was seen', () => {
    const [verdict] = verdicts(restarted, [], [{ containerId: 'db-id', ipv4: '172.17.0.7', at: noon(15) }]);
    expect(verdict?.variables).toEqual([
      { name: 'DB_PORT', old: 'tcp://172.17.0.7:3306', now: 'tcp://172.17.0.2:3306' },
      { name: 'DB_PORT_3306_TCP', old: 'tcp://172.17.0.7:3306', now: 'tcp://172.17.0.2:3306' },
      { name: 'DB_PORT_3306_TCP_ADDR', old: '172.17.0.7', now: '172.17.0.2' },
    ]);
  });

  test('with --icc=false a new address is not let through', () => {
    const seen = [{ containerId: 'db-id', ipv4: '172.17.0.7', at: noon(15) }];
    expect(codes({ ...restarted, icc: false }, [], seen)).toEqual(['stale', 'icc-rule-lost']);
    expect(codes({ ...pair({}, { started: 20 }, '1.52'), icc: false })).toEqual(['source-restarted', 'not-set-on-engine']);
    const [open] = verdicts({ ...pair({}, { started: 20 }, '1.52'), icc: false });
    expect(open?.consequence).toBe('If it did, the firewall drops what "web" sends to "db" (--icc=false).');
  });
});

describe('the escape hatch', () => {
  const shown = evidence('web', { env: ['DB_NAME=/web/db', 'DB_PORT=tcp://172.17.0.2:3306'] });

  test('is betrayed by variables and by nothing else', () => {
    expect(codes(pair({}, {}, '1.52'), [shown])).toEqual(['kept-by-escape-hatch', 'right']);
    expect(verdicts(pair({}, {}, '1.52'), [evidence('web', { env: ['HOSTNAME=web-host'] })])).toMatchObject([
      { code: 'not-set-on-engine', known: 'read' },
      { code: 'right' },
    ]);
    expect(verdicts(pair({}, {}, '1.52'))).toMatchObject([{ code: 'not-set-on-engine', known: 'unknown' }, { code: 'right' }]);
  });

  test('is not betrayed by variables of the receiver’s own', () => {
    expect(codes(pair({ env: ['DB_NAME=/web/db'] }, {}, '1.52'), [shown])).toEqual(['not-set-on-engine', 'right']);
  });

  test('seen in one receiver counts for another that cannot be read', () => {
    const { version, details } = pair({}, {}, '1.52');
    const facts = { ...engineOf([...details, container('job', { links: ['/db:/job/db'], started: 11 })]), version };
    const job = verdictsOf(facts, [shown]).find(({ receiver }) => receiver === 'job');
    expect(job?.links[0]?.verdicts).toMatchObject([{ code: 'kept-by-escape-hatch', known: 'derived' }, { code: 'right' }]);
  });
});

describe('hosts files', () => {
  const env = ['DB_NAME=/web/db', 'DB_PORT=tcp://172.17.0.2:3306'];

  test.each([
    ['a missing line', '127.0.0.1\tlocalhost\n', 'hosts-missing'],
    ['another address', '172.17.0.7\tdb db-host db2\n', 'hosts-stale'],
    ['the old name of the source', '172.17.0.2\tdb db-host mysql\n', 'source-renamed'],
    ['a source that was called like the alias', '172.17.0.2\tdb db-host\n', 'source-renamed'],
  ])('%s', (_, hosts, code) => {
    const facts = engineOf([
      container('web', { links: ['/db2:/web/db'], started: 10 }),
      container('db2', { hostname: 'db-host', networks: { bridge: { ipv4: '172.17.0.2' } } }),
    ]);
    expect(codes(facts, [evidence('web', { env: ['DB_NAME=/web/db'], hosts })])).toEqual([code]);
  });

  test('a line of --add-host is not the link’s, and one for another name is nobody’s business', () => {
    const hosts = '10.0.0.1\tdb\n10.0.0.2\tdbx\n';
    const facts = pair({ extraHosts: ['db:10.0.0.1', 'dbx:10.0.0.3'] });
    expect(codes(facts, [evidence('web', { env, hosts })])).toEqual(['hosts-missing', 'add-host-wins']);
    expect(codes(facts, [evidence('web', { env, hosts: `${hosts}172.17.0.2\tdb db-host\n` })])).toEqual(['add-host-wins']);
  });

  test.each([
    [{ aliases: ['db'] }, true, ['hosts-beats-dns', 'right']],
    [{ aliases: ['db'] }, false, ['right']],
    [{ aliases: ['other'] }, true, ['right']],
  ])('win over the DNS of another network: %j, running %s', (endpoint, running, expected) => {
    const { details } = pair({ networks: { bridge: {}, net: {} } });
    const facts = engineOf([...details, container('new', { running, networks: { net: endpoint } })]);
    expect(codes(facts, [evidence('web', { env, hosts: '172.17.0.2\tdb db-host\n' })])).toEqual(expected);
  });

  test('one family of two is lost', () => {
    const facts = pair({}, { networks: { bridge: { ipv4: '172.17.0.2', ipv6: 'fd00::2' } } });
    const both = evidence('web', { env, hosts: '172.17.0.2\tdb db-host\nfd00::2\tdb db-host\n' });
    const one = evidence('web', { env, hosts: 'fd00::2\tdb db-host\nfd00::2\tdb db-host\n' });
    expect(codes(facts, [both])).toEqual(['right']);
    expect(verdicts(facts, [one])).toMatchObject([
      { code: 'hosts-family-lost', summary: expect.stringContaining('lost its IPv4 address') as string },
    ]);
  });

  test('an address that belongs to a stranger by now is named', () => {
    const { details } = pair();
    const facts = engineOf([...details, container('job', { networks: { bridge: { ipv4: '172.17.0.7' } } })], '1.41', ['/web/db']);
    const [verdict] = verdicts(facts, [evidence('web', { env, hosts: '172.17.0.7\tdb old\n' })]);
    expect(verdict).toMatchObject({
      code: 'source-recreated',
      consequence: expect.stringContaining('172.17.0.7, which now belongs to "job"') as string,
    });
  });
});

describe('health checks', () => {
  const failed = (lastOutput: string): Given => ({ state: { health: { status: 'unhealthy', lastOutput } } });

  test.each([
    ['Cannot link to a non running container: /db AS /web/db', ['source-stopped', 'unhealthy-by-link']],
    ['Cannot link to a non running container: /db AS /web/other', ['source-stopped']],
    ['curl: (7) Failed to connect', ['source-stopped']],
  ])('%s', (output, expected) => {
    const facts = pair(failed(output), { running: false, state: { status: 'exited' }, networks: { bridge: { ipv4: '' } } });
    expect(codes(facts)).toEqual(expected);
  });

  test('of a source that left the default bridge, in the words of Docker 28', () => {
    const facts = pair(failed('container db-id not attached to default bridge network'), { networks: { net: {} } }, '1.51');
    expect(codes(facts)).toEqual(['source-off-bridge', 'unhealthy-by-link']);
  });
});

describe('DNS links', () => {
  const web = (links: readonly string[]): Given => ({ networkMode: 'net', networks: { net: { links } } });

  test('of several links with one alias the last one wins', () => {
    const facts = engineOf([
      container('web', web(['a:db', 'b:db'])),
      container('a', { networks: { net: {} } }),
      container('b', { networks: { net: {} } }),
    ]);
    const found = verdictsOf(facts, [])[0]?.links.map(({ link, verdicts: [first] }) => `${link.source} ${first?.code ?? ''}`);
    expect(found).toEqual(['a dns-overridden', 'b dns-right']);
  });

  test('a network alias of another container is told, since it would take over', () => {
    const facts = engineOf([
      container('web', web(['a:db'])),
      container('a', { networks: { net: {} } }),
      container('b', { networks: { net: { aliases: ['DB'] } } }),
    ]);
    expect(codes(facts)).toEqual(['alias-shared', 'dns-right']);
  });
});

test('on Podman every link is refused, and nothing else is said', () => {
  const facts = { ...pair(), version: { version: '4.3.1', apiVersion: '1.41', product: 'podman' as const } };
  expect(codes(facts)).toEqual(['links-refused']);
});

test('two receivers of one source that are both down name the order', () => {
  const down: Given = { running: false, state: { status: 'exited', startedAt: '' }, networks: { bridge: { ipv4: '' } } };
  const [verdict] = verdicts(pair(down, down));
  expect(verdict).toMatchObject({ code: 'both-stopped' });
  expect(verdict?.remedies.map(remedyText)).toEqual(['Start "db" before "web" is started or restarted.', 'Start "web".']);
});

test('links that lead back are told on both', () => {
  const facts = engineOf([container('a', { links: ['/b:/a/x'] }), container('b', { links: ['/a:/b/y'] })]);
  expect(codes(facts)).toEqual(['cycle', 'cycle']);
});

test('a variable that shows a link the engine no longer has', () => {
  const facts = engineOf([container('web', { env: ['CACHE_NAME=/web/cache'] })]);
  const env = ['DB_NAME=/web/db', 'CACHE_NAME=/web/cache', 'FILE_NAME=/etc/hosts'];
  expect(verdicts(facts, [evidence('web', { env })])).toMatchObject([
    { code: 'link-removed', summary: expect.stringContaining('"db"') as string },
  ]);
});

test('a link that is right becomes graver with the engine that is aimed at', () => {
  expect(([28, 29, 30] as const).map((engine) => verdictSeverity('right', engine))).toEqual(['hint', 'information', 'warning']);
  expect(VERDICT_CODES.filter((code) => verdictSeverity(code, 28) === 'error')).toHaveLength(13);
});

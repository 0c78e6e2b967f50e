import { describe, expect, test } from 'vitest';
import { hostsAfter, hostsEngine } from '../../../../src/domain/hosts/hostsEvents.ts';
import type { HostsEngine, HostsEvent, HostsState } from '../../../../src/domain/hosts/hostsEvents.ts';

const db = { alias: 'db', hostname: 'dbhost', sourceName: 'mysql', ipv4: '172.17.0.2', ipv6: '', sourceId: 's1' };
const again = { ...db, alias: 'database' };
const cache = { ...db, alias: 'cache', hostname: 'redishost', sourceName: 'redis', ipv4: '172.17.0.3', sourceId: 's2' };
const bridge = { ipv4: '172.17.0.9', ipv6: '', names: ['web.corp.test', 'web'] };
const net = { ipv4: '172.20.0.9', ipv6: '', names: ['web'] };
const started: HostsEvent = {
  kind: 'receiver-started',
  extraHosts: ['db.example:10.0.0.1'],
  links: [db, again, cache],
  endpoints: [bridge],
};
const restart: HostsEvent = { kind: 'source-started', sourceId: 's1', ipv4: '172.17.0.5', ipv6: '' };

function after(events: readonly HostsEvent[], engine: HostsEngine = 'up-to-27'): readonly string[] {
  const empty: HostsState = { lines: [], followed: [] };
  return [started, ...events]
    .reduce((state, event) => hostsAfter(state, event, engine), empty)
    .lines.map((line) => line.replace('\t', ' '));
}

const FRESH = [
  '10.0.0.1 db.example',
  '172.17.0.2 db dbhost mysql',
  '172.17.0.2 database dbhost mysql',
  '172.17.0.3 cache redishost redis',
  '172.17.0.9 web.corp.test web',
];
const FOLLOWED = [
  '172.17.0.5 db.example',
  '172.17.0.5 db dbhost mysql',
  '172.17.0.5 database dbhost mysql',
  '172.17.0.3 cache redishost redis',
  '172.17.0.9 web.corp.test web',
];

describe('a hosts file after', () => {
  test.each([
    ['the start', [], FRESH],
    ['a start of a source: every alias of it, and what goes on with a dot', [restart], FOLLOWED],
    [
      'a stop, a rename, a removal of a source',
      [
        { kind: 'source-stopped', sourceId: 's1' },
        { kind: 'source-renamed', sourceId: 's1' },
        { kind: 'source-removed', sourceId: 's1' },
      ],
      FRESH,
    ],
    ['a rename of the receiver: it follows no more', [{ kind: 'receiver-renamed' }, restart], FRESH],
    ['a rename of the receiver and its restart', [{ kind: 'receiver-renamed' }, started, restart], FOLLOWED],
    ['joining a network', [{ kind: 'receiver-connected', endpoint: net }], [...FRESH, '172.20.0.9 web']],
  ] as const satisfies readonly (readonly [string, readonly HostsEvent[], readonly string[]])[])('%s', (_, events, expected) => {
    expect(after(events)).toEqual(expected);
    expect(after(events, 'from-28')).toEqual(expected);
  });

  test('leaving the default bridge: the own line goes from 28 on, the links’ lines stay', () => {
    const left: HostsEvent = { kind: 'receiver-disconnected', endpoint: bridge };
    expect(after([left])).toEqual(FRESH);
    expect(after([left], 'from-28')).toEqual(FRESH.slice(0, -1));
  });

  test('docker rm --link: its own lines up to 27, those of all links from 28; another alias of the source stops following', () => {
    const removed: HostsEvent = { kind: 'link-removed', link: db, sourceId: 's1' };
    expect(after([removed, restart])).toEqual(FRESH.filter((line) => !line.includes(' db dbhost')));
    expect(after([removed, restart], 'from-28')).toEqual([FRESH[0], FRESH[4]]);
  });

  test('a start of a source with IPv6: one address on both lines, by engine', () => {
    const both: HostsEvent = { kind: 'receiver-started', extraHosts: [], links: [{ ...db, ipv6: 'fd00::2' }], endpoints: [] };
    const moved: HostsEvent = { kind: 'source-started', sourceId: 's1', ipv4: '172.17.0.5', ipv6: 'fd00::5' };
    expect(after([both])).toEqual(['172.17.0.2 db dbhost mysql', 'fd00::2 db dbhost mysql']);
    expect(after([both, moved])).toEqual(['172.17.0.5 db dbhost mysql', '172.17.0.5 db dbhost mysql']);
    expect(after([both, moved], 'from-28')).toEqual(['fd00::5 db dbhost mysql', 'fd00::5 db dbhost mysql']);
  });
});

test.each([
  ['1.41', 'up-to-27'],
  ['1.47', 'up-to-27'],
  ['1.48', 'from-28'],
  ['1.55', 'from-28'],
  ['', null],
])('API %j', (api, expected) => {
  expect(hostsEngine(api)).toBe(expected);
});

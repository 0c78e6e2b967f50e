import { describe, expect, it, test } from 'vitest';
import { namesOf } from '../../../../../src/domain/compose/project/names.ts';
import type { ProjectSet } from '../../../../../src/domain/compose/project/project.ts';
import { resolveName } from '../../../../../src/domain/compose/project/resolve.ts';
import { project, short } from './reading.ts';

/** What a name leads to in a container, in short: `each of a, b by service name`. */
function lookUp(text: string, container: string, name: string, set: Partial<ProjectSet> = {}): string {
  const names = namesOf(project({ 'a.yaml': text }, set));
  const receiver = names.containers.find((each) => each.container.name === container);
  if (!receiver) return `no container ${container} among ${names.containers.map((each) => each.container.name).join()}`;
  const found = resolveName(names, receiver, name);
  switch (found.kind) {
    case 'none':
      return 'nothing';
    case 'unknown':
      return `unknown: ${found.why}`;
    case 'found':
      return `${found.choice} of ${found.containers.join()} by ${found.mechanism}${found.place ? ` ${short(found.place)}` : ''}`;
  }
}

const OLD: Partial<ProjectSet> = { reader: 'compose-1' };
const LINKED =
  'services:\n  web:\n    image: w\n    links: ["db:x"]\n  db: { image: d, hostname: the-db }\n  other: { image: o, container_name: o }\n';

describe('on a network', () => {
  it.each([
    ['p-web-1', 'x', {}, 'each of p-db-1 by link alias a.yaml:4'],
    ['p-web-1', 'X', {}, 'nothing'],
    ['p-web-1', 'db-1', {}, 'each of p-db-1 by link alias a.yaml:4'],
    ['p-web-1', 'p-db-1', {}, 'each of p-db-1 by link alias a.yaml:4'],
    ['p-web-1', 'DB', {}, 'each of p-db-1 by service name'],
    ['p-web-1', 'db.p_default', {}, 'each of p-db-1 by service name'],
    ['p-web-1', 'db.other', {}, 'nothing'],
    ['p-web-1', 'the-db', {}, 'each of p-db-1 by hostname'],
    ['p-web-1', 'o', {}, 'each of o by container name'],
    ['o', 'x', {}, 'nothing'],
    ['o', 'web', {}, 'each of p-web-1 by service name'],
    ['p_web_1', 'db_1', OLD, 'each of p_db_1 by link alias a.yaml:4'],
    ['p_web_1', 'db-1', OLD, 'nothing'],
  ])('%s asks for %s with %j and gets %s', (container, name, set, result) => {
    expect(lookUp(LINKED, container, name, set)).toBe(result);
  });
});

describe('of a source with three containers', () => {
  const text = LINKED.replace('hostname: the-db', 'scale: 3');

  it.each([
    ['p-web-1', 'x', {}, 'one of p-db-1,p-db-2,p-db-3 by link alias a.yaml:4'],
    ['p-web-1', 'db', {}, 'each of p-db-1,p-db-2,p-db-3 by service name'],
    ['p-web-1', 'p-db-1', {}, 'one of p-db-1,p-db-2,p-db-3 by link alias a.yaml:4'],
    ['p-web-1', 'p-db-2', {}, 'each of p-db-2 by container name'],
    ['p-web-1', 'db-2', {}, 'nothing'],
    ['p_web_1', 'db_2', OLD, 'each of p_db_2 by link alias a.yaml:4'],
    ['p_web_1', 'p_db_1', OLD, 'each of p_db_1 by link alias a.yaml:4'],
  ])('%s asks for %s with %j and gets %s', (container, name, set, result) => {
    expect(lookUp(text, container, name, set)).toBe(result);
  });
});

test('a second receiver’s names of a link have its own number', () => {
  const text = LINKED.replace('image: w', 'image: w, scale: 2').replace('web:\n    image: w, scale: 2', 'web:\n    image: w\n    scale: 2');
  expect(lookUp(text, 'p-web-2', 'db-2')).toBe('each of p-db-1 by link alias a.yaml:5');
  expect(lookUp(text, 'p-web-2', 'db-1')).toBe('nothing');
});

describe('a link’s alias', () => {
  it('wins over a service of that name, for its receiver alone', () => {
    const text = 'services:\n  web: { image: w, links: ["db:other"] }\n  db: { image: d }\n  other: { image: o }\n';
    expect(lookUp(text, 'p-web-1', 'other')).toBe('each of p-db-1 by link alias a.yaml:2');
    expect(lookUp(text, 'p-db-1', 'other')).toBe('each of p-other-1 by service name');
  });

  it('leads to whoever has the name of its source’s container', () => {
    const text = 'services:\n  web: { image: w, links: ["db:x"] }\n  db: { image: d }\n  other: { image: o, hostname: p-db-1 }\n';
    // Seen with Compose 2.26.1 on Docker 20.10.24.
    expect(lookUp(text, 'p-web-1', 'x')).toBe('each of p-db-1,p-other-1 by link alias a.yaml:2');
  });

  it('that two links have is the later one’s on a network and the first one’s on the default bridge', () => {
    const text = 'services:\n  web: { image: w, links: ["db:x", "other:x"] }\n  db: { image: d }\n  other: { image: o }\n';
    expect(lookUp(text, 'p-web-1', 'x')).toBe('each of p-other-1 by link alias a.yaml:2');
    const bridge = text.replaceAll('image', 'network_mode: bridge, image');
    // Seen with Compose 2.26.1 on Docker 20.10.24, four times of four.
    expect(lookUp(bridge, 'p-web-1', 'x')).toBe('each of p-db-1 by hosts line of a link a.yaml:2');
  });

  it.each([
    ['a file of version 2.4', 'version: "2.4"\nservices:\n  web: { network_mode: bridge, image: w, links: ["db:x", "other:x"] }\n'],
    ['a v1 file', 'web: { image: w, links: ["db:x", "other:x"] }\n'],
  ])('that two links have is the later one’s under docker-compose 1.29.2 on the default bridge, in %s', (_, text) => {
    // Seen with docker-compose 1.29.2 on Docker 20.10.24, five times of five: its dictionary of links keeps the last.
    const indent = text.startsWith('version') ? '  ' : '';
    const mode = indent ? 'network_mode: bridge, ' : '';
    const whole = `${text}${indent}db: { ${mode}image: d }\n${indent}other: { ${mode}image: o }\n`;
    expect(lookUp(whole, 'p_web_1', 'x', OLD)).toBe(`each of p_other_1 by hosts line of a link a.yaml:${indent ? '3' : '1'}`);
  });

  it('hides the name also where it leads nowhere', () => {
    const text =
      'services:\n  web: { image: w, links: ["db:other"], networks: [a] }\n  db: { image: d, networks: [b] }\n  other: { image: o, networks: [a] }\nnetworks: { a: , b: }\n';
    expect(lookUp(text, 'p-web-1', 'other')).toBe('nothing');
  });
});

describe('on the default bridge', () => {
  const text = 'web: { image: w, links: ["db:x"] }\ndb: { image: d, hostname: the-db }\n';

  it.each([
    ['x', 'each of p_db_1 by hosts line of a link a.yaml:1'],
    ['X', 'each of p_db_1 by hosts line of a link a.yaml:1'],
    ['the-db', 'each of p_db_1 by hosts line of a link a.yaml:1'],
    ['db', 'nothing'],
  ])('%s leads to %s', (name, result) => {
    expect(lookUp(text, 'p_web_1', name, OLD)).toBe(result);
  });
});

describe('what decides outside the files is not known', () => {
  it.each([
    [
      'services:\n  web: { image: w, networks: [n] }\nnetworks: { n: { external: true, name: shared } }\n',
      'db',
      'unknown: others may be on the network `shared`',
    ],
    ['services:\n  web: { image: w, external_links: ["old_db_1:db"] }\n', 'db', 'unknown: `old_db_1` is no container of the files'],
    ['services:\n  web: { image: w, network_mode: host }\n', 'db', 'unknown: the host resolves names'],
    [
      'services:\n  web: { image: w, network_mode: "container:x" }\n',
      'db',
      'unknown: `p-web-1` has the network of a container outside the files',
    ],
  ])('%j asked for %s', (text, name, result) => {
    expect(lookUp(text, 'p-web-1', name)).toBe(result);
  });
});

test('who shares a network namespace has its owner’s names', () => {
  const text = 'services:\n  web: { image: w, network_mode: "service:side" }\n  side: { image: s, links: ["db:x"] }\n  db: { image: d }\n';
  expect(lookUp(text, 'p-web-1', 'x')).toBe('each of p-db-1 by link alias a.yaml:3');
  expect(lookUp(text, 'p-db-1', 'web')).toBe('nothing');
});

test('a name of several networks leads to one of its containers', () => {
  const text =
    'services:\n  web: { image: w, networks: [a, b] }\n  one: { image: i, networks: { a: { aliases: [x] } } }\n  two: { image: i, networks: { b: { aliases: [x] } } }\nnetworks: { a: , b: }\n';
  expect(lookUp(text, 'p-web-1', 'x')).toBe('one of p-one-1,p-two-1 by network alias');
  expect(lookUp(text, 'p-web-1', 'x.p_b')).toBe('each of p-two-1 by network alias');
});

test('a line of extra_hosts comes first', () => {
  const text = 'services:\n  web: { image: w, extra_hosts: ["db:10.0.0.1"] }\n  db: { image: d }\n';
  expect(lookUp(text, 'p-web-1', 'db')).toBe('each of  by extra_hosts a.yaml:2');
});

describe('a container', () => {
  const outcomes = (text: string, set: Partial<ProjectSet> = {}) =>
    namesOf(project({ 'a.yaml': text }, set)).containers.map(({ container, outcome }) => `${container.name} ${outcome.kind}`);
  const HOST = 'services:\n  web: { image: w, network_mode: host, links: [db] }\n  db: { image: d }\n';

  it('with links on the host’s network is not created, and in Compose 2 nothing is started then', () => {
    expect(outcomes(HOST)).toEqual(['p-db-1 not started', 'p-web-1 not created']);
    expect(outcomes(HOST, OLD)).toEqual(['p_db_1 runs', 'p_web_1 not created']);
    const [db] = namesOf(project({ 'a.yaml': HOST })).containers;
    expect(db?.outcome.reason).toBe('The engine refuses to create p-web-1: it takes no links on the host’s network.');
  });

  it('on the default bridge does not start without its sources there', () => {
    expect(outcomes('services:\n  web: { image: w, network_mode: bridge, links: [db] }\n  db: { image: d }\n')).toEqual([
      'p-db-1 runs',
      'p-web-1 not started',
    ]);
  });

  it('of a project that Compose refuses is not created', () => {
    expect(outcomes('services:\n  web: { image: w, links: [nosuch] }\n')).toEqual(['p-web-1 not created']);
  });
});

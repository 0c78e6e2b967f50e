import { describe, expect, it, test } from 'vitest';
import { creationOrder } from '../../../../../src/domain/compose/project/order.ts';
import { readProject } from '../../../../../src/domain/compose/project/readProject.ts';
import { links, problems, project, serviceIn, short } from './reading.ts';

const BASE = 'services:\n  web:\n    image: web\n    links:\n      - db\n      - db:x\n  db: { image: mysql }\n';

describe('a service that several files speak of', () => {
  const files = {
    'a.yaml': BASE,
    'b.yaml': 'services:\n  web:\n    hostname: h\n    links:\n      - db:x\n      - other\n  other:\n    image: o\n',
  };

  it('is one, with a place for each file and each fact', () => {
    const web = serviceIn(project(files), 'web');
    expect(web.places.map(short)).toEqual(['a.yaml:2', 'b.yaml:2']);
    expect(links(web)).toEqual(['db a.yaml:5', 'db:x a.yaml:6 b.yaml:5', 'other b.yaml:6']);
    expect([web.image, web.hostname].map((fact) => fact && short(fact.place))).toEqual(['a.yaml:3', 'b.yaml:3']);
  });

  it('has its links by alias and sorted in docker-compose 1.x', () => {
    const over = { ...files, 'b.yaml': files['b.yaml'].replace('- db:x', '- other:x') };
    expect(links(serviceIn(project(over, { reader: 'compose-1' }), 'web'))).toEqual(['db a.yaml:5', 'other b.yaml:6', 'other:x b.yaml:5']);
    expect(links(serviceIn(project(over), 'web'))).toEqual(['db a.yaml:5', 'db:x a.yaml:6', 'other:x b.yaml:5', 'other b.yaml:6']);
  });

  it('waits for what it links to, at the link’s place', () => {
    const { dependsOn } = serviceIn(project(files), 'web');
    expect(
      dependsOn.map(({ service, condition, restart, required, from, place }) => [
        service,
        condition,
        restart,
        required,
        from,
        short(place),
      ]),
    ).toEqual([
      ['db', 'service_started', true, true, 'links', 'a.yaml:5'],
      ['other', 'service_started', true, true, 'links', 'b.yaml:6'],
    ]);
  });
});

test('what a service extends keeps its own place, also in another file', () => {
  const read = project(
    {
      'a.yaml':
        'services:\n  web:\n    extends: { file: sub/base.yml, service: base }\n    links: [cache]\n  db: { image: d }\n  cache: { image: c }\n',
      'sub/base.yml': 'services:\n  base:\n    build: .\n    env_file: x.env\n    links:\n      - db:x\n',
      'sub/x.env': 'A=1\n',
    },
    { files: ['/p/a.yaml'] },
  );
  const web = serviceIn(read, 'web');
  expect(problems(read)).toEqual([]);
  expect(links(web)).toEqual(['db:x sub/base.yml:6', 'cache a.yaml:4']);
  expect(web.places.map(short)).toEqual(['a.yaml:2']);
  expect(web.build?.context).toBe('/p/sub');
  expect(web.environment.map(({ name, value, place }) => [name, value, short(place)])).toEqual([['A', '1', 'sub/x.env:1']]);
  expect(read.files).toEqual(['/p/a.yaml', '/p/sub/base.yml']);
});

test('paths may be URIs', () => {
  const texts = new Map([
    ['file:///w/p/compose.yaml', 'include: [../q/compose.yaml]\nservices:\n  web: { image: w, links: [db] }\n'],
    ['file:///w/q/compose.yaml', 'services:\n  db: { build: ctx }\n'],
  ]);
  const real = readProject({ reader: 'compose-2', files: ['file:///w/p/compose.yaml'] }, (path) => texts.get(path) ?? null);
  expect(real.name).toBe('p');
  expect(problems(real)).toEqual([]);
  expect(serviceIn(real, 'db').build?.context).toBe('file:///w/q/ctx');
  expect(real.missing).toEqual(['file:///w/p/.env', 'file:///w/q/.env']);
});

describe('a variable', () => {
  const text = 'services:\n  web:\n    image: "web:${TAG}"\n    links: ["${DB:-db}:x"]\n  db: { image: d }\n';

  it('that is not known is named at the fact that rests on it', () => {
    const web = serviceIn(project({ 'a.yaml': text }), 'web');
    expect(web.image).toMatchObject({ value: 'web:', assumedUnset: ['TAG'] });
    expect(web.links).toMatchObject([{ value: 'db:x', target: 'db', alias: 'x', assumedUnset: [] }]);
  });

  it('of the environment wins over the one of .env', () => {
    const files = { 'a.yaml': text, '.env': 'TAG=file\nDB=db\n' };
    const imageOf = (environment: ReadonlyMap<string, string>) => serviceIn(project(files, { environment }), 'web').image;
    expect(imageOf(new Map())).toMatchObject({ value: 'web:file', assumedUnset: [] });
    expect(imageOf(new Map([['TAG', 'shell']]))).toMatchObject({ value: 'web:shell', assumedUnset: [] });
  });

  it('rests on what the line of .env rests on', () => {
    const files = { 'a.yaml': text, '.env': 'TAG=$HOME/x\n' };
    expect(serviceIn(project(files), 'web').image).toMatchObject({ value: 'web:/x', assumedUnset: ['HOME'] });
  });
});

test('a range of `ports` is taken apart, one of `expose` is not', () => {
  const web = serviceIn(project({ 'a.yaml': 'services:\n  web: { image: w, ports: ["6-7:8-9/udp"], expose: ["1-2"] }\n' }), 'web');
  expect(web.ports.map(({ value }) => value)).toEqual(['8/udp', '9/udp']);
  expect(web.expose.map(({ value }) => value)).toEqual(['1-2']);
});

test('a bare name of an `env_file` has the value of the environment', () => {
  const files = { 'a.yaml': 'services:\n  web: { image: w, env_file: v.env }\n', 'v.env': 'A\nB\n' };
  const environment = new Map([['A', 'shell']]);
  const values = (reader: 'compose-1' | 'compose-2') =>
    serviceIn(project(files, { environment, reader }), 'web').environment.map(({ name, value }) => [name, value]);
  expect(values('compose-2')).toEqual([['A', 'shell']]);
  expect(values('compose-1')).toEqual([
    ['A', 'shell'],
    ['B', null],
  ]);
});

describe('the name of a project', () => {
  const named = (set: Parameters<typeof project>[1], text = 'services: { a: { image: a } }\n', env = '') => {
    const { name, nameFrom } = project({ 'a.yaml': text, '.env': env }, set);
    return `${name} by ${nameFrom}`;
  };

  it.each([
    [{}, 'services: {}\n', '', 'p by folder'],
    [{ folder: '/p/_My.App' }, 'services: {}\n', '', 'myapp by folder'],
    [{ folder: '/p/_My.App', reader: 'compose-1' }, 'services: { a: }\n', '', '_myapp by folder'],
    [{}, 'name: In.File\n', '', 'infile by file'],
    [{ reader: 'compose-1' }, 'name: in-file\nservices: { a: }\n', '', 'p by folder'],
    [{}, 'name: in-file\n', 'COMPOSE_PROJECT_NAME=dotted\n', 'dotted by environment'],
    [{ name: 'given' }, 'name: in-file\n', 'COMPOSE_PROJECT_NAME=dotted\n', 'given by option'],
  ] as const)('with %j, %j and %j is %s', (set, text, env, name) => {
    expect(named(set, text, env)).toBe(name);
  });
});

describe('a problem', () => {
  it.each([
    ['services:\n  web: { image: w, links: [nosuch] }\n', 'undefined-service a.yaml:2'],
    ['services:\n  web: { image: w, links: [web] }\n', 'cycle a.yaml:2'],
    ['services:\n  web: { image: "${X:?}" }\n', 'interpolation a.yaml:2'],
    ['services:\n  web: { image: w, links: db }\n', 'type a.yaml:2'],
    ['services:\n  web: { image: w, extends: nosuch }\n', 'extends a.yaml:2'],
    ['services:\n  web: { image: w, networks: [n] }\n', 'undefined-network a.yaml:2'],
    ['services:\n  web: { image: w, env_file: nosuch }\n', 'env-file a.yaml:2'],
    ['include: [nosuch.yaml]\nservices: { a: { image: a } }\n', 'file-missing a.yaml:1'],
    ['web: { image: w }\n', 'format a.yaml:1'],
    ['a: [', 'file-unreadable a.yaml:1'],
    ['services:\n  web: { image: w, scale: 2, deploy: { replicas: 3 } }\n', 'conflict a.yaml:2'],
    ['services:\n  1: { image: w }\n', 'format a.yaml:2'],
  ])('of %j has its place', (text, expected) => {
    const read = project({ 'a.yaml': text });
    expect(problems(read)).toContain(expected);
    expect(read.refused).toBe(true);
  });

  it('names a file by its path, also where files are known by URIs', () => {
    const text = 'services:\n  web: { extends: { file: some base.yaml, service: web } }\n';
    const set = { reader: 'compose-2', files: ['file:///p/a.yaml'] } as const;
    const { problems: found } = readProject(set, (path) => (path === 'file:///p/a.yaml' ? text : null));
    expect(found.map(({ message }) => message)).toContain('The compose file `/p/some base.yaml` is not there.');
  });

  it('keeps nothing else from being read', () => {
    const read = project({ 'a.yaml': `${BASE}  bad: { image: "\${X:?}", links: [nosuch, db] }\n` });
    expect(links(serviceIn(read, 'bad'))).toEqual(['nosuch a.yaml:8', 'db a.yaml:8']);
    expect(links(serviceIn(read, 'web'))).toHaveLength(2);
  });

  it('that shows when docker-compose 1.x brings the project up refuses nothing before', () => {
    const text = 'services:\n  web: { image: w, links: ["db:a:b"] }\n  db: { image: d }\n';
    const old = project({ 'a.yaml': text }, { reader: 'compose-1' });
    expect([old.refused, problems(old)]).toEqual([false, ['link a.yaml:2']]);
    expect(project({ 'a.yaml': text }).refused).toBe(true);
  });
});

test('services that no profile enables are apart', () => {
  const text = 'services:\n  a: { image: a, profiles: [x] }\n  b: { image: b }\n';
  const names = (set: Parameters<typeof project>[1]) => project({ 'a.yaml': text }, set).services.map(({ name }) => name);
  expect(names({})).toEqual(['b']);
  expect(names({ profiles: ['x'] })).toEqual(['a', 'b']);
  expect(names({ environment: new Map([['COMPOSE_PROFILES', 'y, x']]) })).toEqual(['a', 'b']);
});

test('the order of creation follows links, dependencies and shared networks', () => {
  const read = project({
    'a.yaml':
      'services:\n  a: { image: a, links: [c] }\n  b: { image: b, depends_on: [a] }\n  c: { image: c }\n  d: { image: d, network_mode: "service:b" }\n  e: { image: e }\n',
  });
  expect(creationOrder(read)).toEqual({ steps: [['c', 'e'], ['a'], ['b'], ['d']], cycle: null });
});

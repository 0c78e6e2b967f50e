import { describe, expect, it } from 'vitest';
import { composeFile, covered, oddities, service } from './reading.ts';

const one = (lines: string) =>
  `services:\n  web:\n${lines
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}\n`;
const values = (written: readonly { readonly value: string }[]) => written.map(({ value }) => value);

describe('ports', () => {
  it.each([
    ['80', '80'],
    ['"8080:80"', '80'],
    ['8080:80', '80'],
    ['8080:80/udp', '80/udp'],
    ['53:53/UDP', '53/udp'],
    ['8080:80/tcp', '80'],
    ['127.0.0.1:8080:80', '80'],
    ['127.0.0.1::80', '80'],
    ['127.0.0.1:8000-8002:9000-9002', '9000-9002'],
    ['8000-8002/udp', '8000-8002/udp'],
    ['"[::1]:8080:80"', '80'],
    ['"::1:8080:80"', '80'],
    ['"${PORT:-8080}:80"', '80'],
    ['"${HOST:-[::1]}:80:81/udp"', '81/udp'],
    ['"8080:${PORT}"', '${PORT}'],
    ['"${PORT:-80/udp}"', '${PORT:-80/udp}'],
    ['"${PORT}/udp"', '${PORT}/udp'],
    ['{target: 80, published: 8080}', '80'],
    ['{target: 53, protocol: udp}', '53/udp'],
    ['{target: "80-82", protocol: tcp, mode: host}', '80-82'],
  ])('%s lead to %s', (written, port) => {
    expect(values(service(one(`ports:\n  - ${written}`)).ports)).toEqual([port]);
  });

  it('have the place of their item', () => {
    const text = one('ports:\n  - "8080:80"\n  - target: 81\n    published: 8081');
    expect(service(text).ports.map(({ range }) => covered(text, range))).toEqual(['"8080:80"', 'target: 81\n        published: 8081']);
  });

  it('without a target, or empty, are none', () => {
    expect(service(one('ports:\n  - published: 80\n  - ""\n  -')).ports).toEqual([]);
  });
});

describe('expose', () => {
  it('is kept as written', () => {
    expect(values(service(one('expose: [3306, "53/udp", 8000-8002, "$PORT"]')).expose)).toEqual(['3306', '53/udp', '8000-8002', '$PORT']);
  });
});

describe('environment', () => {
  it('is a map', () => {
    const text = one('environment:\n  A: b # c\n  B: "2"\n  C: 3\n  D: true\n  E:\n  F: ""\n  G: ~\n  H: ${X:-y}\n  I: a$$b');
    expect(service(text).environment.map(({ name, value }) => [name, value])).toEqual([
      ['A', 'b'],
      ['B', '2'],
      ['C', '3'],
      ['D', 'true'],
      ['E', null],
      ['F', ''],
      ['G', null],
      ['H', '${X:-y}'],
      ['I', 'a$$b'],
    ]);
    expect(
      service(text)
        .environment.slice(0, 2)
        .map(({ range }) => covered(text, range)),
    ).toEqual(['A: b', 'B: "2"']);
  });

  it('is a list', () => {
    const text = one('environment:\n  - A=b\n  - "B=c=d e"\n  - C\n  - D=\n  - E: f');
    expect(service(text).environment.map(({ name, value }) => [name, value])).toEqual([
      ['A', 'b'],
      ['B', 'c=d e'],
      ['C', null],
      ['D', ''],
    ]);
    expect(oddities(text)).toEqual(['not-a-string @8']);
  });

  it('is merged by merge keys within it', () => {
    const text = `x: &env {A: 1, B: 2}\n${one('environment:\n  <<: *env\n  B: own\n  C: 3')}`;
    expect(service(text).environment.map(({ name, value }) => `${name}=${value ?? ''}`)).toEqual(['A=1', 'B=own', 'C=3']);
  });

  it('has a value that is a list only as something odd', () => {
    const text = one('environment:\n  A: [b]\n  B: c');
    expect(service(text).environment.map(({ value }) => value)).toEqual([null, 'c']);
    expect(oddities(text)).toEqual(['not-a-string @4']);
  });
});

describe('networks', () => {
  it('are a list', () => {
    const text = one('networks: [front, "back"]');
    expect(service(text).networks?.map(({ name, range, aliases }) => [name, covered(text, range), aliases])).toEqual([
      ['front', 'front', []],
      ['back', '"back"', []],
    ]);
  });

  it('are a map with aliases, or with nothing', () => {
    const text = one('networks:\n  front:\n    aliases: [a, b.c]\n    ipv4_address: 10.0.0.2\n  back:\n  default: {}');
    expect(service(text).networks?.map(({ name, aliases }) => [name, values(aliases)])).toEqual([
      ['front', ['a', 'b.c']],
      ['back', []],
      ['default', []],
    ]);
    expect(service(text).networks?.map(({ range }) => covered(text, range))).toEqual(['front', 'back', 'default']);
  });

  it.each(['image: x', 'networks:', 'networks: []', 'networks: {}', 'networks: !reset [a]'])('are none with %j', (lines) => {
    expect(service(one(lines)).networks).toBeNull();
  });

  it('at the top may be external, under a name, with a driver', () => {
    const text =
      'services: {}\nnetworks:\n  a:\n  b: {external: true, name: real}\n  c: {external: {name: old}}\n  d: {driver: overlay, external: false}\n  e: {external: "true"}\n';
    expect(composeFile(text).networks.map(({ name, external, realName, driver }) => [name, external, realName, driver])).toEqual([
      ['a', false, null, null],
      ['b', true, 'real', null],
      ['c', true, 'old', null],
      ['d', false, null, 'overlay'],
      ['e', true, null, null],
    ]);
  });
});

describe('dependencies', () => {
  it('are a list, then for started services', () => {
    expect(service(one('depends_on:\n  - db\n  - cache')).dependsOn.map(({ service: name, condition }) => [name, condition])).toEqual([
      ['db', 'service_started'],
      ['cache', 'service_started'],
    ]);
  });

  it('are a map with conditions', () => {
    const text = one('depends_on:\n  db:\n    condition: service_healthy\n  cache: {restart: true}\n  mq:');
    expect(service(text).dependsOn.map(({ service: name, condition, range }) => [name, condition, covered(text, range)])).toEqual([
      ['db', 'service_healthy', 'db'],
      ['cache', 'service_started', 'cache'],
      ['mq', 'service_started', 'mq'],
    ]);
  });
});

describe('build', () => {
  it.each([
    ['build: ./app', { context: './app', dockerfile: null, inline: null, target: null }],
    ['build: {context: ., dockerfile: Other, target: dev}', { context: '.', dockerfile: 'Other', inline: null, target: 'dev' }],
    ['build:\n  dockerfile_inline: |\n    FROM x', { context: null, dockerfile: null, inline: 'FROM x\n', target: null }],
    ['build: .\ndockerfile: Other', { context: '.', dockerfile: 'Other', inline: null, target: null }],
  ])('%j', (lines, expected) => {
    expect(service(one(lines)).build).toMatchObject(expected);
  });

  it('is none when empty', () => {
    expect(service(one('image: x\nbuild:')).build).toBeNull();
  });
});

describe('extends', () => {
  it.each([
    ['extends: base', 'base', null],
    ['extends: {service: base}', 'base', null],
    ['extends:\n  file: common.yml\n  service: base', 'base', 'common.yml'],
  ])('%j', (lines, name, file) => {
    expect(service(one(lines)).extends).toMatchObject({ service: name, file });
  });
});

describe('the rest of a service', () => {
  it('reads plain fields with their places', () => {
    const text = one('image: "mysql:8"\ncontainer_name: main-db\nhostname: db.local\nnetwork_mode: service:vpn');
    const read = service(text);
    expect(
      [read.image, read.containerName, read.hostname, read.networkMode].map((field) => field && [field.value, covered(text, field.range)]),
    ).toEqual([
      ['mysql:8', '"mysql:8"'],
      ['main-db', 'main-db'],
      ['db.local', 'db.local'],
      ['service:vpn', 'service:vpn'],
    ]);
    expect([covered(text, read.nameRange), covered(text, read.range)]).toEqual(['web', text.slice(text.indexOf('web')).trimEnd()]);
  });

  it('takes `net` for the network mode in a v1 file only', () => {
    expect(service('web:\n  image: x\n  net: "container:php"\n').networkMode?.value).toBe('container:php');
    expect(service(one('net: host')).networkMode).toBeNull();
  });

  it.each([
    ['env_file: .env', ['.env']],
    ['env_file: [a.env, b.env]', ['a.env', 'b.env']],
    ['env_file:\n  - path: a.env\n    required: false\n  - b.env', ['a.env', 'b.env']],
  ])('%j', (lines, expected) => {
    expect(values(service(one(lines)).envFiles)).toEqual(expected);
  });

  it.each([
    ['extra_hosts: ["db:10.0.0.1", "mail=10.0.0.2", "six:::1"]', ['db', 'mail', 'six']],
    ['extra_hosts: {db: 10.0.0.1, mail: [10.0.0.2, 10.0.0.3]}', ['db', 'mail']],
  ])('%j', (lines, expected) => {
    expect(values(service(one(lines)).extraHosts)).toEqual(expected);
  });

  it.each([
    ['scale: 3', 3],
    ['deploy: {replicas: 2}', 2],
    ['scale: 3\ndeploy: {replicas: 2}', 3],
    ['scale: "3"', 3],
    ['scale: ${N:-2}', null],
    ['deploy: {mode: global}', null],
    ['image: x', null],
  ])('%j scales to %s', (lines, expected) => {
    expect(service(one(lines)).scale).toBe(expected);
  });

  it('knows its profiles', () => {
    expect(values(service(one('profiles: [dev, test]')).profiles)).toEqual(['dev', 'test']);
  });

  it('notes merge tags anywhere in it, through anchors too', () => {
    const text =
      'x: &x {ports: !reset []}\nservices:\n  a: {environment: {A: !reset null}}\n  b: {links: !override [a]}\n  c: {<<: *x}\n  d: {image: d}\n';
    expect(composeFile(text).services.map(({ hasMergeTags }) => hasMergeTags)).toEqual([true, true, true, false]);
  });

  it('is odd where a string is a map, and reads on', () => {
    const text = one('image: {a: b}\nhostname: h');
    expect(service(text)).toMatchObject({ image: null, hostname: { value: 'h' } });
    expect(oddities(text)).toEqual(['not-a-string @3']);
  });
});

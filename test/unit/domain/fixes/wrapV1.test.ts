import { describe, expect, it } from 'vitest';
import { wrapV1 } from '../../../../src/domain/fixes/wrapV1.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';

function wrapped(text: string, services: readonly string[] = []): string {
  const result = wrapV1(text, new Set(services));
  if (result.kind === 'refused') return result.reason;
  const byEdits = result.edits.reduceRight((done, { start, end, newText }) => done.slice(0, start) + newText + done.slice(end), text);
  expect(byEdits).toBe(result.text);
  return result.text;
}

const lines = (...all: readonly string[]) => all.map((line) => `${line}\n`).join('');

describe('the services of a v1 file below `services:`', () => {
  it('moves every line but empty ones, and what a comment says about a service with it', () => {
    const text = lines(
      '# Shop',
      '',
      '# the database',
      'db:',
      '  image: mysql',
      '  command: >',
      '    a',
      '',
      '      b',
      '',
      '#web:',
      'web:',
      '  image: web',
    );
    expect(wrapped(text)).toBe(
      lines(
        '# Shop',
        '',
        'services:',
        '  # the database',
        '  db:',
        '    image: mysql',
        '    command: >',
        '      a',
        '',
        '        b',
        '',
        '  #web:',
        '  web:',
        '    image: web',
      ),
    );
  });

  it.each<[string, string, string]>([
    ['the head of the file stays at its head', '# by hand\ndb: {image: a}\n', '# by hand\nservices:\n  db: {image: a}\n'],
    ['line ends stay as they are', 'db:\r\n  image: a\r\n', 'services:\r\n  db:\r\n    image: a\r\n'],
    ['no line end at the end', 'db:\n  image: a', 'services:\n  db:\n    image: a'],
    ['the file’s own step', 'db:\n    image: a\n', 'services:\n    db:\n        image: a\n'],
    ['a list in its key’s column', 'db:\n  links:\n  - x\nx: {image: a}\n', 'services:\n  db:\n    links:\n    - x\n  x: {image: a}\n'],
    ['a list over several lines', 'db:\n  image: a\n  links: [x,\n    y]\n', 'services:\n  db:\n    image: a\n    links: [x,\n      y]\n'],
    ['a document with its marks', '---\ndb: {image: a}\n...\n', '---\nservices:\n  db: {image: a}\n...\n'],
    ['a byte order mark', '\uFEFFdb: {image: a}\n', '\uFEFFservices:\n  db: {image: a}\n'],
    ['services that stand to the right already', '  db: {image: a}\n', 'services:\n  db: {image: a}\n'],
    ['a service called so', 'services:\n  image: a\n', 'services:\n  services:\n    image: a\n'],
    [
      'a block with a step of its own',
      'db:\n  image: a\n  command: |2\n      x\n',
      'services:\n  db:\n    image: a\n    command: |2\n        x\n',
    ],
  ])('%s', (_title, text, expected) => {
    expect(wrapped(text)).toBe(expected);
    expect(readCompose(expected)).toMatchObject({ kind: 'compose', file: { format: 'spec' } });
  });
});

describe('keys that have another name below `services:`', () => {
  const service = (...keys: readonly string[]) => lines('a:', '  image: x', ...keys.map((key) => `  ${key}`));
  const result = (...keys: readonly string[]) => lines('services:', '  a:', '    image: x', ...keys.map((key) => `    ${key}`));

  it.each<[string, readonly string[], readonly string[]]>([
    ['a mode of the network', ['net: host # why'], ['network_mode: host # why']],
    ['the network of a service', ['net: "container:a"'], ['network_mode: "service:a"']],
    ['the network of another container', ['net: container:other'], ['network_mode: container:other']],
    ['the default bridge, which all v1 services are on', ['net: bridge', 'tty: true'], ['tty: true']],
    ['how it logs', ['log_driver: syslog'], ['logging:', '  driver: syslog']],
    [
      'how it logs, with options',
      ['log_driver: "syslog" # to the host', 'log_opt:', '  # where', '  tag: x', 'tty: true'],
      ['logging:', '  driver: "syslog" # to the host', '  options:', '    # where', '    tag: x', 'tty: true'],
    ],
    ['containers outside the project', ['volumes_from:', '  - a', '  - "b:ro"'], ['volumes_from:', '  - a', '  - "container:b:ro"']],
  ])('%s', (_title, before, after) => {
    expect(wrapped(service(...before))).toBe(result(...after));
  });

  it.each<[string, string, string]>([
    [
      'a Dockerfile beside its folder',
      'a:\n  build: . # here\n  tty: true\n  dockerfile: Other # mine\n',
      'services:\n  a:\n    build:\n      context: . # here\n      dockerfile: Other\n    tty: true\n    # mine\n',
    ],
    [
      'in brackets',
      'a: {build: ., dockerfile: D, log_driver: none, log_opt: {a: b}, net: host}\n',
      'services:\n  a: {build: {context: ., dockerfile: D}, logging: {driver: none, options: {a: b}}, network_mode: host}\n',
    ],
    [
      'volumes with names, once',
      'a:\n  image: x\n  volumes: ["data:/d", "./x:/x", "/y", "~/z:/z"]\nb:\n  image: x\n  volumes: ["data:/e"]\n',
      'services:\n  a:\n    image: x\n    volumes: ["data:/d", "./x:/x", "/y", "~/z:/z"]\n  b:\n    image: x\n    volumes: ["data:/e"]\n\nvolumes:\n  data:\n    external: true\n',
    ],
    [
      'what an anchor brings is written once',
      'a: &a\n  image: x\n  net: host\nb:\n  <<: *a\n  tty: true\n',
      'services:\n  a: &a\n    image: x\n    network_mode: host\n  b:\n    <<: *a\n    tty: true\n',
    ],
  ])('%s', (_title, text, expected) => {
    expect(wrapped(text)).toBe(expected);
  });

  it('knows the services of the other files of the project', () => {
    expect(wrapped('a: {image: x, net: "container:db", volumes_from: [db]}\n', ['db'])).toBe(
      'services:\n  a: {image: x, network_mode: "service:db", volumes_from: [db]}\n',
    );
  });

  it('tells which volumes a variable decides about, and whose services are extended', () => {
    const text = 'a:\n  extends: {file: base.yml, service: x}\n  volumes: ["${DATA}:/d", "${DATA}/x:/x"]\n';
    expect(wrapV1(text)).toMatchObject({ kind: 'wrapped', volumes: [], unclear: ['${DATA}'], bases: ['base.yml'] });
  });
});

describe('files that stay', () => {
  it.each<[string, string, string]>([
    ['of a later format', 'services: {a: {image: x}}\n', 'The file is none of version 1.'],
    ['with a version', 'version: "1"\na: {image: x}\n', 'docker-compose takes no file of version 1 with a `version`.'],
    [
      'that are no YAML',
      'a: [\n',
      'The file is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
    ['in brackets as a whole', '{a: {image: x}}\n', 'The file is written in a style that no small edit fits.'],
    [
      'with a further document',
      'a: {image: x}\n---\nb: {image: x}\n',
      'Compose merges the documents of this file; only the first is read.',
    ],
    [
      'of another program',
      'a:\n  image: x\n  target_num_containers: 2\n',
      '`target_num_containers` is no key of docker-compose 1.x, so the file is meant for another program.',
    ],
    ['with a driver of volumes', 'a: {image: x, volume_driver: nfs}\n', '`volume_driver` has no counterpart below `services:`.'],
    [
      'with a Dockerfile whose folder an anchor brings',
      'a: &a {build: .}\nb:\n  <<: *a\n  dockerfile: D\n',
      '`dockerfile` stands apart from its `build`.',
    ],
    [
      'with a network mode behind an anchor',
      'a: {image: x, net: &n host}\nb: {image: x, net: *n}\n',
      '`net` is not a simple text of its own.',
    ],
    ['in the middle of a merge', 'a:\n  image: x\n<<<<<<< HEAD\n', 'The file holds merge conflict markers.'],
  ])('%s', (_title, text, reason) => {
    expect(wrapped(text)).toBe(reason);
  });
});

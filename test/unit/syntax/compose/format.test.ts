import { describe, expect, it } from 'vitest';
import { composeKind } from '../../../../src/syntax/compose/kind.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';
import { composeFile, links, oddities } from './reading.ts';

const names = (text: string) => composeFile(text).services.map(({ name }) => name);

describe('which files are compose files', () => {
  it.each([
    ['compose.yaml', 'always'],
    ['compose.override.yml', 'always'],
    ['compose-dev.yaml', 'always'],
    ['docker-compose.yml', 'always'],
    ['docker-compose-v1.yml', 'always'],
    ['docker-compose2.yaml', 'always'],
    ['docker-stack-traefik.yml', 'always'],
    ['fig.yml', 'always'],
    ['some/where/compose.yaml', 'always'],
    ['C:\\where\\fig.yml', 'always'],
    ['stack.yml', 'if-services'],
    ['stack.yaml', 'if-services'],
    ['docker-compose.yml.tpl', null],
    ['my-compose.yml', null],
    ['fig.yaml.txt', null],
    ['docker-cloud.yml', null],
    ['compose.json', null],
    ['compose/values.yml', null],
  ])('%s: %s', (name, kind) => {
    expect(composeKind(name)).toBe(kind);
  });
});

describe('the format', () => {
  it.each([
    ['web:\n  image: x\n', 'v1', ['web']],
    ['web:\n  build: .\n  links: [services]\nservices:\n  image: y\n', 'v1', ['web', 'services']],
    ['services:\n  build: .\n  links: [db]\ndb: {image: x}\n', 'v1', ['services', 'db']],
    ['volumes:\n  image: busybox\nweb: {image: x}\n', 'v1', ['volumes', 'web']],
    ['version: {image: x}\nweb: {image: y}\n', 'v1', ['version', 'web']],
    ['web:\n  volumes: [.:/app]\n', 'v1', ['web']],
    ["version: '2'\nservices: {web: {image: x}}\n", '2', ['web']],
    ['version: 2.4\nservices: {web: {image: x}}\n', '2', ['web']],
    ["version: '3.8'\nservices: {web: {image: x}}\n", '3', ['web']],
    ['version: 3\nservices:\n', '3', []],
    ['services: {web: {image: x}}\n', 'spec', ['web']],
    ['services:\n  image: {image: x}\n  build: {links: [image]}\n', 'spec', ['image', 'build']],
    ['version: "1"\nservices: {web: {image: x}}\n', 'spec', ['web']],
    ['version:\nservices: {web: {image: x}}\n', 'spec', ['web']],
    ['networks: {a: {}}\n', 'spec', []],
    ['include: [other.yaml]\n', 'spec', []],
    ['x-common: &c {image: x}\n', 'spec', []],
    ['', 'spec', []],
    ['# nothing yet\n', 'spec', []],
    ['services: ~\n', 'spec', []],
  ])('of %j is %s', (text, format, services) => {
    expect(composeFile(text).format).toBe(format);
    expect(names(text)).toEqual(services);
  });

  it('keeps the version, name and includes as written', () => {
    expect(composeFile('version: 3.80\nname: shop\ninclude:\n  - a.yaml\n  - path: b.yaml\n  - path: [c.yaml, d.yaml]\n')).toMatchObject({
      version: '3.80',
      name: { value: 'shop' },
      includes: [{ value: 'a.yaml' }, { value: 'b.yaml' }, { value: 'c.yaml' }, { value: 'd.yaml' }],
    });
  });
});

describe('what is no compose file', () => {
  it.each([
    ['a changelog', 'type: feature\nfeature:\n  description: Better.\n  links:\n  - https://example.org/1\n'],
    ['a locale file', 'en:\n  title: Compose\n  send: Send\n'],
    ['a list', '- name: install\n  links: [a]\n'],
    ['a sentence', 'Hello there\n'],
  ])('%s', (_, text) => {
    expect(readCompose(text).kind).toBe('other');
  });

  it.each([
    ['resolver: lts-22.0\npackages: [.]\n', 'other'],
    ['services: [a]\n', 'other'],
    ['services: {}\n', 'other'],
    ['services:\n  web: 1\n', 'other'],
    ['services:\n  image: x\n', 'other'],
    ['a: [\n', 'other'],
    ['services:\n  web: [\n', 'fault'],
    ['services:\n  web: {image: x}\n', 'compose'],
  ])('stack.yml with %j is %s', (text, kind) => {
    expect(readCompose(text, { kind: 'if-services' }).kind).toBe(kind);
  });
});

describe('a file that is no YAML', () => {
  it('has one message with its place', () => {
    expect(readCompose('a: 1\r\n<<<<<<< HEAD\r\nb: 2\r\n=======\r\n>>>>>>> x\r\n')).toEqual({
      kind: 'fault',
      message: 'The file holds merge conflict markers.',
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 12 } },
    });
  });
});

describe('services', () => {
  it('of one name twice count as the last', () => {
    const text = 'services:\n  a: {links: [x]}\n  b: {image: b}\n  a: {links: [y]}\n';
    expect(names(text)).toEqual(['b', 'a']);
    expect(links(text)).toEqual(['a → y as y @4']);
    expect(oddities(text)).toEqual(['duplicate-key @4']);
  });

  it('that say nothing are there, and odd', () => {
    const text = 'services:\n  a:\n  b: ~\n  c: {}\n  d: text\n  e: !reset null\n';
    expect(names(text)).toEqual(['a', 'b', 'c']);
    expect(oddities(text)).toEqual(['not-a-map @2', 'not-a-map @3', 'not-a-map @5']);
  });

  it('that are a list are odd', () => {
    const text = 'services:\n  - web: {image: x}\n';
    expect(names(text)).toEqual([]);
    expect(oddities(text)).toEqual(['not-a-map @2']);
  });

  it('may come through a merge key', () => {
    expect(links('x: &x\n  a: {links: [b]}\nservices:\n  <<: *x\n  b: {image: b}\n')).toEqual(['a → b as b @2*']);
  });

  it('of further documents are not read, and that is said', () => {
    const text = 'services:\n  a: {image: a}\n---\nservices:\n  b: {image: b}\n';
    expect(names(text)).toEqual(['a']);
    expect(oddities(text)).toEqual(['several-documents @3']);
  });
});

describe('size', () => {
  const numbered = (count: number, line: (index: string) => string) =>
    Array.from({ length: count }, (_, index) => line(String(index))).join('');

  it('bounds what anchors repeat, and says so', () => {
    const list = `x: &x [${numbered(1000, (index) => `a${index}, `)}]\nservices:\n`;
    const text = list + numbered(1000, (index) => `  s${index}: {links: *x}\n`);
    const file = composeFile(text);
    expect(file.services.length).toBe(1000);
    expect(file.services.reduce((sum, each) => sum + each.links.length, 0)).toBe(100_000);
    expect(file.oddities.map(({ code }) => code)).toEqual(['too-much-repetition']);
  });

  it('bounds maps that merge maps that merge maps', () => {
    const maps = numbered(
      60,
      (index) =>
        `x${index}: &x${index}\n${index === '0' ? '  k: v\n' : `  <<: [*x${String(+index - 1)}, *y${String(+index - 1)}]\n`}y${index}: &y${index}\n  <<: *x${index}\n`,
    );
    const text = `${maps}services:\n  web:\n    <<: *y59\n    environment: {<<: *y59}\n`;
    expect(composeFile(text).oddities.map(({ code }) => code)).toContain('too-much-repetition');
  });

  it('follows a chain of 3,000 services of which each merges the one before', () => {
    const text = `services:\n  s0: &s0 {links: [db]}\n${numbered(3000, (index) => `  s${String(+index + 1)}: &s${String(+index + 1)}\n    <<: *s${index}\n`)}`;
    expect(composeFile(text).services.at(-1)?.links).toMatchObject([{ target: 'db', own: false }]);
  });

  it('survives a chain of 3,000 maps of which only the last is asked for', () => {
    const text = `x0: &x0 {links: [db]}\n${numbered(3000, (index) => `x${String(+index + 1)}: &x${String(+index + 1)}\n  <<: *x${index}\n`)}services:\n  web:\n    <<: *x3000\n`;
    expect(composeFile(text).services.length).toBe(1);
  });
});

it('a text with zero bytes, such as one in UTF-16, is no compose file', () => {
  expect(readCompose('s\0e\0r\0v\0i\0c\0e\0s\0:\0')).toEqual({ kind: 'other', reason: 'It is no text in UTF-8.' });
});

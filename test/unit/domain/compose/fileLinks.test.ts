import { describe, expect, test } from 'vitest';
import { fileLinks } from '../../../../src/domain/compose/fileLinks.ts';
import type { Sibling } from '../../../../src/domain/compose/lineage.ts';
import type { ComposeFile } from '../../../../src/syntax/compose/composeFile.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';

function file(text: string): ComposeFile {
  const reading = readCompose(text);
  if (reading.kind !== 'compose') throw new Error(`not a compose file: ${text}`);
  return reading.file;
}

function sibling(name: string, text: string): Sibling {
  return { kind: 'compose', name, file: file(text) };
}

/** One line a link: where it is written, what it links, how, and where the target is. */
function shown(text: string, ...siblings: readonly Sibling[]): readonly string[] {
  return fileLinks(file(text), siblings).map(
    ({ service, target, alias, range, mechanism, targetState }) =>
      `${range.start.line + 1} ${service} ${target ?? '?'}:${alias ?? '?'} ${mechanism} ${targetState}`,
  );
}

describe('the mechanism follows from the receiver’s network mode', () => {
  const withMode = (mode: string) => shown(`services:\n  web:\n    ${mode}\n    links: [db]\n  db: {image: x}\n`)[0]?.split(' ')[3];

  test.each([
    ['', 'dns'],
    ['networks: [front]', 'dns'],
    ['network_mode: bridge', 'legacy'],
    ['network_mode: "default"', 'legacy'],
    ['network_mode: "none"', 'none'],
    ['network_mode: host', 'refused'],
    ['network_mode: "container:other"', 'refused'],
    ['network_mode: "service:db"', 'refused'],
    ['network_mode: "service:${NAME}"', 'refused'],
    ['network_mode: mine', 'dns'],
    ['network_mode: "${MODE:-bridge}"', 'unknown'],
  ])('%s gives %s', (mode, mechanism) => {
    expect(withMode(mode)).toBe(mechanism);
  });

  test('a v1 file stands on the default bridge unless `net` says otherwise', () => {
    const text = 'web:\n  image: x\n  links: [db]\njob:\n  image: x\n  net: "container:db"\n  links: ["db:"]\ndb:\n  image: x\n';
    expect(shown(text)).toEqual(['3 web db:db legacy defined', '7 job db:db refused defined']);
  });

  test('a v1 service may be called `services`', () => {
    expect(shown('services:\n  image: x\n  links:\n  - db\ndb:\n  image: x\n')).toEqual(['4 services db:db legacy defined']);
  });

  test('more than one colon is refused in any mode', () => {
    expect(shown('services:\n  web:\n    links: ["db:a:b"]\n  db: {image: x}\n')[0]).toMatch(/ refused defined$/);
  });

  test('an external default network called bridge leaves it open', () => {
    const text = 'services:\n  web:\n    links: [db]\n  db: {image: x}\nnetworks:\n  default:\n    external: true\n    name: bridge\n';
    expect(shown(text)).toEqual(['3 web db:db unknown defined']);
  });
});

describe('where the target is', () => {
  const text = 'services:\n  web:\n    links: [db]\n';

  test('missing only when no file of the folder could define it', () => {
    expect(shown(text)).toEqual(['3 web db:db dns missing']);
    expect(shown(text, sibling('other.yaml', 'services:\n  cache: {image: x}\n'))).toEqual(['3 web db:db dns missing']);
    expect(shown(text, sibling('base.yaml', 'services:\n  db: {image: x}\n'))).toEqual(['3 web db:db dns elsewhere']);
  });

  test('an included file could define it', () => {
    expect(shown(`include: [more/compose.yaml]\n${text}`)).toEqual(['4 web db:db dns elsewhere']);
    expect(shown(text, sibling('base.yaml', 'include: [more.yaml]\n'))).toEqual(['3 web db:db dns elsewhere']);
  });

  test.each([
    ['{{ if .x }}\n  db:\n', 'elsewhere'],
    ["{{ if .x }}\n  'db':\r\n", 'elsewhere'],
    ['{{ if .x }}\n  # db\n  dbs:\n', 'missing'],
  ])('an unreadable file could define what it has as a key: %j', (broken, state) => {
    expect(shown(text, { kind: 'unreadable', name: 'x.yaml', text: broken })).toEqual([`3 web db:db dns ${state}`]);
  });

  test('a variable hides it', () => {
    expect(shown('services:\n  web:\n    links: ["${DB}:db"]\n')).toEqual(['3 web ?:db dns interpolated']);
  });

  test('an external link leads out of the project, unless to a container name of the file', () => {
    const external = 'services:\n  web:\n    external_links: [db, real:r]\n  db: {container_name: real}\n';
    expect(shown(external)).toEqual(['3 web db:db dns elsewhere', '3 web real:r dns defined']);
  });
});

describe('links that a service gets from elsewhere', () => {
  test('a merged link repeats for each service with the line where it is written', () => {
    const text = 'x-a: &a\n  links:\n    - db\nservices:\n  one: {<<: *a}\n  two: {<<: *a}\n  db: {image: x}\n';
    expect(shown(text)).toEqual(['3 one db:db dns defined', '3 two db:db dns defined']);
  });

  test('`extends` hands links and network mode down, a duplicate counts once', () => {
    const text =
      'services:\n  base:\n    network_mode: bridge\n    links:\n      - db\n  web:\n    extends: {service: base}\n    links:\n      - db:sql\n      - db:db\n  db: {image: x}\n';
    expect(shown(text)).toEqual(['5 base db:db legacy defined', '5 web db:db legacy defined', '9 web db:sql legacy defined']);
  });

  test('of a base in another file the mode counts, its links do not; without that file the mode is unknown', () => {
    const text = 'services:\n  web:\n    extends: {file: ./common.yml, service: base}\n    links: [db]\n  db: {image: x}\n';
    expect(shown(text)).toEqual(['4 web db:db unknown defined']);
    const common = sibling('common.yml', 'services:\n  base:\n    network_mode: host\n    links: [far]\n');
    expect(shown(text, common)).toEqual(['4 web db:db refused defined']);
  });

  test('a circle of `extends` ends', () => {
    const text = 'services:\n  a:\n    extends: b\n    links: [c]\n  b:\n    extends: a\n  c: {image: x}\n';
    expect(shown(text)).toEqual(['4 a c:c unknown defined', '4 b c:c unknown defined']);
  });
});

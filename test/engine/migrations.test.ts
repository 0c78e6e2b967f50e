import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileLinks } from '../../src/domain/compose/fileLinks.ts';
import { namesOf } from '../../src/domain/compose/project/names.ts';
import type { Reader } from '../../src/domain/compose/project/project.ts';
import { readProject } from '../../src/domain/compose/project/readProject.ts';
import { externalRewrite } from '../../src/domain/fixes/externalRewrite.ts';
import { replaceAll } from '../../src/domain/fixes/replaceAll.ts';
import { shimsRewrite } from '../../src/domain/fixes/shimsRewrite.ts';
import { v1Rewrite } from '../../src/domain/fixes/v1Rewrite.ts';
import { projectsOf } from '../../src/domain/fixes/carryOut.ts';
import type { Row } from '../../src/domain/fixes/rewrite.ts';
import { rewritesOf } from '../../src/domain/fixes/rewriteLinks.ts';
import { readCompose } from '../../src/syntax/compose/read.ts';
import { newCompose, oldCompose } from '../oracle/programs.mjs';
import { generate } from '../support/links/generate.ts';
import { alone } from '../unit/domain/fixes/alone.ts';
import { oneFile } from '../unit/domain/fixes/scope.ts';
import { PROJECT, bringUp } from './bringUp.ts';
import type { Seen } from './bringUp.ts';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';

// Projects are brought up as they are and as our edits leave them, by both Composes: in their containers the same names lead to the same services.

const found = { '1.29.2': oldCompose(), '2.26.1': newCompose() };
for (const { end } of Object.values(found)) end?.();
const programs = Object.entries(found).flatMap(([version, { program }]) => (program === undefined ? [] : [{ version, program }]));
for (const { reason } of Object.values(found)) if (reason !== undefined) console.log(`SKIP compose: ${reason}`);

const FILE = 'compose.yaml';

/** How many generated projects are brought up before and after; 60 by `MIGRATIONS=60`. */
const GENERATED = Number(process.env['MIGRATIONS'] ?? 1);

/** How often a project is brought up again as it is, to tell what an edit changes from what differs by chance. */
const ROUNDS = 4;

let engine: PrivateEngine;

beforeAll(async () => {
  engine = await startEngine();
  engine.image('idle:latest', ['EXPOSE 3306/tcp', 'ENV PASSWORD=secret', 'CMD ["sleep","600"]']);
  for (const name of ['db', 'cache', 'web', 'api', 'mail', 'queue', 'search', 'auth', 'jobs', 'proxy', 'cron', 'logs'])
    engine.docker('tag', 'idle:latest', `${name}:latest`);
});

afterAll(() => engine.end());

interface Edited {
  readonly text: string;
  /** The names that go with its links. */
  readonly lost: ReadonlySet<string>;
}

/** What "replace all" makes of a file that lies alone; null when it makes nothing. */
function replaced(text: string): Edited | null {
  const { rewrite, replaced: links } = replaceAll(oneFile(text));
  const [file] = rewrite?.files ?? [];
  if (!file) return null;
  const names = links.flatMap(({ lost }) => lost).map((name) => name.replace('<project>', PROJECT));
  return { text: file.text, lost: new Set(names) };
}

/** Every name that somebody may ask for in a project of a file. */
function namesIn(text: string): readonly string[] {
  const reading = readCompose(text);
  if (reading.kind !== 'compose') throw new Error('no compose file');
  const { services } = reading.file;
  const aliases = fileLinks(reading.file, []).flatMap(({ alias }) => alias ?? []);
  const own = services.flatMap(({ name, containerName, hostname, networks }) => [
    ...[name, `${name}_1`, `${name}-1`, `${PROJECT}_${name}_1`, `${PROJECT}-${name}-1`],
    ...[containerName, hostname].flatMap((one) => one?.value ?? []),
    ...(networks ?? []).flatMap((network) => network.aliases.map(({ value }) => value)),
  ]);
  return [...new Set([...aliases, ...own])];
}

/** The names that lead elsewhere than before, in each service's words; what led to several services by chance may lead to one of them. */
function differences(
  before: ReadonlyMap<string, Seen>,
  after: ReadonlyMap<string, Seen> | null,
  lost: ReadonlySet<string>,
): readonly string[] {
  if (!after) return ['the project no longer comes up'];
  return [...before].flatMap(([service, { names }]) =>
    [...names].flatMap(([name, had]) => {
      const has = after.get(service)?.names.get(name) ?? [];
      const same = has.length === 0 ? lost.has(name) : has.every((one) => had.includes(one)) && (had.length > 1 || has.length === 1);
      return had.length === 0 || same ? [] : [`${service}: ${name} led to ${had.join()}, now to ${has.join()}`];
    }),
  );
}

const SHOP = `services:
  web:
    image: web
    links:
      - db # the same name
      - cache:store
    networks: [front, back]
  api:
    image: api
    links: ["db:database", "cache:redis"]
  db:
    image: db
    networks:
      - default
      - back
  cache:
    image: cache
    networks: {default: {}, front: null}
networks: {front: {}, back: {}}
`;

/** A link for each kind of rewrite that a project which comes up can have, with the name that it gives and who is to have it. */
const ROWS = `services:
  join-db: {image: idle, networks: [back]}
  join-web: {image: idle, networks: [front], links: ["join-db:joined"]}
  one: {image: idle}
  two: {image: idle}
  to-one: {image: idle, links: ["one:same"]}
  to-two: {image: idle, links: ["two:same"]}
  many: {image: idle, scale: 2}
  many-web: {image: idle, links: ["many:several"]}
  pod: {image: idle}
  pod-db: {image: idle, network_mode: "service:pod"}
  pod-web: {image: idle, links: ["pod-db:inside"]}
  bridge-db: {image: idle, network_mode: bridge}
  bridge-web: {image: idle, network_mode: bridge, links: ["bridge-db:bridged"]}
  own-db: {image: idle}
  own-web: {image: idle, environment: {DB_HOST: called}, links: ["own-db:called"]}
  alone-db: {image: idle}
  alone-web: {image: idle, links: ["alone-db:lonely"]}
networks: {front: , back: }
`;

const LINKS = [
  ['join-network', 'join-web', 'join-db:joined', 'joined', 'join-db'],
  ['pair-network', 'to-one', 'one:same', 'same', 'one'],
  ['pair-network', 'to-two', 'two:same', 'same', 'two'],
  ['scaled', 'many-web', 'many:several', 'several', 'many'],
  ['namespace', 'pod-web', 'pod-db:inside', 'inside', 'pod'],
  ['bridge', 'bridge-web', 'bridge-db:bridged', 'bridged', 'bridge-db'],
  ['own-name', 'own-web', 'own-db:called', 'own-db', 'own-db'],
  ['private', 'alone-web', 'alone-db:lonely', 'lonely', 'alone-db'],
] as const;

/** Projects that do not come up, or where the link leads nowhere, until it is replaced; some names are then the host's. */
const MENDED = [
  ['cycle', 'services:\n  a: {image: idle, links: ["b:other"]}\n  b: {image: idle, links: [a]}\n', 'a', 'b:other', 'other', 'b'],
  [
    'namespace',
    'services:\n  db: {image: idle}\n  side: {image: idle}\n  web: {image: idle, network_mode: "service:side", links: ["db:d"]}\n',
    'web',
    'db:d',
    'd',
    'db',
  ],
  ['host-gateway', 'services:\n  db: {image: idle, network_mode: host}\n  web: {image: idle, links: ["db:d"]}\n', 'web', 'db:d', 'd', null],
] as const;

/** A text with a link replaced in a way, the names that go with it, and what is said in its place. */
function rewritten(text: string, service: string, raw: string, row: Row): { readonly text: string; readonly lost: readonly string[] } {
  const around = alone({ name: FILE, path: `/work/${FILE}` });
  const scope = {
    path: FILE,
    read: (path: string) => (path === FILE ? text : null),
    sets: [{ reader: 'compose-2', files: [FILE], name: PROJECT }],
    around,
  } as const;
  const way = rewritesOf(projectsOf(scope), { service, raw }).find((each) => each.row === row);
  if (way?.kind !== 'rewrite') throw new Error(way?.reason ?? `no rewrite ${row}`);
  return { text: way.files[0]?.text ?? text, lost: way.lost };
}

const V1 = `# what was
db:
  image: db
  volumes_from:
    - web
web:
  image: web
api:
  image: api
  links:
    - db:database
    - web
  net: bridge
`;

/** In milliseconds, for two or three projects to come up on a busy machine. */
const PATIENCE = 120_000;

describe.each(programs)('Docker Compose $version', { timeout: PATIENCE }, ({ version, program }) => {
  test('links of a project go, by depends_on, aliases and networks in map form', async () => {
    const edited = replaced(SHOP);
    if (!edited) throw new Error('nothing was replaced');
    expect(edited.text).not.toContain('links:');
    const names = namesIn(SHOP);
    const before = await bringUp(engine, program, { [FILE]: SHOP }, names);
    if (!before) throw new Error('the project does not come up');
    expect(before.get('api')?.names.get('database')).toEqual(['db']);
    expect(before.get('web')?.names.get('store')).toEqual(['cache']);
    const after = await bringUp(engine, program, { [FILE]: edited.text }, names);
    expect(differences(before, after, edited.lost)).toEqual([]);
    expect(after?.get('api')?.names.get('database')).toEqual(['db']);
  });

  test.each(Array.from({ length: GENERATED }, (_, index) => index + 1))('generated project %i', async (number) => {
    const { text, edited } = generatedProject(number, version === '1.29.2' ? 'compose-1' : 'compose-2');
    const names = namesIn(text);
    const before = await bringUp(engine, program, { [FILE]: text }, names);
    if (!before) throw new Error(`the project does not come up: ${text}`);
    const after = await bringUp(engine, program, { [FILE]: edited.text }, names, before);
    let found = differences(before, after, edited.lost);
    // Compose 2 connects networks of one priority in any order, and names of links depend on that: what is otherwise without any edit is chance.
    for (let round = 0; round < ROUNDS && found.length > 0; round++) {
      const again = await bringUp(engine, program, { [FILE]: text }, names, before);
      const steady = new Set(again ? differences(again, after, edited.lost) : []);
      found = found.filter((each) => steady.has(each));
    }
    expect(found, `${text}\n=====\n${edited.text}`).toEqual([]);
  });

  test('a project with a link of every other kind knows the same names when all are replaced', async () => {
    let text: string = ROWS;
    for (const [row, service, raw] of LINKS) if (text.includes(`"${raw}"`)) text = rewritten(text, service, raw, row).text;
    expect(text).not.toContain('links:');
    const names = [...new Set([...LINKS.flatMap(([, , raw, name]) => [name, raw.split(':')[0] ?? '']), 'called'])];
    const before = await bringUp(engine, program, { [FILE]: ROWS }, names);
    const after = await bringUp(engine, program, { [FILE]: text }, names);
    if (!before || !after) throw new Error(`the project does not come up ${before ? 'any more' : ''}: ${text}`);
    for (const [row, service, raw, name, owner] of LINKS) {
      const [, alias = ''] = raw.split(':');
      const had = before.get(service)?.names.get(alias);
      // Without a common network, or in the network of another service, the link led nowhere.
      expect(had, `${service} before`).toEqual(row === 'join-network' || row === 'namespace' ? [] : [owner]);
      expect(after.get(service)?.names.get(name), `${service} after ${row}`).toEqual([owner]);
    }
    expect(after.get('own-web')?.environment.get('DB_HOST')).toBe('own-db');
    expect(after.get('one')?.names.get('alone-db')).toEqual([]);
  });

  test.each(MENDED)('%s: what led nowhere leads to its source', async (row, text, service, raw, name, owner) => {
    const edited = rewritten(text, service, raw, row);
    const before = await bringUp(engine, program, { [FILE]: text }, [name]);
    expect(before?.get(service)?.names.get(name) ?? []).toEqual([]);
    const after = await bringUp(engine, program, { [FILE]: edited.text }, [name]);
    const found = after?.get(service)?.names.get(name);
    if (owner === null) expect(found).toEqual([expect.stringMatching(/^172\.\d+\.\d+\.1$/)]);
    else expect(found).toEqual([owner]);
  });

  test('a source that a profile enables may be missing, and is known when it is there', async () => {
    const text = 'services:\n  db: {image: idle, profiles: [data]}\n  web: {image: idle, links: ["db:d"]}\n';
    const edited = rewritten(text, 'web', 'db:d', 'profile');
    if (version === '1.29.2') {
      expect(await bringUp(engine, program, { [FILE]: edited.text }, ['d'])).toBeNull();
      return;
    }
    expect(await bringUp(engine, program, { [FILE]: text }, ['d'])).toBeNull();
    const without = await bringUp(engine, program, { [FILE]: edited.text }, ['d']);
    expect(without?.get('web')?.names.get('d')).toEqual([]);
    const all = await bringUp(engine, program, { [FILE]: `name: ${PROJECT}\n${edited.text.replace(', profiles: [data]', '')}` }, ['d']);
    expect(all?.get('web')?.names.get('d')).toEqual(['db']);
  });

  test('a container of another project is found on the network that its external link’s service joins', async () => {
    const text = 'services:\n  web:\n    image: web\n    external_links: ["far:cache"]\n';
    const rewrite = externalRewrite({ path: FILE, text }, { service: 'web', raw: 'far:cache' }, { realName: 'elsewhere', aliases: [] });
    if (rewrite.kind === 'refused') throw new Error(rewrite.reason);
    const namesWith = async (file: string) => {
      engine.docker('network', 'create', 'elsewhere');
      engine.docker('run', '-d', '--name', 'far', '--network', 'elsewhere', 'idle:latest');
      const seen = await bringUp(engine, program, { [FILE]: file }, ['cache', 'far']);
      return ['cache', 'far'].map((name) => seen?.get('web')?.names.get(name));
    };
    expect(await namesWith(text)).toEqual([[], []]);
    expect(await namesWith(rewrite.files[0]?.text ?? '')).toEqual([['far'], ['far']]);
  });

  test('a v1 file gets services, its links go, and what they set is set by hand', async () => {
    const path = 'docker-compose.yml';
    const rewrite = v1Rewrite({
      path,
      read: (each) => (each === path ? V1 : null),
      sets: [{ reader: 'compose-1', files: [path], name: PROJECT }],
      around: alone({ name: path, path: `/work/${path}` }),
    });
    if (rewrite.kind === 'refused') throw new Error(rewrite.reason);
    const old = found['1.29.2'].program;
    const names = namesIn(V1);
    const before = old === undefined ? null : await bringUp(engine, old, { [path]: V1 }, names);
    if (!before) throw new Error('docker-compose 1.29.2 does not bring the v1 file up');
    expect(before.get('api')?.environment.get('DATABASE_PORT')).toMatch(/^tcp:\/\/172\.\d+\.\d+\.\d+:3306$/);
    const text = withShims(rewrite.files[0]?.text ?? '', V1, path);
    const after = await bringUp(engine, program, { [path]: text }, names);
    const lost = new Set([...rewrite.lost, ...(version === '1.29.2' ? [] : names.filter((name) => name.startsWith(`${PROJECT}_`)))]);
    expect(differences(before, after, lost)).toEqual([]);
    const set = [...(before.get('api')?.environment ?? [])].filter(([name]) => /^DATABASE_(?:PORT|NAME)/.test(name));
    const address = before.get('api')?.environment.get('DATABASE_PORT_3306_TCP_ADDR') ?? '';
    const expected = set.map(([name, value]) => [name, value.replace(address, 'database').replace(/^\/.*\//, '/api/')]);
    expect(expected).toHaveLength(6);
    expect([...(after?.get('api')?.environment ?? [])]).toEqual(expect.arrayContaining(expected));
  });
});

/** The generated projects that come up, by what we read of them, and of which something is replaced, in order. */
function generatedProject(number: number, reader: Reader): { readonly text: string; readonly edited: Edited } {
  for (let seed = 1, left = number; ; seed++) {
    const text = generate(seed);
    const project = readProject({ reader, files: [FILE], name: PROJECT }, (path) => (path === FILE ? text : null));
    const { containers } = namesOf(project);
    const distinct = new Set(containers.map(({ container }) => container.name)).size;
    const runs = project.problems.length === 0 && distinct > 0 && distinct === containers.length;
    const all = containers.every(({ outcome }) => outcome.kind === 'runs');
    // Two containers cannot have one name, and the images have no health check that one could wait for.
    const clash = project.services.some(({ containerName, scale }) => containerName !== null && scale > 1);
    const edited = runs && all && !clash && !/external|service_healthy/.test(text) ? replaced(text) : null;
    if (edited && --left === 0) return { text, edited };
  }
}

/** What the link of the v1 text to `database` set, in a text that has it no more. */
function withShims(text: string, v1: string, path: string): string {
  const reading = readCompose(v1);
  if (reading.kind !== 'compose') throw new Error('no compose file');
  const { services, format } = reading.file;
  const link = fileLinks(reading.file, []).find(({ alias }) => alias === 'database');
  if (!link) throw new Error('no link');
  const service = (name: string) => services.find((each) => each.name === name);
  const image = { exposed: ['3306/tcp'], env: [], complete: true };
  const shims = shimsRewrite(
    { path, text },
    { link, source: service('db'), receiver: service('api'), format, project: null, image, engine: 27 },
    'all',
  );
  if (shims.kind === 'refused') throw new Error(shims.reason);
  return shims.files[0]?.text ?? '';
}

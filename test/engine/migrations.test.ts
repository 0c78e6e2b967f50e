import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileLinks } from '../../src/domain/compose/fileLinks.ts';
import { namesOf } from '../../src/domain/compose/project/names.ts';
import type { Reader } from '../../src/domain/compose/project/project.ts';
import { readProject } from '../../src/domain/compose/project/readProject.ts';
import { externalRewrite } from '../../src/domain/fixes/externalRewrite.ts';
import { replaceAll } from '../../src/domain/fixes/replaceAll.ts';
import { shimsRewrite } from '../../src/domain/fixes/shimsRewrite.ts';
import { v1Rewrite } from '../../src/domain/fixes/v1Rewrite.ts';
import { readCompose } from '../../src/syntax/compose/read.ts';
import { newCompose, oldCompose } from '../oracle/programs.mjs';
import { generate } from '../support/links/generate.ts';
import { alone } from '../unit/domain/fixes/alone.ts';
import { oneFile } from '../unit/domain/fixes/scope.ts';
import { PROJECT, QUICK_DNS, bringUp } from './bringUp.ts';
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

let engine: PrivateEngine;

beforeAll(async () => {
  engine = await startEngine(QUICK_DNS);
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
    expect(differences(before, await bringUp(engine, program, { [FILE]: edited.text }, names), edited.lost)).toEqual([]);
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
    const runs = project.problems.length === 0 && namesOf(project).containers.every(({ outcome }) => outcome.kind === 'runs');
    // The images have no health check that one could wait for.
    const edited = runs && !/external|service_healthy/.test(text) ? replaced(text) : null;
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

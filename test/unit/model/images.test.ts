import { describe, expect, test } from 'vitest';
import { diagnosticsOf } from '../../../src/features/diagnostics/view.ts';
import { writtenPorts } from '../../../src/model/endpoints.ts';
import { demandedImages } from '../../../src/model/images.ts';
import { effectOfLink } from '../../../src/model/linkValues.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import type { EngineImage } from '../../../src/domain/engine/image.ts';
import { imageReference } from '../../../src/domain/engine/image.ts';
import { storeOf } from '../features/shared/workspace.ts';

const MYSQL: EngineImage = { id: 'sha256:1', exposedPorts: ['3306/tcp', '33060/tcp'], env: ['MYSQL_VERSION=8', 'PATH=/bin'] };

/** A workspace beside an engine that was asked for what the workspace demands, and has these images. */
function snapshot(
  texts: Readonly<Record<string, string>>,
  images: Readonly<Record<string, EngineImage>>,
  dockerfiles: Readonly<Record<string, string>> = {},
): Snapshot {
  const companions = Object.entries(dockerfiles).map(([path, text]) => ({ uri: `file:///shop/${path}`, text }));
  const store = storeOf(texts, { targetEngine: '28', companions });
  const known = new Map(demandedImages(store.snapshot).map((name) => [name, images[name] ?? null]));
  store.putEngine({ address: '/docker.sock', health: { state: 'connected' }, facts: null, images: known });
  return store.snapshot;
}

/** The variables of the only link, as `NAME=value how`. */
function variables(given: Snapshot): readonly string[] {
  return given.files.flatMap((file) =>
    file.kind === 'compose'
      ? file.links.flatMap(({ link }) =>
          effectOfLink(link, file, [], given).values.flatMap(({ name, shown, how }) =>
            name.startsWith('DB_') && !name.startsWith('DB_1') ? [`${name}=${shown} ${how}`] : [],
          ),
        )
      : [],
  );
}

function linked(db: string, mode = 'network_mode: bridge, '): string {
  return `services:\n  web: {${mode}image: w, links: [db]}\n  db: {${mode}${db}}\n`;
}

describe('the image of a link’s source', () => {
  test('is asked for, and its EXPOSE and ENV count', () => {
    const given = snapshot({ 'compose.yaml': linked('image: "mysql:8"') }, { 'mysql:8': MYSQL });
    expect(demandedImages(given)).toEqual(['mysql:8']);
    expect(variables(given)).toContain('DB_PORT_3306_TCP_PORT=3306 predicted');
    expect(variables(given)).toContain('DB_ENV_MYSQL_VERSION=8 predicted');
    expect(variables(given).join()).not.toContain('DB_ENV_PATH');
  });

  test('adds its ports to those of the service', () => {
    const given = snapshot({ 'compose.yaml': linked('image: mysql, expose: ["3306", 9000]') }, { 'mysql:latest': MYSQL });
    const [file] = given.files;
    expect(file?.kind === 'compose' ? writtenPorts('db', file, given) : null).toEqual(['3306', '9000', '33060']);
  });

  test('counts on networks, too, where it tells the endpoints', () => {
    const given = snapshot({ 'compose.yaml': linked('image: mysql', '') }, { 'mysql:latest': MYSQL });
    const [file] = given.files;
    expect(file?.kind === 'compose' ? writtenPorts('db', file, given) : null).toEqual(['3306', '33060']);
  });

  test('is unknown where the engine does not have it', () => {
    const given = snapshot({ 'compose.yaml': linked('image: mysql') }, {});
    expect(variables(given)).toHaveLength(1);
    expect(variables(given)[0]).toMatch(/^DB_NAME=/);
  });

  test('is that of the project, whichever file names it', () => {
    const texts = { 'compose.yaml': linked('expose: ["1"]'), 'compose.override.yaml': 'services:\n  db: {image: mysql}\n' };
    expect(demandedImages(snapshot(texts, {}))).toEqual(['mysql:latest']);
  });

  test.each(['image: "${IMAGE}"', 'image: "a b"', 'image: "../x"', 'image: ""', 'expose: [1]'])('is not asked for with %s', (db) => {
    expect(demandedImages(snapshot({ 'compose.yaml': linked(db) }, {}))).toEqual([]);
  });

  test('of a service that nobody links to is not asked for', () => {
    expect(demandedImages(snapshot({ 'compose.yaml': 'services:\n  web: {image: w}\n' }, {}))).toEqual([]);
  });
});

describe('the image that is built', () => {
  test('has what its Dockerfile says upon what the engine tells of the one it starts from', () => {
    const dockerfiles = { 'db/Dockerfile': 'FROM mysql\nEXPOSE 9000\nENV MYSQL_VERSION=9\n' };
    const given = snapshot({ 'compose.yaml': linked('build: ./db') }, { 'mysql:latest': MYSQL }, dockerfiles);
    expect(demandedImages(given)).toEqual(['mysql:latest']);
    expect(variables(given)).toContain('DB_PORT_33060_TCP_PROTO=tcp predicted');
    expect(variables(given)).toContain('DB_PORT_9000_TCP_PROTO=tcp predicted');
    expect(variables(given)).toContain('DB_ENV_MYSQL_VERSION=9 predicted');
  });

  test.each<readonly [string, Readonly<Record<string, string>>]>([
    ['an override', { 'compose.yaml': linked('expose: []'), 'compose.override.yaml': 'services:\n  db: {build: ./db}\n' }],
    [
      'an included file',
      {
        'compose.yaml': 'include: [parts/compose.yaml]\nservices:\n  web: {network_mode: bridge, image: w, links: [db]}\n',
        'parts/compose.yaml': 'services:\n  db: {network_mode: bridge, build: ../db}\n',
      },
    ],
  ])('is found where %s says what is built', (_, texts) => {
    const given = snapshot(texts, {}, { 'db/Dockerfile': 'FROM scratch\nEXPOSE 3306\n' });
    expect(variables(given)).toContain('DB_PORT_3306_TCP_PORT=3306 predicted');
  });
});

test('what images expose changes no finding', () => {
  const texts = { 'compose.yaml': linked('image: mysql') };
  expect(diagnosticsOf(snapshot(texts, { 'mysql:latest': MYSQL }))).toEqual(diagnosticsOf(snapshot(texts, {})));
});

test.each([
  ['mysql', 'mysql:latest'],
  ['docker.io/library/mysql:8', 'mysql:8'],
  ['docker.io/me/db', 'me/db:latest'],
  ['localhost:5000/db', 'localhost:5000/db:latest'],
  ['localhost:5000/a/db:1', 'localhost:5000/a/db:1'],
  [`db@sha256:${'a'.repeat(64)}`, `db@sha256:${'a'.repeat(64)}`],
  ['../containers', null],
  ['a//b', null],
  ['', null],
  ['a?b', null],
  ['a'.repeat(1000), null],
])('%s is asked for as %s', (written, asked) => {
  expect(imageReference(written)).toBe(asked);
});

import { expect, test } from 'vitest';
import type { ContainerSummary } from '../../../src/domain/engine/container.ts';
import { effectOfLink, runningServices } from '../../../src/model/linkValues.ts';
import { snapshotOf } from '../features/shared/workspace.ts';

test('without a running container the compose file and a Dockerfile beside it tell the variables, for every name that Compose links', () => {
  const text = 'db:\n  build: ./db\nweb:\n  links: [db]\n  environment: [DB_PORT=none]\n';
  const companions = [{ uri: 'file:///shop/db/Dockerfile', text: 'FROM scratch\nEXPOSE 3306\nENV TOKEN=x MODE=a\n' }];
  const snapshot = snapshotOf({ 'docker-compose.yml': text }, { companions });
  const [file] = snapshot.files;
  const [judged] = file?.kind === 'compose' ? file.links : [];
  if (file?.kind !== 'compose' || !judged) throw new Error('no link');
  const effect = effectOfLink(judged.link, file, [], snapshot);
  const values = new Map(effect.values.map((value) => [value.name, value]));
  expect([...values.keys()].filter((name) => name.endsWith('_NAME'))).toEqual(['DB_NAME', 'DB_1_NAME', '<PROJECT>_DB_1_NAME']);
  expect(values.get('DB_PORT')).toEqual({ name: 'DB_PORT', shown: 'none', secret: null, how: 'predicted', container: null });
  expect(values.get('DB_1_PORT')).toMatchObject({ shown: 'tcp://<address of db>:3306', how: 'unknown' });
  expect(values.get('DB_ENV_MODE')).toMatchObject({ shown: 'a', how: 'predicted' });
  expect(values.get('DB_ENV_TOKEN')?.shown).not.toContain('x');
  expect(effect.hosts.length).toBeGreaterThan(0);
});

test('Docker 30 is to write no hosts lines, so none are told', () => {
  const snapshot = snapshotOf({ 'docker-compose.yml': 'db:\n  image: a\nweb:\n  links: [db]\n' }, { targetEngine: '30' });
  const [file] = snapshot.files;
  const [judged] = file?.kind === 'compose' ? file.links : [];
  if (file?.kind !== 'compose' || !judged) throw new Error('no link');
  expect(effectOfLink(judged.link, file, [], snapshot).hosts).toEqual([]);
});

test('what another file of the project and an env_file say of the source is told, too', () => {
  const texts = {
    'compose.yaml':
      'services:\n  web: {image: x, network_mode: bridge, links: [db]}\n  db: {image: x, network_mode: bridge, env_file: db.env}\n',
    'compose.override.yaml':
      'services:\n  db:\n    expose: ["3306"]\n    environment: {MODE: "${MODE:-a}", COST: "1$$", LEVEL: "${LEVEL}"}\n',
  };
  const companions = [{ uri: 'file:///shop/db.env', text: 'SIZE=2\nMODE=b\n' }];
  const snapshot = snapshotOf(texts, { companions });
  const file = snapshot.files.find(({ path }) => path === 'compose.yaml');
  const [judged] = file?.kind === 'compose' ? file.links : [];
  if (file?.kind !== 'compose' || !judged) throw new Error('no link');
  const values = new Map(effectOfLink(judged.link, file, [], snapshot).values.map(({ name, shown, how }) => [name, `${shown} ${how}`]));
  expect(values.get('DB_PORT')).toBe('tcp://<address of db>:3306 unknown');
  expect(values.get('DB_ENV_SIZE')).toBe('2 predicted');
  expect(values.get('DB_ENV_MODE')).toBe('a predicted');
  expect(values.get('DB_ENV_COST')).toBe('1$ predicted');
  expect(values.get('DB_ENV_LEVEL')).toBe('${LEVEL} unknown');
});

/** A container of the service `web` with Compose's labels. */
function made(name: string, project: string, place?: { readonly folder: string; readonly files: string }): ContainerSummary {
  const where: readonly (readonly [string, string])[] = place
    ? [
        ['com.docker.compose.project.working_dir', place.folder],
        ['com.docker.compose.project.config_files', place.files],
      ]
    : [];
  const labels = new Map([['com.docker.compose.project', project] as const, ['com.docker.compose.service', 'web'] as const, ...where]);
  return { id: name, name, names: [], networkMode: 'default', labels };
}

test('containers of two roots with one project name go to the files of their own root', () => {
  const text = 'services:\n  web: {image: x, links: [db]}\n  db: {image: x}\n';
  const summaries = [
    made('one', 'api', { folder: '/shop/a/api', files: '/shop/a/api/compose.yaml' }),
    made('two', 'api', { folder: '/shop/b/api', files: 'compose.yaml' }),
    made('three', 'api', { folder: '/elsewhere/api', files: '/elsewhere/api/compose.yaml' }),
    made('old', 'api'),
    made('lonely', 'shopping'),
  ];
  const facts = { version: { version: '28.5.2', apiVersion: '1.51', product: 'docker' as const }, summaries, details: [] };
  const engines = [{ address: '/docker.sock', health: { state: 'connected' as const }, facts }];
  const snapshot = snapshotOf({ 'a/api/compose.yaml': text, 'b/api/compose.yaml': text, 'shop-ping/compose.yaml': text }, { engines });
  const names = snapshot.files.map((file) =>
    file.kind === 'compose'
      ? runningServices(file, snapshot)
          .get('web')
          ?.map(({ name }) => name)
      : [],
  );
  expect(names).toEqual([['one'], ['two'], ['lonely']]);
});

test('a container of a service that is included from another folder runs the service of that folder’s file', () => {
  const texts = {
    'compose.yaml': 'include: [parts/compose.yaml]\nservices:\n  db: {image: x}\n',
    'parts/compose.yaml': 'services:\n  web: {image: x, links: [db]}\n',
  };
  const summaries = [made('one', 'shop', { folder: '/shop', files: '/shop/compose.yaml' })];
  const facts = { version: { version: '28.5.2', apiVersion: '1.51', product: 'docker' as const }, summaries, details: [] };
  const snapshot = snapshotOf(texts, { engines: [{ address: '/docker.sock', health: { state: 'connected' }, facts }] });
  const file = snapshot.files.find(({ path }) => path === 'parts/compose.yaml');
  expect(file?.kind === 'compose' ? [...runningServices(file, snapshot).keys()] : null).toEqual(['web']);
});

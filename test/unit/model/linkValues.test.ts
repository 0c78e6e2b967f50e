import { expect, test } from 'vitest';
import { effectOfLink } from '../../../src/model/linkValues.ts';
import { snapshotOf } from '../features/shared/workspace.ts';

test('without a running container the compose file and a Dockerfile beside it tell the variables, for every name that Compose links', () => {
  const text = 'db:\n  build: ./db\nweb:\n  links: [db]\n  environment: [DB_PORT=none]\n';
  const companions = [{ uri: 'file:///shop/db/Dockerfile', text: 'FROM scratch\nEXPOSE 3306\nENV TOKEN=x MODE=a\n' }];
  const [file] = snapshotOf({ 'docker-compose.yml': text }, { companions }).files;
  const [judged] = file?.kind === 'compose' ? file.links : [];
  if (file?.kind !== 'compose' || !judged) throw new Error('no link');
  const effect = effectOfLink(judged.link, file, []);
  const values = new Map(effect.values.map((value) => [value.name, value]));
  expect([...values.keys()].filter((name) => name.endsWith('_NAME'))).toEqual(['DB_NAME', 'DB_1_NAME', '<PROJECT>_DB_1_NAME']);
  expect(values.get('DB_PORT')).toEqual({ name: 'DB_PORT', shown: 'none', secret: null, how: 'predicted', container: null });
  expect(values.get('DB_1_PORT')).toMatchObject({ shown: 'tcp://<address of db>:3306', how: 'unknown' });
  expect(values.get('DB_ENV_MODE')).toMatchObject({ shown: 'a', how: 'predicted' });
  expect(values.get('DB_ENV_TOKEN')?.shown).not.toContain('x');
  expect(effect.hosts.length).toBeGreaterThan(0);
});

test('Docker 30 is to write no hosts lines, so none are told', () => {
  const [file] = snapshotOf({ 'docker-compose.yml': 'db:\n  image: a\nweb:\n  links: [db]\n' }, { targetEngine: '30' }).files;
  const [judged] = file?.kind === 'compose' ? file.links : [];
  if (file?.kind !== 'compose' || !judged) throw new Error('no link');
  expect(effectOfLink(judged.link, file, []).hosts).toEqual([]);
});

test('what another file of the project and an env_file say of the source is told, too', () => {
  const texts = {
    'compose.yaml':
      'services:\n  web: {image: x, network_mode: bridge, links: [db]}\n  db: {image: x, network_mode: bridge, env_file: db.env}\n',
    'compose.override.yaml':
      'services:\n  db:\n    expose: ["3306"]\n    environment: {MODE: "${MODE:-a}", COST: "1$$", LEVEL: "${LEVEL}"}\n',
  };
  const companions = [{ uri: 'file:///shop/db.env', text: 'SIZE=2\nMODE=b\n' }];
  const file = snapshotOf(texts, { companions }).files.find(({ path }) => path === 'compose.yaml');
  const [judged] = file?.kind === 'compose' ? file.links : [];
  if (file?.kind !== 'compose' || !judged) throw new Error('no link');
  const values = new Map(effectOfLink(judged.link, file, []).values.map(({ name, shown, how }) => [name, `${shown} ${how}`]));
  expect(values.get('DB_PORT')).toBe('tcp://<address of db>:3306 unknown');
  expect(values.get('DB_ENV_SIZE')).toBe('2 predicted');
  expect(values.get('DB_ENV_MODE')).toBe('a predicted');
  expect(values.get('DB_ENV_COST')).toBe('1$ predicted');
  expect(values.get('DB_ENV_LEVEL')).toBe('${LEVEL} unknown');
});

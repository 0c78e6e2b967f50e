import { expect, test } from 'vitest';
import { valuesOf } from '../../../src/model/linkValues.ts';
import { snapshotOf } from '../features/shared/workspace.ts';

test('without a running container the compose file and a Dockerfile beside it tell the variables, for every name that Compose links', () => {
  const text = 'db:\n  build: ./db\nweb:\n  links: [db]\n  environment: [DB_PORT=none]\n';
  const companions = [{ uri: 'file:///shop/db/Dockerfile', text: 'FROM scratch\nEXPOSE 3306\nENV TOKEN=x MODE=a\n' }];
  const [file] = snapshotOf({ 'docker-compose.yml': text }, { companions }).files;
  const [judged] = file?.kind === 'compose' ? file.links : [];
  if (file?.kind !== 'compose' || !judged) throw new Error('no link');
  const values = new Map(valuesOf(judged.link, file, []).map((value) => [value.name, value]));
  expect([...values.keys()].filter((name) => name.endsWith('_NAME'))).toEqual(['DB_NAME', 'DB_1_NAME', '<PROJECT>_DB_1_NAME']);
  expect(values.get('DB_PORT')).toEqual({ name: 'DB_PORT', value: 'none', how: 'predicted', container: null });
  expect(values.get('DB_1_PORT')).toMatchObject({ value: 'tcp://<address of db>:3306', how: 'unknown' });
  expect(values.get('DB_ENV_MODE')).toMatchObject({ value: 'a', how: 'predicted' });
  expect(values.get('DB_ENV_TOKEN')?.value).not.toContain('x');
});

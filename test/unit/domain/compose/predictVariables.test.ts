import { expect, test } from 'vitest';
import { fileLinks } from '../../../../src/domain/compose/fileLinks.ts';
import { predictVariables } from '../../../../src/domain/compose/predictVariables.ts';
import type { PredictedVariables } from '../../../../src/domain/compose/predictVariables.ts';
import type { TargetEngine } from '../../../../src/domain/engine/target.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';

function predict(text: string, target: TargetEngine): PredictedVariables {
  const reading = readCompose(text);
  if (reading.kind !== 'compose') throw new Error('no compose file');
  const [link] = fileLinks(reading.file, []);
  if (!link) throw new Error('no link');
  return predictVariables(
    link,
    reading.file.services.find(({ name }) => name === link.target),
    target,
  );
}

const V1 =
  'web:\n  image: nginx\n  links: ["mysql:db"]\nmysql:\n  image: mysql\n  expose: ["3306-3307"]\n  environment: [PASSWORD=x, HOST_ONLY]\n';

test('what the file does not tell is a placeholder, what is secret is masked', () => {
  const { set, variables } = predict(V1, 28);
  expect(set).toBe(true);
  const values = Object.fromEntries(variables.map(({ name, value }) => [name, value]));
  expect(values).toMatchObject({
    DB_PORT: 'tcp://<address of mysql>:3306',
    DB_PORT_3307_TCP_ADDR: '<address of mysql>',
    DB_PORT_3306_TCP_PORT_END: '3307',
    DB_NAME: '/<container of web>/db',
    DB_ENV_PASSWORD: '••••••',
    DB_ENV_HOST_ONLY: '<value of HOST_ONLY>',
  });
});

test('a value is unknown only where a part of it is told by no file', () => {
  const { variables } = predict(V1.replace('PASSWORD=x', 'TITLE=<b>, "HOST=${HOST}"'), 28);
  const how = Object.fromEntries(variables.map((one) => [one.name, one.how]));
  expect(how).toMatchObject({
    DB_PORT_3306_TCP_PORT: 'predicted',
    DB_PORT_3306_TCP_ADDR: 'unknown',
    DB_ENV_TITLE: 'predicted',
    DB_ENV_HOST: 'unknown',
    DB_ENV_HOST_ONLY: 'unknown',
  });
});

test('from Docker 29 the same names are not set', () => {
  expect(predict(V1, 29)).toMatchObject({ set: false });
  expect(predict(V1, 29).variables.length).toBeGreaterThan(0);
});

test('a link on a project network sets none on any engine', () => {
  expect(predict(`services:\n  ${V1.trim().replaceAll('\n', '\n  ')}\n`, 28)).toEqual({ set: false, variables: [], imageUnknown: false });
});

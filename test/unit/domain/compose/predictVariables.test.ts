import { describe, expect, test } from 'vitest';
import { fileLinks } from '../../../../src/domain/compose/fileLinks.ts';
import type { ImageFacts } from '../../../../src/domain/compose/image.ts';
import { predictVariables } from '../../../../src/domain/compose/predictVariables.ts';
import type { PredictedVariables } from '../../../../src/domain/compose/predictVariables.ts';
import { sourceFinder } from '../../../../src/domain/compose/sourceFinder.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';

interface Around {
  readonly engine?: number;
  readonly project?: string | null;
  readonly image?: ImageFacts | null;
}

/** What is predicted for the first link of a file. */
function predict(text: string, { engine = 28, project = null, image = null }: Around = {}): PredictedVariables {
  const reading = readCompose(text);
  if (reading.kind !== 'compose') throw new Error('no compose file');
  const { services, format } = reading.file;
  const [link] = fileLinks(reading.file, []);
  if (!link) throw new Error('no link');
  const receiver = services.find(({ name }) => name === link.service);
  return predictVariables({ link, source: sourceFinder(services)(link), receiver, format, project, image, engine });
}

function all({ prefixes }: PredictedVariables) {
  return prefixes.flatMap(({ variables }) => variables);
}

function values(predicted: PredictedVariables): Readonly<Record<string, string>> {
  return Object.fromEntries(all(predicted).map(({ name, value }) => [name, value]));
}

function hows(predicted: PredictedVariables): Readonly<Record<string, string>> {
  return Object.fromEntries(all(predicted).map(({ name, how }) => [name, how]));
}

function v1(db: string, web = ''): string {
  return `web:\n  image: nginx\n  links: ["db:sql"]\n${web}db:\n  image: mysql\n${db}`;
}

function bridge(db: string, web = ''): string {
  return `services:\n  web: {network_mode: bridge, links: ["db:sql"]${web}}\n  db: {image: mysql, network_mode: bridge${db}}\n`;
}

describe('what real engines set is predicted', () => {
  const mysql: ImageFacts = { exposed: ['3306/tcp'], env: [{ name: 'MYSQL_VERSION', value: '8.0' }], complete: true };
  const block = (prefix: string, name: string) => ({
    [`${prefix}_ENV_EXTRA`]: '1',
    [`${prefix}_ENV_MYSQL_VERSION`]: '8.0',
    [`${prefix}_NAME`]: name,
    [`${prefix}_PORT`]: 'tcp://<address of db>:3306',
    [`${prefix}_PORT_3306_TCP`]: 'tcp://<address of db>:3306',
    [`${prefix}_PORT_3306_TCP_ADDR`]: '<address of db>',
    [`${prefix}_PORT_3306_TCP_PORT`]: '3306',
    [`${prefix}_PORT_3306_TCP_PROTO`]: 'tcp',
  });

  test('a v1 file, as docker-compose 1.29.2 starts it on Docker 20.10', () => {
    const predicted = predict(v1('  environment: [EXTRA=1]\n'), { engine: 20, project: 'h3p', image: mysql });
    expect(values(predicted)).toEqual({
      ...block('SQL', '/h3p_web_1/sql'),
      ...block('DB_1', '/h3p_web_1/db_1'),
      ...block('H3P_DB_1', '/h3p_web_1/h3p_db_1'),
    });
    expect(predicted.hosts).toEqual([
      '<address of db>\tsql <id of db> h3p_db_1',
      '<address of db>\tdb_1 <id of db> h3p_db_1',
      '<address of db>\th3p_db_1 <id of db>',
    ]);
    expect(predicted).toMatchObject({ set: true, imageUnknown: false, untold: [], notes: [] });
  });

  test('network mode bridge, as Compose 2.26.1 starts it', () => {
    const predicted = predict(bridge(', environment: [EXTRA=1]'), { project: 'h3p', image: mysql });
    expect(values(predicted)).toEqual({
      ...block('SQL', '/h3p-web-1/sql'),
      ...block('DB_1', '/h3p-web-1/db-1'),
      ...block('H3P_DB_1', '/h3p-web-1/h3p-db-1'),
    });
    expect(predicted.hosts).toEqual([
      '<address of db>\tsql <id of db> h3p-db-1',
      '<address of db>\tdb-1 <id of db> h3p-db-1',
      '<address of db>\th3p-db-1 <id of db>',
    ]);
  });

  test('external links have their alias only', () => {
    const predicted = predict('web:\n  external_links: ["ext:cache"]\n', { project: 'h3p' });
    expect(values(predicted)).toEqual({ CACHE_NAME: '/h3p_web_1/cache' });
    expect(predicted.hosts).toEqual(['<address of ext>\tcache <id of ext> ext']);
    expect(predicted.untold).toEqual(['the ports and variables of its source, which this file does not define']);
  });
});

describe('names', () => {
  const prefixes = (predicted: PredictedVariables) => predicted.prefixes.map(({ prefix }) => prefix);

  test('an unknown project is a placeholder, and what stands behind it is unknown', () => {
    const predicted = predict(v1('  expose: ["80"]\n'));
    expect(prefixes(predicted)).toEqual(['SQL_', 'DB_1_', '<PROJECT>_DB_1_']);
    expect(hows(predicted)).toMatchObject({
      SQL_PORT_80_TCP_PORT: 'predicted',
      DB_1_PORT_80_TCP_PORT: 'predicted',
      '<PROJECT>_DB_1_PORT_80_TCP_PORT': 'unknown',
    });
    expect(values(predicted)).toMatchObject({ SQL_NAME: '/<container of web>/sql' });
    expect(predicted.hosts).toContain('<address of db>\t<project>_db_1 <id of db> <container of db>');
  });

  test('a container_name counts for both in a v1 file; later Composes number all the same', () => {
    const text = v1('  container_name: Store\n', '  container_name: front\n');
    expect(prefixes(predict(text))).toEqual(['SQL_', 'STORE_']);
    expect(values(predict(text))['STORE_NAME']).toBe('/front/Store');
    expect(hows(predict(text))['STORE_NAME']).toBe('predicted');
    expect(predict(text).hosts).toEqual(['<address of db>\tsql <id of db> Store', '<address of db>\tStore <id of db>']);
    const later = predict(bridge(', container_name: Store'), { project: 'shop' });
    expect(prefixes(later)).toEqual(['SQL_', 'DB_1_', 'SHOP_DB_1_']);
    expect(hows(later)).toMatchObject({ DB_1_NAME: 'unknown' });
    expect(later.notes).toEqual(['docker-compose 1.29 makes names of "Store" instead of "db" and a number.']);
  });

  test('the hostname of the source is one of its names', () => {
    expect(predict(v1('  hostname: store\n')).hosts[0]).toBe('<address of db>\tsql store <container of db>');
  });

  test('a path as alias gives its last part; names that are equal are told once', () => {
    expect(prefixes(predict(v1('').replace('db:sql', 'db:/a/b')))[0]).toBe('B_');
    expect(prefixes(predict(v1('').replace('db:sql', 'db:db_1')))).toEqual(['DB_1_', '<PROJECT>_DB_1_']);
  });

  test('an alias behind a variable is not guessed', () => {
    const predicted = predict(v1('').replace('db:sql', 'db:${ALIAS}'));
    expect(predicted).toMatchObject({ set: true, prefixes: [], hosts: [] });
    expect(predicted.notes).toEqual(['Its alias is the value of a variable, and so are the names.']);
  });

  test('several containers of a service are noted', () => {
    expect(predict(bridge(', scale: 3')).notes).toEqual(['"db" has several containers, so there are other numbers than 1.']);
  });
});

describe('ports', () => {
  const ports = (predicted: PredictedVariables) =>
    predicted.prefixes[0]?.variables.flatMap(({ name, value }) => (name.endsWith('_PORT') && name !== 'SQL_PORT' ? [value] : []));

  test('expose, the container side of ports and the image count, each once', () => {
    const image = { exposed: ['80/tcp', '3306/tcp'], env: [], complete: false };
    const predicted = predict(v1('  expose: [80, "53/udp"]\n  ports: ["8080:8000-8001", "127.0.0.1:1:80"]\n'), { image });
    expect(ports(predicted)).toEqual(['80', '3306', '8000', '8001', '53']);
  });

  test('up to Docker 27 the lowest number of any protocol is the default, from 28 the lowest of tcp', () => {
    const text = v1('  expose: ["6300/udp", "6379"]\n');
    expect(values(predict(text, { engine: 27 }))['SQL_PORT']).toBe('udp://<address of db>:6300');
    expect(values(predict(text, { engine: 28 }))['SQL_PORT']).toBe('tcp://<address of db>:6379');
    expect(values(predict(text, { engine: 29 }))['SQL_PORT']).toBe('tcp://<address of db>:6379');
  });

  test('a range of expose is single ports in a v1 file; Compose 2 passes it on as it is', () => {
    expect(ports(predict(v1('  expose: ["9000-9001"]\n')))).toEqual(['9000', '9001']);
    const raw = predict(bridge(', expose: ["80", "9000-9001"]'));
    expect(ports(raw)).toEqual(['80', '9000-9001']);
    expect(hows(raw)).toMatchObject({ 'SQL_PORT_9000-9001_TCP_PROTO': 'unknown', SQL_PORT_80_TCP_PROTO: 'predicted' });
    expect(raw.notes[0]).toContain('the range 9000-9001');
  });

  test('a port behind a variable, and the end of a very long range, are told as missing', () => {
    const predicted = predict(v1('  image: x\n  expose: ["$PORT"]\n  ports: ["1-2000"]\n').replace('  image: mysql\n', ''));
    expect(ports(predicted)).toHaveLength(1000);
    expect(predicted.untold).toEqual(['EXPOSE and ENV of the image x', 'the ports $PORT', 'ports beyond the first 1000 of 1-2000']);
  });
});

describe('the environment', () => {
  test('of the source is copied; secrets are masked, what no file tells is a placeholder', () => {
    const entries = ['PASSWORD=x', 'URL=amqp://u:p@mq', 'HOST_ONLY', 'A=${A}', 'B=${B:-s3}', 'C=$$x', 'TITLE=<b>', 'HOME=/x', 'EMPTY='];
    const predicted = predict(v1(`  environment: ${JSON.stringify(entries)}\n`));
    expect(values(predicted)).toMatchObject({
      SQL_ENV_PASSWORD: '••••••',
      SQL_ENV_URL: 'amqp://••••••@mq',
      SQL_ENV_HOST_ONLY: '<value of HOST_ONLY>',
      SQL_ENV_A: '${A}',
      SQL_ENV_C: '$x',
      SQL_ENV_TITLE: '<b>',
      SQL_ENV_EMPTY: '',
    });
    expect(values(predicted)).not.toHaveProperty('SQL_ENV_HOME');
    expect(hows(predicted)).toMatchObject({
      SQL_ENV_PASSWORD: 'predicted',
      SQL_ENV_HOST_ONLY: 'unknown',
      SQL_ENV_A: 'unknown',
      SQL_ENV_B: 'unknown',
      SQL_ENV_C: 'predicted',
      SQL_ENV_TITLE: 'predicted',
    });
  });

  test('a reference to a secret is shown, a default beside it is not', () => {
    const predicted = predict(v1('  environment: ["DB_PASSWORD=${DB_PASSWORD}", "API_KEY=${API_KEY:-hunter2}"]\n'));
    expect(values(predicted)).toMatchObject({ SQL_ENV_DB_PASSWORD: '${DB_PASSWORD}', SQL_ENV_API_KEY: '••••••' });
  });

  test('of the image is copied, too, and replaced by that of the service', () => {
    const env = [
      { name: 'VERSION', value: '8' },
      { name: 'MODE', value: 'a' },
      { name: 'BUILT', value: null },
      { name: 'PRICE', value: '5$' },
    ];
    const predicted = predict(v1('  environment: {MODE: b}\n'), { image: { exposed: [], env, complete: false } });
    expect(values(predicted)).toMatchObject({
      SQL_ENV_VERSION: '8',
      SQL_ENV_MODE: 'b',
      SQL_ENV_BUILT: '<value of BUILT>',
      SQL_ENV_PRICE: '5$',
    });
    expect(hows(predicted)).toMatchObject({ SQL_ENV_BUILT: 'unknown', SQL_ENV_PRICE: 'predicted' });
  });

  test('of the receiver wins over its links', () => {
    const own = '  environment: ["SQL_PORT=3306", "SQL_PORT_80_TCP", "SQL_NAME=$NAME", "OTHER=x"]\n';
    const predicted = predict(v1('  expose: [80]\n', own));
    const own80 = all(predicted).filter(({ setBy }) => setBy === 'receiver');
    expect(own80).toEqual([
      { name: 'SQL_PORT', value: '3306', how: 'predicted', setBy: 'receiver' },
      { name: 'SQL_PORT_80_TCP', value: '<value of SQL_PORT_80_TCP>', how: 'unknown', setBy: 'receiver' },
      { name: 'SQL_NAME', value: '$NAME', how: 'unknown', setBy: 'receiver' },
    ]);
    expect(values(predicted)).not.toHaveProperty('OTHER');
    expect(values(predicted)['DB_1_PORT']).toBe('tcp://<address of db>:80');
  });

  test('what else may add to it is named', () => {
    const text = v1('  env_file: db.env\n  extends: {file: base.yml, service: x}\n').replace('  image: mysql\n', '  build: .\n');
    expect(predict(text).untold).toEqual(['EXPOSE and ENV of the image that is built', 'the variables of db.env', 'what "db" extends']);
    const read = { exposed: [], env: [], complete: false };
    expect(predict(text, { image: read }).untold[0]).toBe('EXPOSE and ENV of the image its Dockerfile starts from');
    expect(predict(text, { image: { ...read, complete: true } })).toMatchObject({
      imageUnknown: false,
      untold: ['the variables of db.env', 'what "db" extends'],
    });
  });
});

test('from Docker 29 the same names are not set', () => {
  const text = v1('  expose: [80]\n');
  expect(predict(text, { engine: 29 })).toEqual({ ...predict(text, { engine: 28 }), set: false });
  expect(predict(text, { engine: 28 }).set).toBe(true);
});

test('a link on a project network sets none on any engine', () => {
  const nothing = { set: false, prefixes: [], hosts: [], imageUnknown: false, untold: [], notes: [] };
  expect(predict(bridge('').replaceAll('network_mode: bridge', 'restart: always'))).toEqual(nothing);
});

import { describe, expect, test } from 'vitest';
import type { FileAnswer } from '../../../../src/cli/answer.ts';
import { variablesJson, variablesText } from '../../../../src/cli/report/variables.ts';
import { fileLinks } from '../../../../src/domain/compose/fileLinks.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';

function answer(text: string): FileAnswer {
  const reading = readCompose(text);
  if (reading.kind !== 'compose') throw new Error('no compose file');
  const { format, services } = reading.file;
  const images = new Map([['db', { exposed: ['3306/tcp'], env: [], complete: false }]]);
  return { path: 'fig.yml', format, error: null, links: fileLinks(reading.file, []), services, project: null, images, oddities: [] };
}

const FIG = answer(
  'web:\n  image: x\n  environment: ["SQL_PORT=3306", "DB_1_ENV_A=2"]\n  links: ["db:sql"]\ndb:\n  build: .\n  environment: [A=1]\n',
);

const BLOCK = `  SQL_PORT=3306  (set by the service itself)
  SQL_PORT_3306_TCP=tcp://<address of db>:3306
  SQL_PORT_3306_TCP_ADDR=<address of db>
  SQL_PORT_3306_TCP_PORT=3306
  SQL_PORT_3306_TCP_PROTO=tcp
  SQL_NAME=/<container of web>/sql
  SQL_ENV_A=1
  and the same as DB_1_… and <PROJECT>_DB_1_…, but
  DB_1_PORT=tcp://<address of db>:3306
  DB_1_ENV_A=2  (set by the service itself)
  <PROJECT>_DB_1_PORT=tcp://<address of db>:3306
`;
const UNTOLD = '  and what no file tells: EXPOSE and ENV of the image its Dockerfile starts from\n';

describe('text', () => {
  test('names that Compose invents are told with what differs under them only', () => {
    const hosts = '  hosts: <address of db> sql, <id of db>, <container of db>, db_1, <project>_db_1\n';
    expect(variablesText([FIG], 28)).toBe(`fig.yml:4: web → db:sql: set by Docker 28\n${BLOCK}${hosts}${UNTOLD}`);
  });

  test('Docker 30 is to write no hosts lines', () => {
    const head = 'fig.yml:4: web → db:sql: not set by Docker 30; Docker 28 set these\n';
    expect(variablesText([FIG], 30)).toBe(`${head}${BLOCK}${UNTOLD}`);
  });

  test('files without legacy links', () => {
    expect(variablesText([answer('services:\n  web: {links: [db]}\n  db: {image: x}\n')], 28)).toBe(
      'No link here sets variables on any engine.\n',
    );
  });
});

test('JSON holds every variable of every prefix with how it is known', () => {
  const report = JSON.parse(variablesJson([FIG], 29, null)) as { files: { links: { variables: unknown[] }[] }[] };
  expect(report).toMatchObject({
    version: 1,
    target: 29,
    files: [
      {
        path: 'fig.yml',
        error: null,
        links: [
          {
            service: 'web',
            target: 'db',
            alias: 'sql',
            line: 4,
            set: false,
            prefixes: ['SQL_', 'DB_1_', '<PROJECT>_DB_1_'],
            image_unknown: true,
          },
        ],
      },
    ],
  });
  const variables = report.files[0]?.links[0]?.variables;
  expect(variables).toHaveLength(21);
  expect(variables?.slice(0, 2)).toEqual([
    { name: 'SQL_PORT', value: '3306', how: 'predicted', set_by: 'receiver' },
    { name: 'SQL_PORT_3306_TCP', value: 'tcp://<address of db>:3306', how: 'unknown', set_by: 'link' },
  ]);
});

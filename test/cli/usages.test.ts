import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { usagesJson, usagesText } from '../../src/cli/report/usages.ts';
import { findUsages } from '../../src/cli/usages/findUsages.ts';
import { usagesAt } from '../../src/cli/usages/usagesAt.ts';
import { inScratch } from './scratch.ts';

let folder: string;
const put = inScratch((made) => {
  folder = made;
});

/** Each reader as `path NAME service supplier`. */
async function answers(path = folder, target: 28 | 29 = 29): Promise<readonly string[]> {
  const { usages } = await findUsages(path, target);
  return usages.map((one) => `${one.path} ${one.usage.name} ${one.service ?? '-'} ${one.suppliedBy}`);
}

const LEGACY = {
  'docker-compose.yml': [
    'web:',
    '  build: web',
    '  links: [db]',
    '  env_file: web.env',
    '  command: sh -c "echo $$DB_NAME"',
    'job:',
    '  image: x',
    '  links: ["db:store"]',
    '  volumes: ["./job:/job:ro", "data:/data"]',
    'db:',
    '  build: db',
    '',
  ].join('\n'),
  'db/Dockerfile': 'FROM scratch\nEXPOSE 3306\n',
  'web/Dockerfile': 'FROM ruby\nENV DB_ENV_B=1\nCOPY app ./\nCOPY --from=tools bin /bin\n',
  'web/app/a.rb': 'ENV["DB_PORT_3306_TCP_ADDR"]\nENV["DB_PORT_3360_TCP_ADDR"]\nENV["DB_ENV_A"]\nENV["DB_ENV_B"]\n',
  'web/bin/left-out.rb': 'ENV["DB_ENV_A"]\nENV["DB_PORT"]\n',
  'web.env': 'DB_ENV_A=1\n',
  'job/run.sh': 'echo ${STORE_PORT_3306_TCP:-tcp://store:3306}\n',
  'node_modules/x/y.js': 'process.env.DB_PORT_3306_TCP_ADDR\n',
};

test('code belongs to services by COPY, mounts and place, and is joined to their links', async () => {
  put(LEGACY);
  const told = (supplier: string): readonly string[] => [
    `docker-compose.yml DB_NAME web ${supplier}`,
    `job/run.sh STORE_PORT_3306_TCP job ${supplier}`,
    `web/app/a.rb DB_PORT_3306_TCP_ADDR web ${supplier}`,
    'web/app/a.rb DB_PORT_3360_TCP_ADDR web nobody',
    'web/app/a.rb DB_ENV_A web environment',
    'web/app/a.rb DB_ENV_B web image',
    'web/bin/left-out.rb DB_ENV_A - unknown',
  ];
  expect(await answers(folder, 28)).toEqual(told('link'));
  expect(await answers(folder, 29)).toEqual(told('nobody'));
  expect(await answers(join(folder, 'docker-compose.yml'), 29)).toEqual(told('nobody'));
});

test('a file of code is told about by the compose files above it, and by itself', async () => {
  put(LEGACY);
  const { usages, problems } = await usagesAt(join(folder, 'job/run.sh'), 28);
  expect(usages.map(({ path, service, suppliedBy }) => [path, service, suppliedBy])).toEqual([['job/run.sh', 'job', 'link']]);
  expect(problems).toEqual([]);
  const all = await usagesAt(join(folder, 'docker-compose.yml'), 28);
  expect(all.usages).toHaveLength(7);
  rmSync(join(folder, 'docker-compose.yml'));
  const path = join(folder, 'job/run.sh');
  expect((await usagesAt(path, 28)).problems).toEqual([{ path, message: expect.stringMatching(/^No compose file lies/) as string }]);
});

test('what another file of the project mounts belongs to the service, too', async () => {
  put({
    'compose.yaml':
      'services:\n  web: {image: x, network_mode: bridge, volumes: ["./code:/code"]}\n  db: {image: y, network_mode: bridge}\n',
    'compose.override.yaml': 'services:\n  web: {links: [db]}\n',
    'code/run.sh': 'echo $DB_PORT_3306_TCP_ADDR\n',
  });
  // Only the image could tell whether it exposes the port.
  expect(await answers(folder, 28)).toEqual(['code/run.sh DB_PORT_3306_TCP_ADDR web unknown']);
});

test('the report says who reads, what for, and what is missing', async () => {
  put(LEGACY);
  const { usages, problems, unsearched } = await findUsages(folder, 29);
  expect(problems).toEqual([]);
  expect(usagesText(usages, 29, unsearched)).toBe(
    [
      'docker-compose.yml:5:26: DB_NAME (literal) — read by web, from the link db; Docker 29 does not set it',
      'job/run.sh:1:8: STORE_PORT_3306_TCP (literal) — read by job, from the link db:store; Docker 29 does not set it; the code has a default',
      'web/app/a.rb:1:6: DB_PORT_3306_TCP_ADDR (literal) — read by web, from the link db; Docker 29 does not set it',
      'web/app/a.rb:2:6: DB_PORT_3360_TCP_ADDR (literal) — read by web, but the source of the link db exposes no such port',
      '  did you mean DB_PORT_3306_TCP_ADDR?',
      'web/app/a.rb:3:6: DB_ENV_A (literal) — read by web, set by the environment of web, not by the link db',
      'web/app/a.rb:4:6: DB_ENV_B (literal) — read by web, set by its image, not by the link db',
      'web/bin/left-out.rb:1:6: DB_ENV_A (literal) — in a file of no service, perhaps from the link db; Docker 29 does not set it',
      '7 usages in 4 files; on Docker 29 nobody sets 4, 1 of them with a default in the code',
      '',
    ].join('\n'),
  );
  expect((JSON.parse(usagesJson(usages)) as { usages: unknown[] }).usages[1]).toEqual({
    path: 'job/run.sh',
    line: 1,
    column: 8,
    name: 'STORE_PORT_3306_TCP',
    language: 'shell',
    form: 'literal',
    default: true,
    service: 'job',
    link: { service: 'db', alias: 'store' },
    supplied_by: 'nobody',
  });
});

test('Kubernetes and GitLab Runner set such names, too', async () => {
  put({
    'compose.yaml': 'services:\n  web: {build: .}\n',
    'a.py': 'os.environ["REDIS_SERVICE_HOST"]\nos.environ["REDIS_PORT_6379_TCP_ADDR"]\nos.environ["MYSQL_PORT_3306_TCP_ADDR"]\n',
    '.gitlab-ci.yml': 'test:\n  services: ["mysql:8"]\n',
  });
  expect(await answers()).toEqual(['a.py REDIS_PORT_6379_TCP_ADDR web kubernetes', 'a.py MYSQL_PORT_3306_TCP_ADDR web gitlab']);
});

test('files that are named as one project are read together, from its folder, and no others with them', async () => {
  put({
    'compose.yaml': 'services:\n  db: {image: mysql}\n  web: {build: app, network_mode: bridge}\n',
    'deploy/links.yaml': 'services:\n  web:\n    links: ["db:store"]\n  job:\n    image: x\n    links: [db]\n    volumes: ["./job:/job"]\n',
    'compose.override.yaml': 'services:\n  web: {links: ["db:other"]}\n',
    'app/Dockerfile': 'FROM ruby\nCOPY . .\n',
    'app/a.rb': 'ENV["STORE_PORT_3306_TCP_ADDR"]\nENV["OTHER_PORT_3306_TCP_ADDR"]\n',
    'job/b.rb': 'ENV["DB_PORT_3306_TCP_ADDR"]\n',
    'deploy/job/c.rb': 'ENV["DB_PORT_3306_TCP_ADDR"]\n',
  });
  const files = ['compose.yaml', 'deploy/links.yaml'].map((file) => join(folder, file));
  const named = { files, name: null, projectDirectory: null, profiles: [], envFiles: [] };
  const found = await findUsages(named, 29);
  expect(found.findings.map(({ path, range, code }) => [path, range.start.line, code])).toEqual([
    ['app/a.rb', 0, 'usage-not-set'],
    ['app/a.rb', 1, 'usage-no-link'],
    ['job/b.rb', 0, 'usage-not-set'],
  ]);
  const moved = await findUsages({ ...named, projectDirectory: join(folder, 'deploy') }, 29);
  expect(moved.findings.map(({ path }) => path)).toEqual(['job/c.rb']);
});

test('what cannot be read is told', async () => {
  put({ 'compose.yaml': 'services: [', 'a.py': 'os.environ["DB_PORT_1_TCP"]\n' });
  const { problems, usages } = await findUsages(folder, 29);
  expect(problems.map(({ path }) => path)).toEqual([join(folder, 'compose.yaml')]);
  expect(usages.map(({ service, suppliedBy }) => [service, suppliedBy])).toEqual([[null, 'unknown']]);
  expect((await findUsages(join(folder, 'gone'), 29)).problems).toHaveLength(1);
  expect(usagesText(usages, 29, ['1 file over 1 MB'])).toBe(
    'not searched: 1 file over 1 MB\nNo file that was searched reads a variable of a link.\n',
  );
});

test('of a port that only an image may expose nobody says that it is set, and one that is near a told one is a slip', async () => {
  put({
    'docker-compose.yml': 'web:\n  image: x\n  volumes: ["./:/web"]\n  links: [db]\ndb:\n  image: mysql\n  expose: ["3306"]\n',
    'a.py': ['3306', '33060', '3360', '8080'].map((port) => `os.environ["DB_PORT_${port}_TCP_ADDR"]\n`).join(''),
  });
  const { usages, findings, unsearched } = await findUsages(folder, 28);
  expect(usages.map(({ suppliedBy }) => suppliedBy)).toEqual(['link', 'unknown', 'unknown', 'unknown']);
  expect(usagesText(usages, 28, unsearched).split('\n').slice(0, 5)).toEqual([
    'a.py:1:13: DB_PORT_3306_TCP_ADDR (literal) — read by web, from the link db; Docker 28 sets it',
    'a.py:2:13: DB_PORT_33060_TCP_ADDR (literal) — read by web, from the link db; Docker 28 sets it, if the image of its source exposes that port',
    '  did you mean DB_PORT_3306_TCP_ADDR?',
    'a.py:3:13: DB_PORT_3360_TCP_ADDR (literal) — read by web, from the link db; Docker 28 sets it, if the image of its source exposes that port',
    '  did you mean DB_PORT_3306_TCP_ADDR?',
  ]);
  expect(findings.map(({ code, severity, range }) => [code, severity, range.start.line])).toEqual([
    ['usage-no-link', 'information', 1],
    ['usage-no-link', 'information', 2],
  ]);
  expect(findings[1]?.message).toContain('no file tells that the source of the link "db" of "web" exposes such a port');
  const later = await findUsages(folder, 29);
  expect(later.usages.map(({ suppliedBy }) => suppliedBy)).toEqual(['nobody', 'nobody', 'nobody', 'nobody']);
  expect(later.findings.map(({ code, message }) => [code, message.includes('Did you mean DB_PORT_3306_TCP_ADDR?')])).toEqual([
    ['usage-not-set', false],
    ['usage-not-set', true],
    ['usage-not-set', true],
    ['usage-not-set', false],
  ]);
});

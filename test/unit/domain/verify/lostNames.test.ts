import { expect, test } from 'vitest';
import type { ContainerSummary } from '../../../../src/domain/engine/container.ts';
import { lostNames } from '../../../../src/domain/verify/lostNames.ts';
import { readProject } from '../../../../src/domain/compose/project/readProject.ts';
import { container, engineOf } from '../verdicts/engineOf.ts';
import type { Given } from '../verdicts/engineOf.ts';

interface Made extends Given {
  readonly service: string;
  readonly oneOff?: boolean;
  readonly project?: string;
}

const FILE = `name: shop
services:
  web: {image: x, networks: [back]}
  db: {image: x, networks: {back: {aliases: [database, "\${OTHER}"]}}}
networks: {back: {}}
`;

/** What is lost of the names of these containers by the file, or by Compose alone. */
function lost(made: Readonly<Record<string, Made>>, file: string | null = FILE): readonly string[] {
  const engine = engineOf(Object.entries(made).map(([name, given]) => container(name, given)));
  const summaries = engine.summaries.map((summary): ContainerSummary => {
    const { service = '', oneOff = false, project = 'shop' } = made[summary.name] ?? {};
    const labels = {
      'com.docker.compose.project': project,
      'com.docker.compose.service': service,
      'com.docker.compose.oneoff': oneOff ? 'True' : 'False',
    };
    return { ...summary, labels: new Map(Object.entries(labels)) };
  });
  const project =
    file === null ? null : readProject({ reader: 'compose-2', files: ['compose.yaml'] }, (path) => (path === 'compose.yaml' ? file : null));
  const containers = new Map(['web', 'db'].map((name) => [name, summaries.filter((one) => made[one.name]?.service === name)]));
  const checks = lostNames({ ...engine, summaries }, project ? [{ path: 'compose.yaml', project, containers }] : []);
  return checks.flatMap(({ receiver, names }) => names.map(({ name, outcome }) => `${receiver} ${name} ${outcome}`));
}

const WEB: Made = { service: 'web', networks: { shop_back: { aliases: ['web'] } } };
const DB: Made = { service: 'db', networks: { shop_back: { aliases: ['db', 'database'] } } };

test.each<[string, Readonly<Record<string, Made>>, readonly string[]]>([
  ['all have their names', { web: WEB, db: DB }, []],
  [
    'an alias of the file is gone',
    { web: WEB, 'db-1': { service: 'db', networks: { shop_back: { aliases: ['db'] } } } },
    ['db-1 database nobody'],
  ],
  ['only engines since 25 tell it', { web: WEB, db: { service: 'db', networks: { shop_back: { dnsNames: ['DB', 'database'] } } } }, []],
  [
    'one of several has it',
    { web: WEB, db: DB, 'db-2': { service: 'db', networks: { shop_back: { aliases: ['db'] } } } },
    ['db-2 database other'],
  ],
  [
    'a container was connected again by hand, without any name',
    { web: WEB, 'shop-db-1': { service: 'db', networks: { shop_back: {} } } },
    ['shop-db-1 db nobody', 'shop-db-1 database nobody'],
  ],
  ['it does not run', { web: WEB, 'db-1': { service: 'db', running: false, networks: { shop_back: {} } } }, []],
  ['it is on another network', { web: WEB, 'db-1': { service: 'db', networks: { other: {} } } }, []],
  ['it was made by docker compose run', { web: WEB, 'shop-db-run-1': { service: 'db', oneOff: true, networks: { shop_back: {} } } }, []],
  [
    'the project has another name',
    {
      web: { ...WEB, project: 'two', networks: { two_back: { aliases: ['web'] } } },
      'db-1': { service: 'db', project: 'two', networks: { two_back: { aliases: ['db'] } } },
    },
    ['db-1 database nobody'],
  ],
])('%s', (_title, made, expected) => {
  expect(lost(made)).toEqual(expected);
});

test('it is said who answers instead, and what makes the container anew: without a change of its file Compose leaves it as it is', () => {
  const engine = engineOf([container('web', WEB), container('db-1', { networks: { shop_back: {} } })]);
  const labels = (service: string) =>
    new Map([
      ['com.docker.compose.project', 'shop'],
      ['com.docker.compose.service', service],
    ]);
  const summaries = engine.summaries.map((one) => ({ ...one, labels: labels(one.name === 'web' ? 'web' : 'db') }));
  const [check] = lostNames({ ...engine, summaries }, []);
  expect(check?.names[0]?.text).toBe(
    '"db-1" does not answer to "db" on the network "shop_back"; nobody there does. It was made again or connected without the name, or before the file said so: "docker compose up -d --force-recreate db" makes it anew with the name.',
  );
});

test('without a file the name of the service, where others of the project have theirs', () => {
  const again: Made = { service: 'db', networks: { shop_back: {} } };
  expect(lost({ web: WEB, 'shop-db-1': again }, null)).toEqual(['shop-db-1 db nobody']);
  expect(lost({ web: { ...WEB, project: 'other' }, 'shop-db-1': again }, null)).toEqual([]);
  expect(lost({ web: WEB, 'shop-db-1': { service: 'db', networks: { shop_back: {}, connected_by_hand: {} } } }, null)).toEqual([]);
  const peer: Made = { service: 'db', networks: { shop_back: { aliases: ['db'] }, other: {} } };
  expect(lost({ 'shop-db-1': peer, 'shop-db-2': { service: 'db', networks: { shop_back: {}, other: {} } } }, null)).toEqual([
    'shop-db-2 db other',
  ]);
});

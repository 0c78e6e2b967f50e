import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Rewrite } from '../../../../src/domain/fixes/rewrite.ts';
import type { Surroundings } from '../../../../src/domain/fixes/surroundings.ts';
import { v1Rewrite } from '../../../../src/domain/fixes/v1Rewrite.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';
import { applyEdits } from '../../../../src/syntax/text.ts';
import type { ComposeCapture } from '../../../golden/composeCapture.ts';
import { compareCompose } from '../../../golden/composeDerive.ts';
import { alone } from './alone.ts';

/** What is made of the first file; all are read as one project. */
function rewrite(files: Readonly<Record<string, string>>, around: Partial<Surroundings> = {}): ReturnType<typeof v1Rewrite> {
  const paths = Object.keys(files);
  const [path = ''] = paths;
  const result = v1Rewrite({
    path,
    read: (each) => files[each] ?? null,
    sets: [{ reader: 'compose-1', files: paths, name: 'h3p' }],
    around: alone({ name: path, path: `/work/${path}`, ...around }),
  });
  if (result.kind === 'rewrite') for (const file of result.files) expect(applyEdits(files[file.path] ?? '', file.edits)).toBe(file.text);
  return result;
}

function done(result: ReturnType<typeof v1Rewrite>): Rewrite {
  if (result.kind === 'refused') throw new Error(result.reason);
  return result;
}

const V1 = 'db:\n  image: h3-db\n  environment:\n    - EXTRA=1\nweb:\n  image: h3-base\n  links:\n    - db:database\n';

describe('a v1 file to `services:`', () => {
  it('loses its links at the same stroke, and says what goes with them', () => {
    const result = done(rewrite({ 'docker-compose.yml': V1 }));
    expect(result).toMatchObject({ row: 'v1', title: 'Convert to `services:` and replace the links', consent: 'asks' });
    expect(result.files[0]?.text).toBe(
      'services:\n  db:\n    image: h3-db\n    environment:\n      - EXTRA=1\n    networks:\n      default:\n        aliases:\n          - database\n' +
        '  web:\n    image: h3-base\n    depends_on:\n      - db\n',
    );
    expect(result.lost).toEqual([
      'the variables of the links (`DATABASE_…`), up to Docker 28, named in no other file',
      'db_1',
      'h3p_db_1',
      'db-1',
    ]);
    expect(result.changed).toEqual([
      'the services are on a network of the project instead of Docker’s default bridge, where other containers reached them',
      'docker-compose before 1.27 does not read the file',
    ]);
  });

  it('tells of scripts that link to its containers', () => {
    const texts = [
      { path: 't.sh', text: 'docker run --link h3p_db_1:db --link other:o x\ndocker run --link h3p_db_1:q x\n' },
      { path: 'notes.txt', text: '--link h3p_db_1:db' },
      { path: 'Makefile', text: 'up:\n\tdocker run --link front:f x # --link h3p_db_1\n' },
    ];
    const text = `${V1}front:\n  image: x\n  container_name: front\n`;
    const { changed } = done(rewrite({ 'docker-compose.yml': text }, { texts }));
    expect(changed.filter((each) => each.includes('links to'))).toEqual([
      't.sh links to h3p_db_1, which Docker refuses from the default bridge then',
      'Makefile links to front, which Docker refuses from the default bridge then',
    ]);
  });

  it('keeps a link that cannot be replaced, which Docker’s DNS serves then', () => {
    const result = done(rewrite({ 'docker-compose.yml': 'db: {image: x}\nweb: {image: x, links: ["db:cache"]}\ncache: {image: x}\n' }));
    expect(result.title).toBe('Convert to `services:`');
    expect(result.files[0]?.text).toContain('links: ["db:cache"]');
    expect(result.changed.at(-1)).toMatch(/^web keeps its link db:cache: /);
  });

  it('converts the files that belong together, and names those that stay', () => {
    const stays = readCompose('web: {image: y}\n');
    const neighbours = [{ name: 'other.yml', file: stays.kind === 'compose' ? stays.file : null }];
    const result = done(
      rewrite(
        { 'docker-compose.yml': V1, 'docker-compose.override.yml': 'web:\n  net: bridge\n  tty: true\nalone: {image: x, net: none}\n' },
        { neighbours },
      ),
    );
    expect(result.files.map(({ path }) => path)).toEqual(['docker-compose.yml', 'docker-compose.override.yml']);
    expect(result.files[1]?.text).toBe('services:\n  web:\n    tty: true\n  alone: {image: x, network_mode: none}\n');
    expect(result.changed).toContain('docker-compose.override.yml is converted with it');
    expect(result.changed).toContain('other.yml stays a v1 file and goes with this one no more');
  });

  it('names what leads outside the project, volumes that have to be there, and Rancher', () => {
    const text =
      'web:\n  image: x\n  labels: {io.rancher.scheduler.global: "true"}\n  external_links: ["h3-ext:cache"]\n  volumes: ["data:/d"]\n';
    const result = done(rewrite({ 'docker-compose.yml': text }));
    expect(result.lost).toEqual([
      'the variables of the links (`CACHE_…`), up to Docker 28, named in no other file',
      'cache and h3-ext of web, as h3-ext is on Docker’s default bridge and not on the project’s network',
    ]);
    expect(result.changed).toContain('the volume data has to be there first (docker volume create data)');
    expect(result.changed).toContain('Rancher, whose labels the file has, reads v1 files by itself');
  });

  it.each<[string, string, string]>([
    [
      'docker-compose 1.x refuses as it is',
      'web: {image: x, links: [db]}\n',
      'docker-compose 1.x refuses the project as it is: The service `web` has a link to `db`, which is not among the services that take part.',
    ],
    ['is none', 'services: {web: {image: x}}\n', 'The file is none of version 1.'],
    [
      'is meant for another program',
      'web: {image: x, tags: [a]}\n',
      '`tags` is no key of docker-compose 1.x, so the file is meant for another program.',
    ],
  ])('stays where it %s', (_title, text, reason) => {
    expect(rewrite({ 'docker-compose.yml': text })).toMatchObject({ kind: 'refused', row: 'v1', reason });
  });
});

describe('what real programs made of the captured v1 file and of its successor', () => {
  const captured = (name: string) =>
    JSON.parse(readFileSync(new URL(`../../../golden/captures/${name}.json`, import.meta.url), 'utf8')) as ComposeCapture;

  it.each(['1.29.2--20.10.24', '2.26.1--29.7.2', '1.29.2--29.7.2'])('%s: the names of the successor are those of our edit', (programs) => {
    const { files } = captured('compose-1.29.2--20.10.24--v1-file');
    const { text = '' } = done(rewrite(files)).files[0] ?? {};
    const migrated = captured(`compose-${programs}--v1-migrated`);
    const outcomes = compareCompose({ ...migrated, files: { 'docker-compose.yml': text } });
    expect(outcomes.filter(({ result }) => result === 'failed')).toEqual([]);
    expect(
      outcomes.filter(({ what, result }) => what.includes(': ') && result === 'passed').map(({ what }) => what.split(': ')[1]),
    ).toEqual(expect.arrayContaining(['database', 'db', 'db_1', 'h3p_db_1']));
  });
});

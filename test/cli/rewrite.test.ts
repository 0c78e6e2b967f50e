import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixFiles } from '../../src/cli/fix/fixFiles.ts';
import { readOptions } from '../../src/cli/options/readOptions.ts';
import type { FixOptions } from '../../src/cli/requests.ts';
import { fixJson, fixText } from '../../src/cli/report/fix.ts';

const BRIDGE =
  'services:\n  db:\n    image: mysql\n    network_mode: bridge\n  web:\n    image: web\n    network_mode: bridge\n    links: ["db:d"]\n';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'links-rewrite-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function optionsFor(...args: readonly string[]): FixOptions {
  const request = readOptions(['fix', ...args, folder]);
  if (request.kind !== 'fix') throw new Error(JSON.stringify(request));
  return request;
}

const read = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('fix --row', () => {
  test('takes an ambassador out, then replaces the link that is left, and says why another stays', async () => {
    const amb = '  amb:\n    image: svendowideit/ambassador\n    links: ["db:db"]\n';
    const text = `services:\n  db:\n    image: mysql\n${amb}  web:\n    image: web\n    links: ["amb:sql"]\n`;
    writeFileSync(join(folder, 'compose.yaml'), text);
    const done = await fixFiles(optionsFor('--write', '--row', 'ambassador', '--row', 'alias'));
    expect(done.rewrites.map(({ row }) => row)).toEqual(['ambassador', 'alias']);
    expect(fixText(done, 'write')).toContain('changed: web asks db directly, at the same port\n');
    expect(read('compose.yaml')).toBe(
      'services:\n  db:\n    image: mysql\n    networks:\n      default:\n        aliases:\n          - sql\n  web:\n    image: web\n    depends_on: ["db"]\n',
    );
    writeFileSync(join(folder, 'compose.yaml'), text.replace('links: ["db:db"]', 'links: ["db:db"]\n    ports: ["3306:3306"]'));
    const stays = await fixFiles(optionsFor('--dry-run', '--row', 'ambassador'));
    expect(fixText(stays, 'dry-run')).toContain('compose.yaml:10: web → amb:sql stays. `amb` publishes port 3306');
  });

  test('replaces what changes more than names only when the way is named, and says what changes', async () => {
    writeFileSync(join(folder, 'compose.yaml'), BRIDGE);
    const wrong = await fixFiles(optionsFor('--write', '--row', 'alias'));
    expect(wrong.rewrites).toEqual([]);
    expect(fixText(wrong, 'write')).toContain('is possible with --row bridge');
    const done = await fixFiles(optionsFor('--write', '--row', 'bridge'));
    expect(read('compose.yaml')).toBe(
      'services:\n  db:\n    image: mysql\n    networks:\n      default:\n        aliases:\n          - d\n  web:\n    image: web\n    depends_on: ["db"]\n',
    );
    expect(fixText(done, 'write')).toContain("changed: db, web are on the project's own network");
    expect(JSON.parse(fixJson(done, 'write'))).toMatchObject({
      rewrites: [{ row: 'bridge', consent: 'asks' }],
      files: [{ written: true }],
    });
  });

  test('keeps the names of a container that a script says as aliases, and is named where a link stays for them', async () => {
    const text = (db: string, web: string) => `services:\n  db:\n    image: mysql\n${db}  web:\n    image: web\n    ${web}\n`;
    writeFileSync(join(folder, 'compose.yaml'), text('', 'links: [db]'));
    writeFileSync(join(folder, 'wait.sh'), 'ping db_1\n');
    const stays = await fixFiles(optionsFor('--dry-run'));
    expect(stays.rewrites).toEqual([]);
    expect(fixText(stays, 'dry-run')).toContain('is possible with --row container-names');
    const done = await fixFiles(optionsFor('--write', '--row', 'container-names'));
    expect(read('compose.yaml')).toBe(text('    networks:\n      default:\n        aliases:\n          - db_1\n', 'depends_on: [db]'));
    expect(fixText(done, 'write')).toContain('changed: `db_1`, which the file wait.sh says, leads the whole network to db');
    expect((await fixFiles(optionsFor('--write', '--row', 'container-names'))).rewrites).toEqual([]);
  });

  test('edits every file that has a part of it, and a dry run none', async () => {
    const main = 'services:\n  db:\n    image: mysql\n  web:\n    image: web\n';
    const override = 'services:\n  web:\n    links:\n      - db:d\n';
    writeFileSync(join(folder, 'compose.yaml'), main);
    writeFileSync(join(folder, 'compose.override.yaml'), override);
    const tried = await fixFiles(optionsFor('--dry-run', '--row', 'alias'));
    const diff = tried.files.map((file) => file.diff).join('');
    for (const line of ['+          - d', '-    links:', '-      - db:d', '+    depends_on:', '+      - db'])
      expect(diff.split('\n')).toContain(line);
    expect(read('compose.yaml')).toBe(main);
    await fixFiles(optionsFor('--write', '--row', 'alias'));
    expect(read('compose.override.yaml')).toBe('services:\n  web:\n    depends_on:\n      - db\n');
    expect(read('compose.yaml')).toContain('aliases:\n          - d\n');
  });

  test('says which of --only names no link', async () => {
    writeFileSync(join(folder, 'compose.yaml'), BRIDGE);
    const { problems, rewrites } = await fixFiles(optionsFor('--write', '--only', 'web', '--only', 'web=d', '--only', 'api'));
    expect(rewrites).toEqual([]);
    expect(problems).toEqual([
      { path: '--only web=d', message: 'There is no such link here.' },
      { path: '--only api', message: 'There is no such link here.' },
    ]);
  });

  test('keeps to what --only names', async () => {
    writeFileSync(
      join(folder, 'compose.yaml'),
      'services:\n  db: {image: mysql}\n  web: {image: web, links: [db, "db:d"]}\n  api: {image: api, links: [db]}\n',
    );
    await fixFiles(optionsFor('--write', '--only', 'web=db'));
    expect(read('compose.yaml')).toBe(
      'services:\n  db: {image: mysql}\n  web: {image: web, depends_on: [db], links: ["db:d"]}\n  api: {image: api, links: [db]}\n',
    );
  });

  test.each([
    [['--dry-run', '--row', 'magic'], /--row is one of/],
    [['--row', 'alias'], /either --dry-run or --write/],
  ])('refuses %j', (args, message) => {
    expect(readOptions(['fix', ...args])).toEqual({ kind: 'wrong', message: expect.stringMatching(message) as string });
  });
});

import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scriptFixText, scriptsCheckText, scriptsFail, scriptsText } from '../../src/cli/report/scripts.ts';
import { findScripts, isScriptPath } from '../../src/cli/scripts/findScripts.ts';
import { fixScripts } from '../../src/cli/scripts/fixScripts.ts';
import { inScratch } from './scratch.ts';

const UP = '#!/bin/sh\ndocker run --name db mysql\ndocker run --name web --link db:mysql web\n';
const ALONE = 'docker run --link db:db web\n';

let folder: string;
const put = inScratch((made) => {
  folder = made;
});

async function readings(path = folder) {
  return (await findScripts(path)).flatMap((found) => found.readings);
}

describe('scripts are found', () => {
  test('by name and by first line, wherever they hold links', async () => {
    put({
      'shop/up.sh': UP,
      'shop/start': UP,
      'shop/data': `no script: ${ALONE}`,
      'shop/notes.txt': UP,
      'shop/compose.yaml': `x: |\n  ${ALONE}`,
      'shop/broken.sh': new Uint8Array([...Buffer.from(ALONE), 0xff]),
      'plain/run.sh': 'docker run web\n',
      'node_modules/x/run.sh': UP,
      '.github/workflows/ci.yml': `jobs: {a: {steps: [{run: "${ALONE.trim()}"}]}}\n`,
    });
    expect((await readings()).map(({ path, language }) => `${path} ${language}`)).toEqual([
      '.github/workflows/ci.yml ci',
      'shop/start shell',
      'shop/up.sh shell',
    ]);
  });

  test('one by one, with what others of the folder make', async () => {
    put({ 'up.sh': UP, 'web.sh': ALONE });
    expect(isScriptPath(join(folder, 'web.sh'))).toBe(true);
    expect(isScriptPath(join(folder, 'docker-compose.yml'))).toBe(false);
    expect((await readings(join(folder, 'web.sh'))).map(({ path, links }) => [path, links[0]?.target])).toEqual([
      ['web.sh', 'created in up.sh'],
    ]);
    expect(await readings(join(folder, 'none.sh'))).toEqual([]);
  });
});

test('the reports name each link and what is to be said of it', async () => {
  put({ 'up.sh': UP });
  const found = await readings();
  expect(scriptsText(found)).toBe(
    'up.sh (shell script): 1 link\n  line 3: web → db as mysql: legacy, target created in line 2\n1 link in commands of 1 file\n',
  );
  expect(scriptsCheckText(found, 29)).toBe(
    'up.sh:3: warning: The link "db:mysql" of "web" is a legacy link: Docker 29 sets its hosts line but none of its variables. [link-legacy]\n' +
      '1 finding for Docker 29 in commands of 1 file\n',
  );
  expect([scriptsFail(found, 29, 'warning'), scriptsFail(found, 28, 'warning'), scriptsFail([], 29, 'hint')]).toEqual([true, false, false]);
  expect([scriptsText([]), scriptsCheckText([], 29)]).toEqual(['', '']);
});

describe('fix', () => {
  test('prints a diff, then writes, then has nothing to do', async () => {
    put({ 'up.sh': UP });
    const path = join(folder, 'up.sh');
    chmodSync(path, 0o755);
    const [dry] = await fixScripts([folder, path], 'dry-run');
    expect(dry?.diff).toContain('\n-docker run --name web --link db:mysql web\n');
    expect(scriptFixText(dry ? [dry] : [], 'dry-run')).toContain(
      'containers that exist already stay on the bridge until they are made anew, and what the image itself reads',
    );
    expect(readFileSync(path, 'utf8')).toBe(UP);
    const written = await fixScripts([folder], 'write');
    expect(written).toMatchObject([
      { path: 'up.sh', error: null, written: true, fixed: [{ receiver: 'web', raw: 'db:mysql', line: 3, isNew: true }] },
    ]);
    expect(readFileSync(path, 'utf8')).toContain('docker run --name web --network links-');
    expect(statSync(path).mode & 0o777).toBe(0o755);
    expect(await fixScripts([folder], 'write')).toEqual([]);
  });

  test('says why a link stays', async () => {
    put({ 'web.sh': ALONE });
    const fixes = await fixScripts([folder], 'write');
    expect(scriptFixText(fixes, 'write')).toBe(
      'web.sh: 0 of 1 link in commands replaced\n  line 1: web → db:db: stays. No command here makes "db".\n',
    );
    expect(readFileSync(join(folder, 'web.sh'), 'utf8')).toBe(ALONE);
  });

  test('leaves a container to which a compose file beside links on the bridge', async () => {
    put({ 'up.sh': UP, 'compose.yaml': 'x: {image: y, external_links: [db]}\n' });
    const reason = 'compose.yaml links to "db", too, and would have to change with it.';
    expect(await fixScripts([folder], 'dry-run')).toMatchObject([{ path: 'up.sh', diff: '', kept: [{ reason }] }]);
  });

  test('changes the units of systemd that belong together, also one without a link of its own', async () => {
    put({
      'db.service': '[Service]\nExecStart=/usr/bin/docker run --name %p postgres\n',
      'web.service': '[Service]\nExecStart=/usr/bin/docker run --name web --link db:data web\n',
      'other.service': '[Service]\nExecStart=/usr/bin/docker run other\n',
    });
    const written = await fixScripts([join(folder, 'web.service')], 'write');
    expect(scriptFixText(written, 'write')).toMatch(
      /^db\.service: changes with the units that link to its containers\nweb\.service: 1 of 1 link in commands replaced\n/,
    );
    expect(written.map(({ path, error, written: isWritten }) => [path, error, isWritten])).toEqual([
      ['db.service', null, true],
      ['web.service', null, true],
    ]);
    expect(readFileSync(join(folder, 'db.service'), 'utf8')).toMatch(
      /^\[Service\]\nExecStartPre=-\/usr\/bin\/docker network create (\S+)\nExecStart=\/usr\/bin\/docker run --name %p --network \1 --network-alias data postgres\n$/,
    );
    expect(await fixScripts([folder], 'write')).toEqual([]);
  });
});

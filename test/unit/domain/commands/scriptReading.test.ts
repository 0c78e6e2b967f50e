import { describe, expect, it } from 'vitest';
import { fixScript, fixScripts, readScripts } from '../../../../src/domain/commands/scriptReading.ts';
import type { ScriptText } from '../../../../src/domain/commands/scriptReading.ts';
import { TARGET_ENGINES } from '../../../../src/domain/engine/target.ts';
import type { ScriptLanguage } from '../../../../src/syntax/command/commandScript.ts';
import { covered } from '../../syntax/compose/reading.ts';

function script(path: string, text: string, language: ScriptLanguage = 'shell'): ScriptText {
  return { path, text, language };
}

/** What is said of the links of one script, by engine. */
function said(text: string, language: ScriptLanguage = 'shell'): readonly string[] {
  const [reading] = readScripts([script('run.sh', text, language)], 'shop');
  return (reading?.links ?? []).map(({ findings }) =>
    TARGET_ENGINES.map((engine) => `${findings[engine]?.severity ?? '-'} ${findings[engine]?.code ?? '-'}`).join(', '),
  );
}

describe('a link of a command', () => {
  it.each([
    ['docker run --link a:b y', 'information link-legacy, warning link-legacy, warning link-legacy'],
    ['docker run --net n --link a:b y', 'hint link-dns, hint link-dns, hint link-dns'],
    ['docker run --net none --link a:b y', 'warning link-no-network, warning link-no-network, warning link-no-network'],
    ['docker run --net host --link a:b y', 'error link-refused, error link-refused, error link-refused'],
    ['docker run --net container:x --link a:b y', 'error link-refused, error link-refused, error link-refused'],
    ['docker run --link a:b:c y', 'error link-refused, error link-refused, error link-refused'],
    [
      'docker run --link a:b y; docker run --name a x',
      'warning link-target-missing, warning link-target-missing, warning link-target-missing',
    ],
    ['docker run $OPTS --link a:b y', '- -, - -, - -'],
    ['ARGS=(--link a:b)', '- -, - -, - -'],
  ])('%j', (text, expected) => {
    expect(said(text)).toEqual([expected]);
  });

  it.each([
    ['# docker-links: ignore link-legacy\ndocker run \\\n  --link a:b y', null],
    ['docker run --link a:b y # docker-links: ignore link-legacy', null],
    ['# docker-links: ignore link-dns\ndocker run --link a:b y', 'link-legacy'],
  ])('is silenced by a comment in %j: %j', (text, code) => {
    const [reading] = readScripts([script('run.sh', text)], 'shop');
    expect(reading?.links[0]?.findings[29]?.code ?? null).toBe(code);
  });

  it('of a text that nothing runs is no fault', () => {
    expect(said('```sh\ndocker run --link a:b y\n```', 'markdown')).toEqual([
      'information link-legacy, information link-legacy, information link-legacy',
    ]);
    expect(said('# docker run --net host --link a:b y', 'dockerfile')).toEqual([
      'information link-refused, information link-refused, information link-refused',
    ]);
  });

  it('has its place, and that of the command that makes its source', () => {
    const text = 'docker run --name db x\n\ndocker run \\\n  --link db:mysql y';
    const [reading] = readScripts([script('run.sh', text)], 'shop');
    expect(reading?.links).toMatchObject([{ receiver: 'y', source: 'db', alias: 'mysql', target: 'created in line 1', reason: null }]);
    const [link] = reading?.links ?? [];
    expect(link && covered(text, link.range)).toBe('--link db:mysql');
    expect(link?.sourceRange && covered(text, link.sourceRange)).toBe('docker run --name db x');
  });
});

describe('scripts of one folder', () => {
  const up = script('up.sh', 'docker run --name db x\ndocker run --name c --link db:d y\n');
  const web = script('web.sh', 'docker run --link cache:c z\ndocker run --name own y\n');
  const cache = script('cache.sh', 'docker run --name cache x\n');

  it('know what the others make', () => {
    const readings = readScripts([up, web, cache], 'shop');
    expect(readings.map(({ links }) => links.map(({ target, reason }) => [target, reason]))).toEqual([
      [['created in line 1', null]],
      [['created in cache.sh', '"cache" is made in cache.sh, which would have to change with it.']],
      [],
    ]);
  });

  it.each([
    ['docker run --link db:d z\n', 'db'],
    ['docker run --link c:c z\n', 'c'],
    ["cat > run.sh <<'END'\ndocker run --link db:d z\nEND\n", 'db'],
  ])('do not move a container away from a link of another: %j', (text, name) => {
    const other = script('other.sh', text);
    expect(readScripts([up, other], 'shop')[0]?.links[0]?.reason).toBe(
      `other.sh links to "${name}", too, and would have to change with it.`,
    );
  });

  it.each([
    ["docker inspect -f '{{.NetworkSettings.IPAddress}}' db\n", true],
    ["docker inspect -f '{{.NetworkSettings.IPAddress}}' \\\n  c\n", true],
    ['for c in $(docker ps -q); do docker inspect -f {{.NetworkSettings.IPAddress}} $c; done', true],
    ["IP=$(docker inspect -f '{{ .NetworkSettings.IPAddress }}' lone)\ndocker restart db", false],
    ["docker run --name db z\ndocker inspect -f '{{.NetworkSettings.IPAddress}}' db\n", false],
  ])('do not move a container whose address another reads: %j', (text, isHeld) => {
    expect(readScripts([up, script('join.sh', text)], 'shop')[0]?.links[0]?.reason).toBe(
      isHeld ? 'join.sh reads `.NetworkSettings.IPAddress`, which is empty for a container on a network of its own.' : null,
    );
  });

  it.each([
    ['version: "2"\nservices:\n  x: {image: y, network_mode: bridge, external_links: ["db:database"]}\n', 'db'],
    ['x: {image: y, external_links: [c]}\n', 'c'],
    ['services:\n  x: {image: y, external_links: [db]}\n', null],
    ['x: {image: y, external_links: [other]}\n', null],
    ['x: {image: y', null],
  ])('do not move a container away from a link of a compose file: %j', (text, name) => {
    const reason = name === null ? null : `compose.yaml links to "${name}", too, and would have to change with it.`;
    const composes = [{ path: 'compose.yaml', text }];
    expect(readScripts([up], 'shop', composes)[0]?.links[0]?.reason).toBe(reason);
    expect(fixScripts(['up.sh'], [up], 'shop', composes)[0]?.edits.length === 0).toBe(name !== null);
  });

  it.each([
    ['/home/me/shop/.github/workflows', 'shop'],
    ['/home/me/shop/.circleci', 'shop'],
    ['/srv/shop/units', 'shop'],
    ['C:\\work\\shop\\scripts', 'shop'],
    ['scripts', 'scripts'],
    ['', 'links'],
  ])('name networks after the nearest folder that tells of the project: %s', (path, network) => {
    expect(fixScript('up.sh', [up], path)?.fixed).toMatchObject([{ network }]);
  });

  it('have networks of their own', () => {
    const same = { ...up, path: 'sub/start.sh' };
    expect(fixScript('sub/start.sh', [same], 'My Shop')?.fixed).toMatchObject([{ network: 'myshop', isNew: true }]);
    expect(fixScript('sub/start.sh', [up, same], 'shop')?.fixed).toMatchObject([{ network: 'shop-start' }]);
    const taken = script('b.sh', 'docker network create shop');
    expect(fixScript('sub/start.sh', [same, taken], 'shop')?.fixed).toMatchObject([{ network: 'shop-2' }]);
    expect(fixScript('sub/start.sh', [same], 'host')?.fixed).toMatchObject([{ network: 'links' }]);
    expect(fixScript('gone.sh', [same], 'shop')).toBeNull();
  });
});

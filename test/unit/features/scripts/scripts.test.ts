import { describe, expect, test } from 'vitest';
import { gitlabVariable, readScripts } from '../../../../src/domain/commands/scriptReading.ts';
import type { TargetEngine } from '../../../../src/domain/engine/target.ts';
import { commandFix, commandHover, gitlabHover } from '../../../../src/features/scripts/view.ts';
import { scriptGroup } from '../../../../src/features/tree/scriptEntries.ts';
import { treeOf } from '../../../../src/features/tree/view.ts';
import type { TreeRow } from '../../../../src/features/tree/rows.ts';
import { Scripts } from '../../../../src/model/scripts.ts';
import type { ScriptFact, ScriptFile } from '../../../../src/model/scripts.ts';
import { Store } from '../../../../src/model/store.ts';

const FOLDER = 'file:///shop';
const TEXT = 'docker run --name db mysql\ndocker run --name web --link db:mysql web\ndocker run --name old --link gone:x web\n';

function fact(text = TEXT): ScriptFact {
  const [reading] = readScripts([{ path: 'up.sh', text, language: 'shell' }], 'shop');
  return { uri: `${FOLDER}/up.sh`, folder: FOLDER, path: 'up.sh', version: 1, links: reading?.links ?? [] };
}

function file(text = TEXT, target: TargetEngine = 29): ScriptFile {
  return { ...fact(text), target };
}

function drawn(rows: readonly TreeRow[], indent = ''): readonly string[] {
  return rows.flatMap((row) => [`${indent}${row.label} (${row.description})`, ...drawn(row.children(), `${indent}  `)]);
}

describe('the store', () => {
  test('judges scripts for the target of their folder, without what is ignored, and forgets those that have no links any more', () => {
    const store = new Store((folder) => (folder === FOLDER ? '28' : 'connected'), { later: () => ({ dispose: () => undefined }) });
    store.putScripts(FOLDER, [fact()]);
    expect(store.snapshot.scripts).toMatchObject([{ path: 'up.sh', target: 28 }]);
    store.configure(
      () => '29',
      () => ['link-legacy'],
    );
    expect(store.snapshot.scripts[0]?.links.map(({ findings }) => [findings[29], findings[30]?.code])).toEqual([
      [null, 'link-legacy'],
      [null, 'link-legacy'],
    ]);
    store.putScripts(FOLDER, []);
    expect(store.snapshot.scripts).toEqual([]);
  });

  test('keeps what it made as long as nothing changes', () => {
    const scripts = new Scripts();
    scripts.put(FOLDER, [{ ...fact(), path: 'z.sh' }, fact()]);
    const settings = (): { readonly target: TargetEngine; readonly ignored: readonly string[] } => ({ target: 29, ignored: [] });
    const first = scripts.files(settings);
    expect(first.map(({ path }) => path)).toEqual(['up.sh', 'z.sh']);
    expect(scripts.files(settings)).toBe(first);
    scripts.forget();
    expect(scripts.files(settings)).not.toBe(first);
  });
});

describe('the tree', () => {
  test('shows file, container and link', () => {
    const snapshot = { revision: 1, target: 29, files: [], scripts: [file()], engines: [], wanted: [], parts: [] } as const;
    expect(drawn(treeOf(snapshot, 'receiver')).filter((line) => !line.includes('Verdict'))).toEqual([
      'up.sh (commands · 2 links)',
      '  web (1 link)',
      '    db as mysql (legacy link, source created in line 1)',
      '  old (1 link)',
      '    gone as x (legacy link, source not created here)',
    ]);
    expect(drawn(treeOf(snapshot, 'action')).filter((line) => !line.includes('Verdict'))).toHaveLength(3);
  });

  test('leads to the commands that make receiver and source', () => {
    const group = scriptGroup(file());
    expect(group.party('web').place?.range.start.line).toBe(1);
    expect(group.party('db').place?.range.start.line).toBe(0);
    expect(group.party('gone').place).toBeNull();
    expect(scriptGroup(file('ARGS=(--link a:b)')).entries).toMatchObject([
      { receiver: 'unknown command', source: 'a', needsAction: false },
    ]);
  });
});

describe('a hover', () => {
  const at = (line: number, character: number) => ({ line, character });

  test.each([
    [28, 'Docker 28 writes a line for `mysql` into the hosts file of the container and sets variables for the ports of the source.'],
    [29, 'Docker 29 writes a line for `mysql` into the hosts file of the container, but sets no variables.'],
    [30, 'Docker 30 is to set neither variables nor a line for `mysql` in the hosts file'],
  ] as const)('says what a link gives on Docker %d, and what to use instead', (target, words) => {
    const hover = commandHover(file(TEXT, target), at(1, 25));
    expect(hover?.markdown).toContain('**Link** of `web` to `db` as `mysql`');
    expect(hover?.markdown).toContain(words);
    expect(hover?.markdown).toContain('`--network-alias mysql` at the command that makes `db`');
  });

  test('says why a link stays', () => {
    expect(commandHover(file(), at(2, 25))?.markdown).toContain('No safe edit replaces it: No command here makes "gone"\\.');
  });

  test('of a link on a network knows that it is a name in DNS', () => {
    const text = 'docker run --net n --name db x\ndocker run --net n --link db:data y\n';
    expect(commandHover(file(text), at(1, 22))?.markdown).toMatch(/the name `data` in Docker’s DNS[^]*Instead: `--network-alias data` at/);
  });

  test('is nowhere else', () => {
    expect(commandHover(file(), at(0, 3))).toBeNull();
  });
});

describe('a fix', () => {
  const on = (line: number) => ({ start: { line, character: 25 }, end: { line, character: 25 } });

  test('is one for all links that can go, and asks first where containers move', () => {
    expect(commandFix(file(), on(1))).toMatchObject({ title: 'Replace links of these commands by a network', refused: null });
    expect(commandFix(file(), on(1))?.asks).toContain('have to be made anew');
    expect(commandFix(file(), on(1))?.ranges).toHaveLength(1);
  });

  test('says why there is none', () => {
    expect(commandFix(file(), on(2))?.refused).toBe('No command here makes "gone".');
    expect(commandFix(file(), on(0))).toBeNull();
  });

  test('on a network asks for nothing', () => {
    const text = 'docker run --net n --name db x\ndocker run --net n --link db:data y\n';
    expect(commandFix(file(text), on(1))).toMatchObject({ title: 'Replace links of these commands by network aliases', asks: null });
  });
});

describe('a variable in the jobs of GitLab', () => {
  const ci = 'services:\n  - mysql:5.7\n  - {name: registry/redis, alias: cache}\ntest:\n  script: [echo]\n';

  test.each([
    ['MYSQL_PORT_3306_TCP_ADDR', { image: 'mysql:5.7', alias: 'mysql' }],
    ['CACHE_PORT', { image: 'registry/redis', alias: 'cache' }],
    ['REGISTRY__REDIS_NAME', { image: 'registry/redis', alias: 'registry__redis' }],
    ['POSTGRES_PORT_5432_TCP_ADDR', null],
  ])('%s is set by %j', (name, expected) => {
    expect(gitlabVariable(ci, name)).toEqual(expected);
  });

  test('is told with what it rests on', () => {
    expect(gitlabHover({ image: 'mysql:5.7', alias: 'mysql' })).toMatch(
      /links the service `mysql:5.7` to the job as `mysql`[^]*up to Docker 28/,
    );
  });
});

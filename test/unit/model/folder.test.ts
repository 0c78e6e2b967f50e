import { describe, expect, test } from 'vitest';
import { diagnosticsOf } from '../../../src/features/diagnostics/view.ts';
import type { DiagnosticRow } from '../../../src/features/diagnostics/view.ts';
import type { TargetSetting } from '../../../src/model/settings.ts';
import { snapshotOf, storeOf } from '../features/shared/workspace.ts';
import type { CompanionFact, TextFact } from '../../../src/model/facts.ts';

type Texts = Readonly<Record<string, string>>;

/** Everything that is said of a folder, compose files and others, by file. */
function rows(texts: Texts, targetEngine: TargetSetting = '29'): readonly (DiagnosticRow & { readonly file: string })[] {
  const isCompose = (path: string) => /compose[^/]*\.yaml$|fig\.yml$/.test(path);
  const files = Object.fromEntries(Object.entries(texts).filter(([path]) => isCompose(path)));
  const others = Object.entries(texts).filter(([path]) => !isCompose(path));
  const companions = others.map(([path, text]) => ({ uri: `file:///shop/${path}`, text }));
  const told = diagnosticsOf(snapshotOf(files, { targetEngine, companions }));
  return told.flatMap(({ uri, rows: all }) => all.map((row) => ({ ...row, file: uri.slice('file:///shop/'.length) })));
}

/** One line a finding: its line in the default file, its code and how grave it is; other files are named. */
function said(texts: Texts | string, targetEngine?: TargetSetting): readonly string[] {
  return rows(typeof texts === 'string' ? { 'compose.yaml': texts } : texts, targetEngine).map(
    ({ file, range, code, severity }) => `${file === 'compose.yaml' ? '' : `${file}:`}${range.start.line + 1} ${code} ${severity}`,
  );
}

/** Files beside those of the workspace. */
function companionsOf(files: Texts): readonly CompanionFact[] {
  return Object.entries(files).map(([path, text]) => ({ uri: `file:///shop/${path}`, text }));
}

/** A file of services, each on one line. */
function services(...lines: readonly string[]): string {
  return `services:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

const WEB = 'web: {image: x, links: ["db:sql"]}';
const DB = 'db: {image: x}';

describe('a link is judged in the projects that read its file', () => {
  test.each<readonly [string, Texts, readonly string[]]>([
    ['alone', { 'compose.yaml': services(WEB, DB) }, ['2 link-dns hint']],
    ['the override defines the target', { 'compose.yaml': services(WEB), 'compose.override.yaml': services(DB) }, ['2 link-dns hint']],
    [
      'the override sets the network mode',
      { 'compose.yaml': services(WEB, DB), 'compose.override.yaml': services('web: {network_mode: host}') },
      ['2 link-refused error'],
    ],
    [
      'a base sets the network mode of links that an override adds',
      {
        'compose.yaml': services('web: {image: x, network_mode: bridge}', 'db: {image: x, network_mode: bridge}'),
        'compose.override.yaml': services('web: {links: [db]}'),
      },
      ['compose.override.yaml:2 link-legacy warning'],
    ],
    [
      'an override resets the links',
      { 'compose.yaml': services(WEB), 'compose.override.yaml': services('web: {links: !reset []}', DB) },
      ['2 link-dns hint'],
    ],
    [
      'a file that lies over the base by its name, its target there',
      { 'compose.yaml': services(DB), 'compose.prod.yaml': services('web: {image: x, links: ["db:sql"]}') },
      ['compose.prod.yaml:2 link-dns hint'],
    ],
    [
      'a file that is whole by itself is not blamed for what the base adds',
      { 'compose.yaml': services('web: {image: x, network_mode: host}', DB), 'compose.prod.yaml': services(WEB, DB) },
      ['compose.prod.yaml:2 link-dns hint'],
    ],
    [
      'COMPOSE_FILE in .env joins the files',
      {
        '.env': 'COMPOSE_FILE=compose.a.yaml:compose.b.yaml\n',
        'compose.a.yaml': services(WEB),
        'compose.b.yaml': services('db: {image: x, network_mode: none}'),
      },
      ['compose.a.yaml:2 link-no-network warning'],
    ],
    [
      'a Makefile joins the files',
      {
        Makefile: 'up:\n\tdocker compose -f compose.a.yaml -f compose.b.yaml up\n',
        'compose.a.yaml': services(WEB),
        'compose.b.yaml': services('db: {image: x, network_mode: none}'),
      },
      ['compose.a.yaml:2 link-no-network warning'],
    ],
    [
      'an included file of another folder defines the target',
      { 'compose.yaml': `include: [more/compose.yaml]\n${services(WEB)}`, 'more/compose.yaml': services(DB) },
      ['3 link-dns hint'],
    ],
    [
      'an included file that is no compose file by name defines the target',
      { 'compose.yaml': `include: [more/db.yml]\n${services(WEB)}`, 'more/db.yml': services(DB) },
      ['3 link-dns hint'],
    ],
    [
      'no file that is included defines the target',
      { 'compose.yaml': `include: [more/db.yml]\n${services(WEB)}`, 'more/db.yml': services('cache: {image: x}') },
      ['3 link-target-missing error'],
    ],
    ['an included file is not at hand', { 'compose.yaml': `include: [more/db.yml]\n${services(WEB)}` }, ['3 link-dns hint']],
    [
      'a base in another folder sets the network mode',
      {
        'compose.yaml': services('web: {extends: {file: more/web.yml, service: web}, links: ["db:sql"]}', DB),
        'more/web.yml': services('web: {image: x, network_mode: host}'),
      },
      ['2 link-refused error'],
    ],
    [
      'a fragment whose folder above defines the target',
      { 'db/compose.yaml': services(WEB), 'compose.yaml': services(DB) },
      ['db/compose.yaml:2 link-dns hint'],
    ],
    [
      'a script below joins the files',
      {
        'bin/up.sh': 'docker compose -f compose.a.yaml -f compose.b.yaml up\n',
        'compose.a.yaml': services(WEB),
        'compose.b.yaml': services('db: {image: x, network_mode: none}'),
      },
      ['compose.a.yaml:2 link-no-network warning'],
    ],
    [
      'package.json two folders above joins the files',
      {
        'package.json': '{"scripts": {"up": "docker compose -f deploy/a/compose.a.yaml -f deploy/a/compose.b.yaml up"}}\n',
        'deploy/a/compose.a.yaml': services(WEB),
        'deploy/a/compose.b.yaml': services('db: {image: x, network_mode: none}'),
      },
      ['deploy/a/compose.a.yaml:2 link-no-network warning'],
    ],
    [
      'a CI file joins files of two folders',
      {
        '.github/workflows/ci.yml': 'steps:\n  - run: cd deploy && docker compose -f compose.yaml -f ../db/compose.yaml up\n',
        'deploy/compose.yaml': services(WEB),
        'db/compose.yaml': services('db: {image: x, network_mode: none}'),
      },
      ['deploy/compose.yaml:2 link-dns hint'],
    ],
    [
      'a fragment that a file of another folder includes',
      {
        'compose.yaml': 'include: [parts/compose.web.yaml, parts/compose.db.yaml]\n',
        'parts/compose.web.yaml': services(WEB),
        'parts/compose.db.yaml': services('db: {image: x, network_mode: none}'),
      },
      ['parts/compose.web.yaml:2 link-no-network warning'],
    ],
    [
      'a fragment whose service another folder extends',
      {
        'shop/compose.yaml': services(
          'web: {extends: {file: ../parts/compose.web.yaml, service: web}}',
          'db: {image: x, network_mode: none}',
        ),
        'parts/compose.web.yaml': services(WEB),
      },
      ['parts/compose.web.yaml:2 link-no-network warning'],
    ],
    [
      'an included file whose name has a blank',
      {
        'compose.yaml': `include: ["more/my db.yml"]\n${services(WEB)}`,
        'more/my%20db.yml': services('db: {image: x, network_mode: none}'),
      },
      ['3 link-no-network warning'],
    ],
    ['a file over a base that is not at hand', { 'compose.dev.yaml': services('web: {links: [db]}') }, []],
  ])('%s', (_, texts, expected) => {
    expect(said(texts)).toEqual(expected);
  });
});

describe('what is said', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['a missing target', services('web: {image: x, links: [db]}'), ['2 link-target-missing error']],
    ['a link to itself', services('web: {image: x, links: ["web:me"]}'), ['2 link-self error', '2 link-dns hint']],
    ['a circle', services('a: {image: x, links: ["b:x"]}', 'b: {image: x, depends_on: [a]}'), ['2 link-cycle error', '2 link-dns hint']],
    ['no circle', services('a: {image: x, links: ["b:x"]}', 'b: {image: x}'), ['2 link-dns hint']],
    [
      'no shared network',
      `${services('web: {image: x, networks: [a], links: ["db:x"]}', 'db: {image: x, networks: [b]}')}networks: {a: {}, b: {}}\n`,
      ['2 link-no-network warning'],
    ],
    [
      'one shared network of several',
      `${services('web: {image: x, networks: [a, b], links: ["db:x"]}', 'db: {image: x, networks: [b]}')}networks: {a: {}, b: {}}\n`,
      ['2 link-dns hint'],
    ],
    [
      'two keys of one network',
      `${services('web: {image: x, networks: [a], links: ["db:x"]}', 'db: {image: x, networks: [b]}')}networks: {a: {name: n}, b: {name: n}}\n`,
      ['2 link-dns hint'],
    ],
    ['a source on the host’s network', services(WEB, 'db: {image: x, network_mode: host}'), ['2 link-no-network warning']],
    ['a source whose network mode is a variable', services(WEB, 'db: {image: x, network_mode: "${MODE}"}'), ['2 link-dns hint']],
    [
      'a legacy link to a source on a project network',
      services('web: {image: x, network_mode: bridge, links: ["db:sql"]}', DB),
      ['2 link-no-network error', '2 link-legacy warning'],
    ],
    ['a target behind a profile', services(WEB, 'db: {image: x, profiles: [debug]}'), ['2 link-target-profile warning', '2 link-dns hint']],
    [
      'both behind one profile',
      services('web: {image: x, profiles: [p], links: ["db:sql"]}', 'db: {image: x, profiles: [p, q]}'),
      ['2 link-dns hint'],
    ],
    [
      'a profile that does not enable the target',
      services('web: {image: x, profiles: [p, q], links: ["db:sql"]}', 'db: {image: x, profiles: [p]}'),
      ['2 link-target-profile warning', '2 link-dns hint'],
    ],
    ['a scaled target', services(WEB, 'db: {image: x, scale: 3}'), ['2 link-scaled-target information', '2 link-dns hint']],
    ['replicas', services(WEB, 'db: {image: x, deploy: {replicas: 2}}'), ['2 link-scaled-target information', '2 link-dns hint']],
    ['order only', services('web: {image: x, links: [db]}', DB), ['2 link-order-only hint']],
    [
      'an alias for two services',
      services('web: {image: x, links: ["a:x", "b:x"]}', 'a: {image: x}', 'b: {image: x}'),
      ['2 link-alias-twice warning', '2 link-dns hint', '2 link-alias-twice warning', '2 link-dns hint'],
    ],
    [
      'an alias that is a service',
      services('web: {image: x, links: ["db:cache"]}', DB, 'cache: {image: x}'),
      ['2 link-alias-service warning', '2 link-dns hint'],
    ],
    [
      'an alias that is a service out of reach',
      `${services('web: {image: x, links: ["db:cache"]}', DB, 'cache: {image: x, networks: [a]}')}networks: {a: {}}\n`,
      ['2 link-dns hint'],
    ],
    [
      'an external link',
      services('web: {image: x, external_links: [other]}'),
      ['2 link-dns hint', '2 link-external-network information'].reverse(),
    ],
    [
      'an external link to what a variable says',
      services('web: {image: x, external_links: ["${OTHER}:other"]}'),
      ['2 link-hidden information', '2 link-dns hint'],
    ],
    [
      'an external link over an external network',
      `${services('web: {image: x, external_links: [other]}')}networks: {default: {external: true, name: shared}}\n`,
      ['2 link-dns hint'],
    ],
    ['a target that no file tells', services('web: {image: x, links: ["${DB}:db"]}'), ['2 link-hidden information', '2 link-dns hint']],
    ['a link that is no template', services('web: {image: x, links: ["${DB:db"]}'), ['2 link-hidden warning', '2 link-dns hint']],
    ['a default', services('web: {image: x, links: ["${DB:-db}:sql"]}', DB), ['2 link-dns hint']],
  ])('%s', (_, text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  test('a v1 file is one that Compose 2 refuses, and its services on other networks are out of reach', () => {
    const text = 'web:\n  image: x\n  links: [db]\ndb:\n  image: x\n  net: host\n';
    expect(said({ 'fig.yml': text })).toEqual([
      'fig.yml:3 link-no-network error',
      'fig.yml:3 link-legacy warning',
      'fig.yml:1 file-v1 information',
    ]);
    expect(said({ 'fig.yml': 'web: {image: x}\n' })).toEqual([]);
  });
});

describe('a name that is nearly right', () => {
  const suggestion = (target: string, ...names: readonly string[]) =>
    rows({ 'compose.yaml': services(`web: {image: x, links: ["${target}"]}`, ...names.map((name) => `${name}: {image: x}`)) })[0];

  test.each([
    ['zq1', ['zq-1', 'other'], 'zq-1'],
    ['data_base', ['database'], 'database'],
    ['databse', ['database', 'other'], 'database'],
    ['redsi', ['redis'], 'redis'],
    ['DB', ['db'], 'db'],
  ])('%s among %j means %s', (target, names, expected) => {
    expect(suggestion(target, ...names)?.message).toMatch(new RegExp(`; did you mean "${expected}"\\?$`));
  });

  test.each([
    ['db', ['da']],
    ['node1', ['node2', 'node3']],
    ['cache', ['queue']],
  ])('%s among %j means none', (target, names) => {
    expect(suggestion(target, ...names)?.message).toMatch(/ defines\.$/);
  });

  test('the place of the service meant is shown', () => {
    const [place] = suggestion('zq1', 'zq-1')?.related.map((each) => each.place) ?? [];
    expect(place).toMatchObject({ path: 'file:///shop/compose.yaml', range: { start: { line: 2, character: 2 } } });
  });
});

describe('comments and settings silence', () => {
  const text = (comment: string, after = '') =>
    `services:\n  web:\n    image: x\n    links:\n${comment}      - db:sql${after}\n  db: {image: x}\n`;

  test.each([
    ['the line above', text('      # docker-links: ignore link-dns it stays\n'), []],
    ['the line itself', text('', ' # docker-links: ignore link-dns'), []],
    ['another comment between', text('      # docker-links: ignore link-dns it stays\n      # the database\n'), []],
    ['another code', text('      # docker-links: ignore link-legacy\n'), ['6 link-dns hint', '5 ignore-unused hint']],
    ['a line too far', text('      # docker-links: ignore link-dns\n\n'), ['7 link-dns hint', '5 ignore-unused hint']],
    ['no such finding', `${text('')}# docker-links: ignore link-dns\n`, ['5 link-dns hint', '7 ignore-unused hint']],
  ])('%s', (_, content, expected) => {
    expect(said(content)).toEqual(expected);
  });
});

describe('what files rest on', () => {
  test('two folders of one project name stay apart', () => {
    const store = storeOf({ 'one/shop/compose.yaml': services(WEB, DB), 'other/shop/compose.yaml': services(WEB) });
    const codes = () => diagnosticsOf(store.snapshot).map(({ uri, rows: all }) => [uri, ...all.map(({ code }) => code)]);
    expect(codes()).toEqual([
      ['file:///shop/one/shop/compose.yaml', 'link-dns'],
      ['file:///shop/other/shop/compose.yaml', 'link-target-missing'],
    ]);
    const [one] = store.snapshot.files;
    store.putFile({ ...textFact('other/shop/compose.yaml', services(WEB, DB)), version: 2 });
    expect(store.snapshot.files[0]).toBe(one);
    expect(codes().map(([, code]) => code)).toEqual(['link-dns', 'link-dns']);
  });

  test('a file is judged anew when one changes that its project reads, wherever it lies', () => {
    const store = storeOf({ 'compose.yaml': `include: [more/compose.yaml]\n${services(WEB)}`, 'more/compose.yaml': services(DB) });
    const code = () => diagnosticsOf(store.snapshot)[0]?.rows[0]?.code;
    expect(code()).toBe('link-dns');
    store.putFile(textFact('more/compose.yaml', services('cache: {image: x}')));
    expect(code()).toBe('link-target-missing');
    store.removeFile('file:///shop/more/compose.yaml');
    expect(code()).toBe('link-dns');
    expect(store.snapshot.wanted).toContain('file:///shop/more/compose.yaml');
    store.putCompanion({ uri: 'file:///shop/more/compose.yaml', text: services('cache: {image: x}') });
    expect(code()).toBe('link-target-missing');
  });

  test('files in which a project has links are its parts, whatever they are called, as long as it has them', () => {
    const parts = (files: Texts) => {
      const store = storeOf({ 'compose.yaml': files['compose.yaml'] ?? '' }, { companions: companionsOf(files) });
      return store.snapshot.parts;
    };
    const include = 'include: [more/web.yaml, more/db.yaml]\n';
    const part = { 'more/web.yaml': services(WEB), 'more/db.yaml': services(DB) };
    expect(parts({ 'compose.yaml': include, ...part })).toEqual(['file:///shop/more/web.yaml']);
    expect(parts({ 'compose.yaml': services(DB), ...part })).toEqual([]);
    const extended = services('web: {extends: {file: more/web.yaml, service: web}}', DB);
    expect(parts({ 'compose.yaml': extended, ...part })).toEqual([]);
    expect(parts({ 'compose.yaml': 'include: [more/compose.yaml]\n', 'more/compose.yaml': services(WEB, DB) })).toEqual([]);
  });

  test('sets are looked for again when a script names others, and when a file comes or goes', () => {
    const makefile = (text: string | null) => ({ uri: 'file:///shop/Makefile', text });
    const joins = makefile('up:\n\tdocker compose -f web.yaml -f mode.yaml up\n');
    const mode = textFact('mode.yaml', services('db: {network_mode: none}'));
    const store = storeOf({ 'web.yaml': services(WEB, DB), 'mode.yaml': mode.text }, { companions: [joins] });
    const codes = () => diagnosticsOf(store.snapshot).flatMap(({ rows: all }) => all.map(({ code }) => code));
    expect(codes()).toEqual(['link-no-network']);
    store.putCompanion(makefile('up:\n\tdocker compose -f web.yaml up\n'));
    expect(codes()).toEqual(['link-dns']);
    store.putCompanion(joins);
    expect(codes()).toEqual(['link-no-network']);
    store.putCompanion(makefile(null));
    expect(codes()).toEqual(['link-dns']);
    store.putFile(textFact('compose.yaml', services(WEB, DB)));
    expect(codes()).toEqual(['link-dns', 'link-dns']);
    store.putFile(textFact('compose.override.yaml', mode.text));
    expect(codes()).toEqual(['link-no-network', 'link-dns']);
  });

  test('of the files of one folder only those are judged anew that rest on the changed one', () => {
    const store = storeOf({ 'compose.a.yaml': services(WEB, DB), 'compose.b.yaml': services(WEB, DB), 'fig.yml': 'web: {image: x}\n' });
    const [a, b] = store.snapshot.files;
    store.putFile(textFact('compose.b.yaml', services(WEB, DB, 'more: {image: x}')));
    expect(store.snapshot.files[0]).toBe(a);
    expect(store.snapshot.files[1]).not.toBe(b);
  });

  test('a path with blanks leads to the file of that name', () => {
    const companions = [{ uri: 'file:///shop/my%20files/db.yml', text: services(DB) }];
    const told = diagnosticsOf(snapshotOf({ 'compose.yaml': `include: ["my files/db.yml"]\n${services(WEB)}` }, { companions }));
    expect(told[0]?.rows.map(({ code }) => code)).toEqual(['link-dns']);
    const missing = diagnosticsOf(
      snapshotOf({ 'compose.yaml': `include: ["my files/db.yml"]\n${services(WEB.replace('db', 'dbx'))}` }, { companions }),
    );
    expect(missing[0]?.rows.map(({ code }) => code)).toEqual(['link-target-missing']);
  });

  test('codes that a folder’s settings ignore are not told there', () => {
    const store = storeOf({ 'a/compose.yaml': services(WEB, DB), 'b/compose.yaml': services(WEB, DB) });
    store.configure(
      () => '29',
      (folder) => (folder.endsWith('/a') ? ['link-dns'] : []),
    );
    expect(diagnosticsOf(store.snapshot).map(({ uri }) => uri)).toEqual(['file:///shop/b/compose.yaml']);
  });
});

function textFact(path: string, text: string): TextFact {
  const uri = `file:///shop/${path}`;
  return { kind: 'text', uri, folder: uri.slice(0, uri.lastIndexOf('/')), path, text, version: 1, named: false };
}

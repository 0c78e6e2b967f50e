import { describe, expect, test } from 'vitest';
import { readOptions } from '../../../src/cli/options/readOptions.ts';

test('usages and fix --readers read files that are named as one project', () => {
  const project = { files: ['a.yml', 'b.yml'], name: 'shop', projectDirectory: null, profiles: [], envFiles: [] };
  const named = ['-f', 'a.yml', '-f', 'b.yml', '-p', 'shop'];
  const shared = { paths: ['a.yml', 'b.yml'], project, format: 'text' };
  expect(readOptions(['usages', ...named])).toEqual({ kind: 'usages', target: 29, ...shared });
  const readers = { kind: 'readers', mode: 'dry-run', only: [], keepOld: false, ...shared };
  expect(readOptions(['fix', '--readers', '--dry-run', ...named])).toEqual(readers);
});

test('defaults: the current folder, text, no target, failing from warning on', () => {
  expect(readOptions(['check'])).toEqual({
    kind: 'run',
    command: 'check',
    paths: ['.'],
    format: 'text',
    target: null,
    failOn: 'warning',
    engine: false,
    inspect: null,
  });
});

test('options may stand before and behind paths', () => {
  expect(readOptions(['links', '--format=json', 'a', '--target', '28', 'b', '--fail-on', 'hint'])).toEqual({
    kind: 'run',
    command: 'links',
    paths: ['a', 'b'],
    format: 'json',
    target: 28,
    failOn: 'hint',
    engine: false,
    inspect: null,
  });
});

test('verify wants an engine or a dump, and reads the compose files of the current folder beside an engine', () => {
  expect(readOptions(['verify'])).toMatchObject({ kind: 'wrong' });
  expect(readOptions(['verify', '--engine', '--format', 'markdown'])).toMatchObject({ paths: ['.'], engine: true, format: 'markdown' });
  expect(readOptions(['verify', '--inspect', '-'])).toMatchObject({ paths: [], inspect: '-' });
  expect(readOptions(['verify', '--context', 'far', 'a'])).toMatchObject({ paths: ['a'], engine: true });
});

test('fix says whether it writes', () => {
  const all = { rows: [], only: [], engine: false };
  expect(readOptions(['fix', '--dry-run'])).toEqual({ kind: 'fix', mode: 'dry-run', paths: ['.'], format: 'text', ...all });
  expect(readOptions(['fix', '--write', 'a', '--format', 'json'])).toEqual({
    kind: 'fix',
    mode: 'write',
    paths: ['a'],
    format: 'json',
    ...all,
  });
  expect(readOptions(['fix', '--dry-run', '--row', 'alias', '--row', 'bridge', '--only', 'web=db:d', '--only', 'api'])).toMatchObject({
    rows: ['alias', 'bridge'],
    only: [
      { service: 'web', raw: 'db:d' },
      { service: 'api', raw: null },
    ],
  });
  expect(readOptions(['fix', '--dry-run', '--row', 'nothing'])).toMatchObject({ kind: 'wrong' });
  expect(readOptions(['fix', '--write', '--host', 'tcp://h'])).toMatchObject({ engine: true, ask: { kind: 'host', host: 'tcp://h' } });
});

test('names and who ask an engine, or what stands for it', () => {
  expect(readOptions(['names', 'web', 'db', '--engine'])).toEqual({
    kind: 'names',
    question: { kind: 'names', containers: ['web', 'db'] },
    format: 'text',
    paths: [],
    engine: true,
    inspect: null,
    target: null,
    measure: null,
  });
  expect(readOptions(['who', 'db', '--inspect', '-', '--format', 'json'])).toMatchObject({
    question: { kind: 'who', name: 'db' },
    format: 'json',
    inspect: '-',
  });
});

test('without an engine, names and who read files and folders; beside one, those that --file names', () => {
  expect(readOptions(['names'])).toMatchObject({ question: { kind: 'names', containers: [] }, paths: ['.'], engine: false });
  expect(readOptions(['names', 'shop'])).toMatchObject({ question: { containers: [] }, paths: ['shop'] });
  expect(readOptions(['who', 'db', 'shop'])).toMatchObject({ question: { kind: 'who', name: 'db' }, paths: ['shop'] });
  expect(readOptions(['names', '-f', 'a.yml', '-f', 'b.yml', '-p', 'x'])).toMatchObject({
    paths: ['a.yml', 'b.yml'],
    project: { files: ['a.yml', 'b.yml'], name: 'x' },
  });
  expect(readOptions(['names', 'web', '--engine', '-f', 'a.yml'])).toMatchObject({
    question: { containers: ['web'] },
    paths: ['a.yml'],
    engine: true,
  });
});

test('names are measured, or it is shown what would be run', () => {
  expect(readOptions(['names', '--engine', '--measure'])).toMatchObject({ measure: 'run' });
  expect(readOptions(['names', '--host', 'tcp://h', '--measure', '--dry-run', 'web'])).toMatchObject({ measure: 'dry-run', engine: true });
});

test('usages reads files for an engine', () => {
  expect(readOptions(['usages'])).toEqual({ kind: 'usages', paths: ['.'], format: 'text', target: 29 });
  expect(readOptions(['usages', 'a', '--target', '28', '--format', 'json'])).toEqual({
    kind: 'usages',
    paths: ['a'],
    format: 'json',
    target: 28,
  });
});

test.each([
  [['verdicts', '--engine'], { command: 'verdicts', paths: [], engine: true, inspect: null }],
  [['verdicts', '--inspect', '-', '--target', '28'], { paths: [], engine: false, inspect: '-', target: 28 }],
  [['links', '--inspect=a.json'], { paths: [], inspect: 'a.json' }],
  [['variables', '--inspect', 'a.json', '.'], { paths: ['.'], inspect: 'a.json' }],
  [['links', '--engine'], { paths: ['.'], engine: true }],
  [
    [
      'check',
      '-f',
      'a.yml',
      '--file=b.yml',
      '-p',
      'shop',
      '--profile',
      'x',
      '--profile',
      'y',
      '--env-file',
      '.e',
      '--project-directory',
      'd',
    ],
    {
      paths: ['a.yml', 'b.yml'],
      project: { files: ['a.yml', 'b.yml'], name: 'shop', projectDirectory: 'd', profiles: ['x', 'y'], envFiles: ['.e'] },
    },
  ],
  [['readiness', '--format', 'markdown'], { paths: ['.'], format: 'markdown' }],
])('%j', (args, options) => {
  expect(readOptions(args)).toMatchObject({ kind: 'run', ...options });
});

test('help and version win over what else is missing', () => {
  expect(readOptions(['--help'])).toEqual({ kind: 'help' });
  expect(readOptions(['--version'])).toEqual({ kind: 'version' });
});

describe('a wrong argument is named in one line', () => {
  test.each([
    [[], 'no command given'],
    [['link'], 'unknown command "link"'],
    [['links', '--colour'], '--colour'],
    [['links', '--format', 'xml'], '"xml"'],
    [['check', '--target', '27'], '"27"'],
    [['check', '--fail-on', 'never'], '"never"'],
    [['check', '--format'], '--format'],
    [['fix'], '--dry-run or --write'],
    [['usages', '--engine'], 'usages reads files'],
    [['names', '--measure'], '--measure asks running containers: it wants --engine'],
    [['names', '--inspect', 'a', '--measure'], '--measure asks running containers: it wants --engine'],
    [['names', '--engine', '--dry-run'], '--dry-run goes with --measure'],
    [['who', 'a', '--engine', '--measure'], '--measure belongs to names, not to who'],
    [['who', '--engine'], 'who wants a name'],
    [['who', 'a', 'b', '--engine'], 'who wants one name'],
    [['names', '-f', 'a.yml', 'b'], '--file names all files of one project'],
    [['names', '-p', 'x'], '--project-name goes with --file'],
    [['names', '--engine', '--inspect', 'a'], '--inspect stands in for an engine'],
    [['usages', '--write'], '--write belongs to fix'],
    [['fix', '--dry-run', '--write'], '--dry-run or --write'],
    [['check', '--write'], '--write belongs to fix'],
    [['verdicts'], 'verdicts wants --engine, or --inspect'],
    [['verdicts', '--engine', 'compose.yaml'], '"compose.yaml"'],
    [['verdicts', '--engine', '--inspect', '-'], 'either it or --engine'],
    [['links', '--inspect='], '--inspect wants a file'],
    [['check', '--inspect', '-'], 'verdicts judges'],
    [['check', '--engine'], 'verdicts judges'],
    [['fix', '--inspect', '-', '--write'], '--inspect does not belong to fix'],
    [['check', '-f', 'a.yml', 'b.yml'], '"b.yml" has no place'],
    [['check', '--profile', 'x'], '--profile goes with --file'],
    [['fix', '--write', '-f', 'a.yml'], '--file does not belong to fix without --readers'],
    [['usages', '-f', 'a.yml', 'b'], '"b" has no place'],
    [['usages', '-p', 'shop'], '--project-name goes with --file'],
    [['fix', '--readers', '--write', '-f', 'a.yml', 'b'], '"b" has no place'],
    [['migrate', '--engine', '-f', 'a.yml'], '--file does not belong to migrate'],
    [['verdicts', '--engine', '-f', 'a.yml'], '"a.yml"'],
    [['links', '--format', 'markdown'], 'text or json for links'],
  ])('%j', (args, part) => {
    const request = readOptions(args);
    expect(request.kind).toBe('wrong');
    expect('message' in request ? request.message : '').toContain(part);
    expect('message' in request ? request.message : '\n').not.toContain('\n');
  });
});

test.each([
  [['links', '--context', 'far'], { kind: 'context', name: 'far' }],
  [['links', '--host', 'ssh://me@far'], { kind: 'host', host: 'ssh://me@far' }],
])('%j asks another engine', (args, ask) => {
  expect(readOptions(args)).toMatchObject({ kind: 'run', engine: true, ask });
});

test('--context and --host exclude each other, as for the docker command', () => {
  const message = '--context and --host exclude each other (see --help)';
  expect(readOptions(['links', '--context', 'far', '--host', 'tcp://h'])).toEqual({ kind: 'wrong', message });
});

test.each([
  [['migrate', '--engine'], { names: [], way: 'recreate', network: null, inspect: null, target: null }],
  [
    ['migrate', '--host', 'tcp://h', 'web', 'db', '--live', '--network', 'n'],
    { names: ['web', 'db'], way: 'live', network: 'n', ask: { kind: 'host', host: 'tcp://h' } },
  ],
  [['migrate', '--inspect', '-', '--target', '28'], { inspect: '-', target: 28 }],
])('%j asks for a script', (args, options) => {
  expect(readOptions(args)).toMatchObject({ kind: 'migrate', ...options });
});

test.each([
  [['migrate'], 'migrate wants --engine, or --inspect with the output of docker inspect'],
  [['migrate', '--engine', '--inspect', 'a'], '--inspect stands in for an engine: give either it or --engine'],
  [['migrate', '--inspect', 'a', '--live'], '--live wants --engine: what docker inspect printed may be of another time'],
  [['migrate', '--engine', '--format', 'json'], 'migrate prints a shell script'],
  [['migrate', '--engine', '--write'], '--write belongs to fix, not to migrate'],
  [['check', '--live'], '--live belongs to migrate, not to check'],
  [['fix', '--write', '--network', 'n'], '--network belongs to migrate, not to fix'],
])('%j is wrong', (args, message) => {
  expect(readOptions(args)).toEqual({ kind: 'wrong', message: `${message} (see --help)` });
});

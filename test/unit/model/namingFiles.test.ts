import { describe, expect, test } from 'vitest';
import { listingOf, namingFiles } from '../../../src/model/namingFiles.ts';

/** The files that are asked what they name, of those that a file system holds, and everything that was looked at. */
function asked(
  folder: string,
  texts: Readonly<Record<string, string>>,
): { readonly named: readonly string[]; readonly looked: readonly string[] } {
  const looked: string[] = [];
  const textOf = (path: string): string | null => {
    looked.push(path);
    if (!path.endsWith('/')) return texts[path] ?? null;
    const inside = Object.keys(texts).flatMap((each) => (each.startsWith(path) ? [each.slice(path.length)] : []));
    const names = new Map(inside.map((rest) => [rest.split('/')[0] ?? '', rest.includes('/')]));
    return names.size === 0
      ? null
      : listingOf(
          path,
          [...names].map(([name, isFolder]) => ({ name, isFolder })),
        );
  };
  return { named: namingFiles(folder, textOf).map(({ path, runsIn }) => (runsIn === undefined ? path : `${path} in ${runsIn}`)), looked };
}

test('a listing holds what is looked for alone, however many names a folder has', () => {
  const names = ['Makefile', '.github', 'notes.txt', 'service-1', 'up.sh'].map((name) => ({
    name,
    isFolder: /^(?:\.g|service)/.test(name),
  }));
  expect(listingOf('/a', names)).toBe('Makefile\nup.sh\n.github/\n');
  const scripts = Array.from({ length: 100 }, (_, at) => ({ name: `${at}.sh`, isFolder: false }));
  expect(listingOf('/a', scripts).split('\n')).toHaveLength(41);
});

describe('the files that may say what is read together', () => {
  test.each([
    'Makefile',
    'up.sh',
    'justfile',
    'package.json',
    '.gitlab-ci.yml',
    'Jenkinsfile',
    'README.md',
    'scripts/test.sh',
    'bin/up.sh',
    '.github/workflows/ci.yml',
    '.circleci/config.yml',
    '.devcontainer/devcontainer.json',
  ])('%s of the folder and of the two above it', (name) => {
    const texts = Object.fromEntries(['/a/b/c', '/a/b', '/a', ''].map((folder) => [`${folder}/${name}`, 'docker compose -f a.yml up']));
    expect(asked('/a/b/c', texts).named).toEqual(['/a/b/c', '/a/b', '/a'].map((folder) => `${folder}/${name} in ${folder}`));
  });

  test.each(['notes.txt', 'docs/up.sh', 'compose.yaml', '.github/dependabot.yml', 'config.yml'])('not %s', (name) => {
    expect(asked('/a', { [`/a/${name}`]: 'docker compose -f a.yml up' }).named).toEqual([]);
  });

  test('only what speaks of Compose', () => {
    expect(asked('/a', { '/a/build.sh': 'make\n' }).named).toEqual([]);
  });

  test('.env, whether its folder is known or not', () => {
    expect(asked('/a', {}).looked).toEqual(['/a/', '/a/.env']);
    expect(asked('/a', { '/a/.env': 'X=1' }).named).toEqual(['/a/.env']);
  });

  test('nothing of places that the listing does not hold', () => {
    expect(asked('/a', { '/a/compose.yaml': '' }).looked).toEqual(['/a/', '/a/.env']);
  });

  test('at most forty of one place', () => {
    const scripts = Array.from({ length: 100 }, (_, at) => [`/a/${String(at)}.sh`, 'docker compose up'] as const);
    expect(asked('/a', Object.fromEntries(scripts)).named).toHaveLength(40);
  });

  test('not above the root of a file system', () => {
    expect(asked('file:///a', {}).looked).toEqual(['file:///a/', 'file:///a/.env']);
  });
});

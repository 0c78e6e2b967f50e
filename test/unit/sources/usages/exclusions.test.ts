import { expect, test } from 'vitest';
import { excludedByGlobs, isExcluded, withGitignore, withOuterGitignore } from '../../../../src/sources/usages/exclusions.ts';

test.each([
  ['**/.git', 'a/.git/', true],
  ['**/node_modules', 'node_modules/', true],
  ['node_modules', 'a/node_modules/', false],
  ['**/*.{js,map}', 'a/b.js', true],
  ['**/*.{js,map}', 'a/b.ts', false],
  ['{a,b}/{c,d}.txt', 'b/c.txt', true],
  ['docs/**', 'docs/a.md', true],
  ['docs/**', 'src/docs/a.md', false],
])('the editor’s glob %s leaves out %s: %s', (glob, path, expected) => {
  expect(isExcluded(path, excludedByGlobs([glob], null))).toBe(expected);
});

test('the innermost rule that speaks of a file decides', () => {
  const outer = withOuterGitignore('/sub/secret\n*.gen.js', 'sub/', null);
  const root = withGitignore('dist/\n*.log', '', outer);
  const inner = withGitignore('!keep.log', 'a/', root);
  const excluded = ['secret', 'x.gen.js', 'dist/', 'b.log', 'a/keep.log', 'a/other.log'].filter((path) => isExcluded(path, inner));
  expect(excluded).toEqual(['secret', 'x.gen.js', 'dist/', 'b.log', 'a/other.log']);
  expect(isExcluded('a/keep.log', root)).toBe(true);
});

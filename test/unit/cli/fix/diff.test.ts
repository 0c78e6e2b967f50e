import { describe, expect, test } from 'vitest';
import { unifiedDiff } from '../../../../src/cli/fix/diff.ts';
import { Lines } from '../../../../src/syntax/text.ts';

const ten = 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n';

/** Replaces each `from` in the text by its `to`. */
function edits(text: string, ...changes: readonly (readonly [from: string, to: string])[]) {
  return changes.map(([from, newText]) => {
    const start = text.indexOf(from);
    return { range: new Lines(text).range({ start, end: start + from.length }), newText };
  });
}

describe('unifiedDiff', () => {
  test('shows three lines around a change', () => {
    expect(unifiedDiff('x.yml', ten, edits(ten, ['e', 'E']))).toBe(
      '--- a/x.yml\n+++ b/x.yml\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n',
    );
  });

  test.each([
    [
      'near changes stand in one hunk',
      [
        ['a', 'A'],
        ['h', 'H'],
      ],
      ['@@ -1,10 +1,10 @@'],
    ],
    [
      'far changes in two, the second shifted',
      [
        ['a\n', ''],
        ['j\n', 'j\nk\n'],
      ],
      ['@@ -1,4 +1,3 @@', '@@ -8,3 +7,4 @@'],
    ],
    ['everything may go', [[ten, '']], ['@@ -1,10 +0,0 @@']],
    ['lines that stay are not said to change', [['a\nb\n', 'a\nB\n']], ['@@ -1,5 +1,5 @@']],
  ] satisfies [string, [string, string][], string[]][])('%s', (_title, changes, heads) => {
    expect(unifiedDiff('x', ten, edits(ten, ...changes)).match(/^@@.*$/gm)).toEqual(heads);
  });

  test('says where the last line has no end, and keeps CRLF', () => {
    const text = 'a\r\nb';
    expect(unifiedDiff('x', text, edits(text, ['b', 'b\r\nc']))).toBe(
      '--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@\n a\r\n-b\n\\ No newline at end of file\n+b\r\n+c\n\\ No newline at end of file\n',
    );
  });

  test('is empty without a change', () => {
    expect(unifiedDiff('x', ten, edits(ten, ['a', 'a']))).toBe('');
    expect(unifiedDiff('x', ten, [])).toBe('');
  });

  test.each([
    ['my file.yml', '--- a/my file.yml\t'],
    ['a"b.yml', '--- "a/a\\"b.yml"'],
    ['a\nb.yml', '--- "a/a\\012b.yml"'],
  ])('writes the name %j as git does', (path, head) => {
    expect(unifiedDiff(path, 'a\n', edits('a\n', ['a', 'b'])).split('\n')[0]).toBe(head);
  });
});

import { expect, test } from 'vitest';
import { comment, goString, shellWord, showsPlainly } from '../../../../src/domain/migration/shell.ts';

test.each([
  ['a-b_c.d/e:f@g,h=i', 'a-b_c.d/e:f@g,h=i'],
  ['', "''"],
  ['=a', "'=a'"],
  ["it's", `'it'\\''s'`],
  ['$(x) `y`', "'$(x) `y`'"],
])('the word %j', (text, word) => {
  expect(shellWord(text)).toBe(word);
});

test('no text leaves a comment', () => {
  for (const line of comment(`a\nb\r\u2028c\u202e ${'long '.repeat(60)}\n`, '- ')) expect(line).toMatch(/^# [^\p{Cc}\p{Zl}\u202e]*$/u);
  expect(comment('a b')).toEqual(['# a b']);
});

test.each([
  ['a b é 日本', true],
  ['a\tb', false],
  ['a\u200bb', false],
  ['a\u202eb', false],
  ['a\n', false],
])('%j shows plainly: %s', (text, shows) => {
  expect(showsPlainly(text)).toBe(shows);
});

test('a text in a template is quoted as Go reads it', () => {
  expect(goString('a"b\\\n\u202e\u{e0001}')).toBe('"a\\"b\\\\\\n\\u202e\\U000e0001"');
});

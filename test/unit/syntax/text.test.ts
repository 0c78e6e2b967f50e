import { describe, expect, it } from 'vitest';
import { Lines, applyEdits, contains } from '../../../src/syntax/text.ts';

const at = (line: number, character: number) => ({ line, character });

describe('lines', () => {
  const text = 'a\nbc\r\n\rd😀e';
  const lines = new Lines(text);

  it.each([
    [0, at(0, 0)],
    [1, at(0, 1)],
    [2, at(1, 0)],
    [4, at(1, 2)],
    [6, at(2, 0)],
    [7, at(3, 0)],
    [10, at(3, 3)],
    [11, at(3, 4)],
  ])('know that offset %i is at %j, and back', (offset, position) => {
    expect(lines.positionAt(offset)).toEqual(position);
    expect(lines.offsetAt(position)).toBe(offset);
  });

  it('stay within the text', () => {
    expect(lines.positionAt(-1)).toEqual(at(0, 0));
    expect(lines.positionAt(99)).toEqual(at(3, 4));
    expect(lines.offsetAt(at(9, 0))).toBe(text.length);
    expect(lines.offsetAt(at(3, 99))).toBe(text.length);
  });
});

describe('edits', () => {
  const edit = (line: number, start: number, end: number, newText: string) => ({
    range: { start: at(line, start), end: at(line, end) },
    newText,
  });

  it('are applied together, whatever their order, and leave line ends alone', () => {
    expect(applyEdits('one\r\ntwo\r\nthree', [edit(2, 0, 5, '3'), edit(0, 0, 3, '1')])).toBe('1\r\ntwo\r\n3');
  });

  it('at one point keep their order', () => {
    expect(applyEdits('ab', [edit(0, 1, 1, 'x'), edit(0, 1, 1, 'y'), edit(0, 1, 2, 'z')])).toBe('axyz');
  });

  it('may not overlap', () => {
    expect(() => applyEdits('abc', [edit(0, 0, 2, 'x'), edit(0, 1, 3, 'y')])).toThrow(RangeError);
  });
});

describe('a range', () => {
  const range = { start: at(1, 2), end: at(3, 1) };

  it.each([
    [at(1, 2), true],
    [at(3, 1), true],
    [at(2, 99), true],
    [at(1, 1), false],
    [at(3, 2), false],
    [at(0, 5), false],
    [at(4, 0), false],
  ])('holds %j: %s', (position, held) => {
    expect(contains(range, position)).toBe(held);
  });
});

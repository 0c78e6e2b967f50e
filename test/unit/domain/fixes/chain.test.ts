import { describe, expect, it } from 'vitest';
import { chain } from '../../../../src/domain/fixes/chain.ts';
import type { SpanEdit } from '../../../../src/domain/fixes/page.ts';

function edited(text: string, edits: readonly SpanEdit[]): string {
  return edits.reduceRight((done, { start, end, newText }) => done.slice(0, start) + newText + done.slice(end), text);
}

describe('two sets of edits as one', () => {
  it.each<[string, readonly SpanEdit[], readonly SpanEdit[], string]>([
    ['apart', [{ start: 0, end: 1, newText: 'A' }], [{ start: 4, end: 5, newText: 'E' }], 'AbcdEf'],
    ['the second shortens what the first put in', [{ start: 2, end: 2, newText: 'xyz' }], [{ start: 3, end: 4, newText: '' }], 'abxzcdef'],
    [
      'the second takes out more than the first put in',
      [{ start: 2, end: 3, newText: 'xy' }],
      [{ start: 1, end: 5, newText: '-' }],
      'a-ef',
    ],
    ['the second takes the first back', [{ start: 6, end: 6, newText: 'g' }], [{ start: 6, end: 7, newText: '' }], 'abcdef'],
    ['at the ends', [{ start: 0, end: 0, newText: '<' }], [{ start: 7, end: 7, newText: '>' }], '<abcdef>'],
  ])('%s', (_title, first, second, expected) => {
    const text = 'abcdef';
    expect(edited(edited(text, first), second)).toBe(expected);
    expect(edited(text, chain(text.length, first, second))).toBe(expected);
  });

  it('leaves alone what neither touches', () => {
    expect(chain(10, [{ start: 2, end: 2, newText: 'x' }], [{ start: 5, end: 6, newText: '' }])).toEqual([
      { start: 2, end: 2, newText: 'x' },
      { start: 4, end: 5, newText: '' },
    ]);
  });
});

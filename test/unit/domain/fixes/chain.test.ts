import { describe, expect, it } from 'vitest';
import { beside, chain } from '../../../../src/domain/fixes/chain.ts';
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

/** All edits at one stroke; those at one place in their order. */
function atOnce(text: string, edits: readonly SpanEdit[]): string {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  expect(sorted.every(({ start }, at) => start >= (sorted[at - 1]?.end ?? 0))).toBe(true);
  return edited(text, sorted);
}

describe('a second set of edits beside the first', () => {
  const text = 'abcdef';
  it.each<[string, readonly SpanEdit[], readonly SpanEdit[], readonly SpanEdit[] | null]>([
    [
      'behind what the first put in',
      [{ start: 2, end: 2, newText: 'x' }],
      [{ start: 3, end: 3, newText: 'y' }],
      [{ start: 2, end: 2, newText: 'y' }],
    ],
    ['not in front of it', [{ start: 2, end: 2, newText: 'x' }], [{ start: 2, end: 2, newText: 'y' }], null],
    ['not in it', [{ start: 2, end: 2, newText: 'xx' }], [{ start: 3, end: 3, newText: 'y' }], null],
    ['not over it', [{ start: 2, end: 2, newText: 'x' }], [{ start: 1, end: 4, newText: '' }], null],
    [
      'around what the first took out',
      [{ start: 2, end: 4, newText: '' }],
      [{ start: 1, end: 3, newText: '-' }],
      [
        { start: 1, end: 2, newText: '-' },
        { start: 4, end: 5, newText: '' },
      ],
    ],
  ])('%s', (_title, first, second, expected) => {
    expect(beside(text.length, first, second)).toEqual(expected);
  });

  it('does at one stroke with the first what both do one after the other', () => {
    let seed = 1;
    const below = (limit: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % limit;
    };
    /** Edits of a text of that length, in its order, none of which meet. */
    const some = (length: number): readonly SpanEdit[] => {
      const edits: SpanEdit[] = [];
      for (let at = below(3); at < length && edits.length < 4; at += 1 + below(4)) {
        const end = Math.min(at + below(4), length);
        edits.push({ start: at, end, newText: ['', 'x', 'yy'][below(3)] ?? '' });
        at = end;
      }
      return edits;
    };
    let made = 0;
    for (let run = 0; run < 4_000; run++) {
      const before = 'abcdefghijklmnopqrst'.slice(0, 4 + below(16));
      const first = some(before.length);
      const middle = edited(before, first);
      const second = some(middle.length);
      const aside = beside(before.length, first, second);
      if (!aside) continue;
      made += 1;
      expect(atOnce(before, [...first, ...aside])).toBe(edited(middle, second));
    }
    expect(made).toBeGreaterThan(400);
  });
});

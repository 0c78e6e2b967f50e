import { describe, expect, it } from 'vitest';
import { Joiner, piecesOf } from '../../../src/base/pieces.ts';

function across(value: object): { readonly whole: unknown; readonly pieces: number } {
  const joiner = new Joiner();
  const pieces = [...piecesOf(value)];
  for (const piece of pieces) joiner.take(structuredClone(piece));
  return { whole: joiner.whole, pieces: pieces.length };
}

describe('plain data in pieces', () => {
  it.each([
    [{}],
    [[]],
    [{ a: 1, b: null, c: undefined, d: 'x', e: true }],
    [[1, 'a', null]],
    [[{ a: 1 }, { a: 2 }]],
    [[1, { a: [] }, null, [2]]],
    [{ a: { b: { c: [] } }, d: [[]] }],
    [
      new Map<unknown, unknown>([
        ['a', 1],
        [{ b: 1 }, new Set(['x', null])],
        ['c', { d: new Map() }],
      ]),
    ],
    [new Set([1, 2])],
    [[{ a: 1 }, { a: { b: 2 } }, { a: null }]],
  ])('is the same on the other side: %j', (value) => {
    expect(across(value).whole).toStrictEqual(value);
  });

  it('keeps one object one', () => {
    const shared = { a: 1 };
    const { whole } = across({ one: shared, other: [shared], by: new Map([[shared, shared]]) });
    const { one, other, by } = whole as { one: object; other: object[]; by: Map<object, object> };
    expect(other[0]).toBe(one);
    expect(by.get(one)).toBe(one);
  });

  it('comes in many pieces when it is large', () => {
    const large = Array.from({ length: 30_000 }, (_, at) => ({ at, name: `n${at}` }));
    const { whole, pieces } = across(large);
    expect(whole).toEqual(large);
    expect(pieces).toBeGreaterThan(3);
  });

  it('refuses functions', () => {
    expect(() => [...piecesOf({ run: () => undefined })]).toThrow(TypeError);
  });
});

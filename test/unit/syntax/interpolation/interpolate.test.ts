import { describe, expect, it, test } from 'vitest';
import { interpolate } from '../../../../src/syntax/interpolation/interpolate.ts';
import type { InterpolationRules } from '../../../../src/syntax/interpolation/interpolate.ts';

const known = new Map([
  ['H', 'home'],
  ['E', ''],
]);
const inShort = (text: string, rules: InterpolationRules = 'compose-2'): string => {
  const result = interpolate(text, (name) => known.get(name), rules);
  if (result.kind === 'error') return `error: ${result.variable ?? 'malformed'}`;
  const lacks = result.assumedUnset.length > 0 ? ` lacks ${result.assumedUnset.join()}` : '';
  return `${result.value}${lacks}${result.defaulted.length > 0 ? ` defaults ${result.defaulted.join()}` : ''}`;
};

describe('Compose 2', () => {
  it.each([
    ['plain', 'plain'],
    ['$H', 'home'],
    ['${H}s', 'homes'],
    ['$Hs', ' lacks Hs'],
    ['a$U-b', 'a-b lacks U'],
    ['${h}', ' lacks h'],
    ['$$H', '$H'],
    ['$1 and 5$', '$1 and 5$'],
    ['$-x', '$-x'],
    ['${U:-d}', 'd defaults U'],
    ['${U-d}', 'd defaults U'],
    ['${E:-d}${E-d}', 'd'],
    ['${U:-}', ' defaults U'],
    ['${U+r}${U:+r}', ' defaults U'],
    ['${H+r}${E+r}${E:+s}', 'rr'],
    ['${H:+<$H>}', '<home>'],
    ['${H:?e}${E?e}', 'home'],
    ['${U:?set it}', 'error: U'],
    ['${E:?set it}', 'error: E'],
    ['${U:-a${V:-b}c}-${W-z}', 'abc-z defaults V,U,W'],
    ['${U:-$V}', ' lacks V defaults U'],
    ['${H:-${U:?even here}}', 'error: U'],
    ['${U:-{}}', '{} defaults U'],
    ['${U:-{x}} t', '{x} t defaults U'],
    ['${U:-a}${U:-b}', 'ab defaults U'],
    ['${U:-a:b}', 'a:b defaults U'],
    ['${}', 'error: malformed'],
    ['${H', 'error: malformed'],
    ['${H:y}', 'error: malformed'],
    ['${H-a', 'error: malformed'],
    ['${1}', 'error: malformed'],
    ['${H!y}', 'error: malformed'],
    ['${U:-a\nb}', 'error: malformed'],
  ])('makes %j %j', (text, result) => {
    expect(inShort(text)).toBe(result);
  });
});

describe('docker-compose 1.x', () => {
  it.each([
    ['$H ${H} $$H', 'home home $H'],
    ['${U:-d}${U-d}${E:-e}${E-x}', 'dde defaults U'],
    ['${U:-${V}}', '${V} defaults U'],
    ['${U:-a\nb}', 'a\nb defaults U'],
    ['${U:?e}', 'error: U'],
    ['${E?e}', ''],
    ['$U', ' lacks U'],
    ['$1', 'error: malformed'],
    ['5$', 'error: malformed'],
    ['${U:+r}', 'error: malformed'],
    ['${H', 'error: malformed'],
  ])('makes %j %j', (text, result) => {
    expect(inShort(text, 'compose-1')).toBe(result);
  });

  it('knows no default in a v1 file', () => {
    expect(inShort('${H} $H', 'compose-1-v1')).toBe('home home');
    expect(inShort('${U:-d}', 'compose-1-v1')).toBe('error: malformed');
  });
});

test('a name is told as long as its value is not known to every environment', () => {
  expect(interpolate('${U:-d}', () => undefined)).toEqual({ kind: 'known', value: 'd', assumedUnset: [], defaulted: ['U'] });
  expect(interpolate('$U', () => undefined)).toEqual({ kind: 'assumed', value: '', assumedUnset: ['U'], defaulted: [] });
});

test('what nests without end is refused at once', () => {
  expect(inShort('${U:-'.repeat(100_000))).toBe('error: malformed');
  expect(inShort(`${'${U:-'.repeat(100_000)}${'}'.repeat(100_000)}`)).toBe('error: malformed');
  expect(inShort('${U:-{'.repeat(50_000))).toBe('error: malformed');
  expect(inShort('${U:-a}'.repeat(50_000))).toBe(`${'a'.repeat(50_000)} defaults U`);
});

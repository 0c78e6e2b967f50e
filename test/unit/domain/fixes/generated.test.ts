import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { replaceLinks } from '../../../../src/domain/fixes/replaceLinks.ts';
import { alone } from './alone.ts';
import { generate } from './generate.ts';
import { judge } from './judge.ts';
import type { Doc } from './judge.ts';

const FILES = 600;

describe('replaceLinks on generated files', () => {
  const results = Array.from({ length: FILES }, (_, seed) => {
    const text = generate(seed + 1);
    return { seed, text, result: replaceLinks(text, 'all', alone()) };
  });

  it('never changes what a name leads to, the start order or anything else, as an independent judge sees it', () => {
    for (const { seed, text, result } of results) {
      if (result.kind === 'refused') continue;
      const faults = judge(parse(text, { merge: true }) as Doc, parse(result.text, { merge: true }) as Doc, text);
      expect(faults, `seed ${seed}\n${text}\n=====\n${result.text}`).toEqual([]);
    }
  });

  it('keeps every comment and line end', () => {
    for (const { text, result } of results) {
      if (result.kind === 'refused') continue;
      const comments = (of: string) => (of.match(/#.*/g) ?? []).map((each) => each.trimEnd()).sort();
      expect(comments(result.text)).toEqual(comments(text));
      if (text.includes('\r\n')) expect(result.text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    }
  });

  it('leaves nothing to do for a second run but what it refused', () => {
    for (const { seed, text, result } of results) {
      if (result.kind === 'refused') continue;
      const again = replaceLinks(result.text, 'all', alone());
      expect(again.kind).toBe('refused');
      expect(
        again.skipped.map(({ service, raw }) => `${service} ${raw}`),
        `seed ${seed}\n${text}\n=====\n${result.text}`,
      ).toEqual(result.skipped.map(({ service, raw }) => `${service} ${raw}`));
    }
  });

  it('is tried on edits and refusals of every kind', () => {
    const fixed = results.filter(({ result }) => result.kind === 'edit').length;
    expect(fixed).toBeGreaterThan(FILES / 4);
    const reasons = results.map(({ result }) => result.skipped.map(({ reason }) => reason).join('\n')).join('\n');
    for (const part of [
      /also a name of/,
      /links the name/,
      /containers/,
      /profile/,
      /circle/,
      /external/,
      /anchor or merge/,
      /dot/,
      /extra_hosts/,
    ]) {
      expect(reasons).toMatch(part);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { replaceLinks } from '../../../../src/domain/fixes/replaceLinks.ts';
import { alone } from './alone.ts';
import { generate } from '../../../support/links/generate.ts';
import { judge } from '../../../support/links/judge.ts';
import type { Doc } from '../../../support/links/judge.ts';

const FILES = 100;

describe('replaceLinks on generated files', { timeout: 60_000 }, () => {
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

describe('the judge finds what is broken', () => {
  const start = 'services:\n  db: {image: mysql}\n  web: {links: ["db:d"]}\n  x: {hostname: y, depends_on: [db]}\n';
  it.each([
    ['a lost alias', start.replace('links: ["db:d"]', 'depends_on: [db]'), 'web: d led to [db#1], now to []'],
    ['a lost order', start.replace('links: ["db:d"]', 'image: web'), 'web no longer starts after db'],
    [
      'a second owner',
      start.replace('hostname: y', 'hostname: y, networks: {default: {aliases: [db]}}'),
      'web: db led to [db#1], now to [db#1,x#1]',
    ],
    ['another image', start.replace('mysql', 'redis'), 'something else changed'],
    ['another wait', start.replace('depends_on: [db]', 'depends_on: {db: {condition: service_healthy}}'), 'x waits otherwise for db'],
  ])('%s', (_title, after, fault) => {
    expect(judge(parse(start) as Doc, parse(start) as Doc, start)).toEqual([]);
    expect(judge(parse(start) as Doc, parse(after) as Doc, start)).toContain(fault);
  });
});

import { describe, expect, it } from 'vitest';
import { replaceCommandLinks } from '../../../../src/domain/commands/replaceCommandLinks.ts';
import { containersOf, namesOf } from './scriptJudge.ts';

const NAMES = ['db', 'cache', 'mail', 'web', 'api'] as const;
const ALIASES = ['db', 'mysql', 'cache', 'store', 'web', 'm-1'] as const;

/** Whole numbers below a bound, the same ones for the same seed. */
function dice(seed: number): (bound: number) => number {
  let state = (seed * 2654435761) >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** A script of a few commands with links, in one of several styles. */
function script(seed: number): string {
  const roll = dice(seed);
  const gap = roll(2) === 0 ? ' ' : ' \\\n   ';
  const lines = ['#!/bin/sh', ...(roll(2) === 0 ? ['set -e  # stop'] : [])];
  const count = roll(4) + 2;
  for (let at = 0; at < count; at++) {
    const words = [roll(4) === 0 ? 'sudo docker run' : 'docker run', '-d', `--name ${NAMES[at] ?? ''}`];
    if (roll(6) === 0) words.push('--network bridge');
    if (roll(8) === 0) words.push('--network front');
    if (roll(8) === 0) words.push(`--hostname h${at}`);
    const links = at === 0 ? 0 : roll(3);
    for (let link = 0; link < links; link++) {
      const source = NAMES[roll(roll(12) === 0 ? 5 : at)] ?? '';
      words.push(`--link${roll(3) === 0 ? '=' : ' '}${source}${roll(3) === 0 ? '' : `:${ALIASES[roll(ALIASES.length)] ?? ''}`}`);
    }
    if (roll(3) === 0) words.push(`-p ${8000 + at}:80`);
    const [first = '', second = '', ...rest] = words;
    lines.push([first, second, ...rest, `image${at}`].join(gap) + (gap === ' ' && roll(3) === 0 ? '   # --link x:y' : ''));
    if (roll(4) === 0) lines.push('sleep 1', '');
  }
  return lines.join('\n') + (roll(2) === 0 ? '\n' : '');
}

/** What is left of a script without everything that says who sees whom. */
function restOf(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => !line.includes('docker network inspect'))
    .join('\n')
    .replaceAll(/(?:[ \\\n])*[ \n]--(?:link|network-alias|network)[ =](?!x:y)[^\s\\]+/g, '')
    .split('\n');
}

/** What a judge that reads scripts its own way finds wrong with the replacement of a script's links. */
function faultsOf(text: string): { readonly faults: readonly string[]; readonly fixed: number } {
  const around = { network: 'shop', taken: [], elsewhere: () => null, heldBy: () => null };
  const { text: changed, fixed } = replaceCommandLinks(text, 'shell', around);
  if (fixed.length === 0) return { faults: changed === text ? [] : ['changed without a fix'], fixed: 0 };
  const before = containersOf(text);
  const after = containersOf(changed);
  const lost = before.flatMap(({ name }, at) => {
    const now = namesOf(after, at);
    return [...namesOf(before, at)].flatMap(([one, owner]) =>
      now.get(one) === owner ? [] : [`${name} no longer knows ${one} as ${owner}`],
    );
  });
  const left = fixed.flatMap(({ joined: { at } }) => after[at]?.links ?? []);
  const others = restOf(changed).join('\n') === restOf(text).join('\n') ? [] : ['something else changed'];
  const again = replaceCommandLinks(changed, 'shell', around).edits.length > 0 ? ['a second run changes something'] : [];
  return { faults: [...lost, ...left.map((link) => `${link} is left`), ...others, ...again], fixed: fixed.length };
}

describe('generated scripts', () => {
  it('keep every name of every receiver and everything else, and change once', () => {
    let fixed = 0;
    for (let seed = 0; seed < 150; seed++) {
      const text = script(seed);
      const judged = faultsOf(text);
      expect(judged.faults, `seed ${seed}`).toEqual([]);
      fixed += judged.fixed;
    }
    expect(fixed).toBeGreaterThan(40);
  }, 30_000);
});

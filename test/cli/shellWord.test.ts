import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { comment, shellWord } from '../../src/domain/migration/shell.ts';

const PIECES = [
  "'",
  '"',
  '`',
  '$',
  '\\',
  '\n',
  '\r',
  '\t',
  ' ',
  '!',
  '~',
  '=',
  '-',
  '*',
  '?',
  '[',
  ']',
  '{',
  '}',
  '#',
  '&',
  ';',
  '|',
  '<',
  '>',
  '(',
  ')',
  '%s',
  'é',
  '日',
  '\u202e',
  '$(id)',
  '${HOME}',
  'a',
  '0',
];

/** Texts of these pieces that look random and are the same in every run. */
function texts(count: number): readonly string[] {
  let state = 20_261_124;
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  return Array.from({ length: count }, () => Array.from({ length: next(9) }, () => PIECES[next(PIECES.length)]).join(''));
}

/** What a shell makes of a script. */
function run(script: string): string {
  const { status, stdout, stderr } = spawnSync('sh', ['-s'], { input: script, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

test('a shell reads every word as the text that it was made of', () => {
  const all = [...PIECES, ...texts(2_000)];
  expect(
    run(`printf '%s\\0' ${all.map(shellWord).join(' ')}\n`)
      .split('\0')
      .slice(0, -1),
  ).toEqual(all);
});

test('a shell does nothing at all with a comment', () => {
  expect(
    run(
      texts(2_000)
        .flatMap((text) => comment(`${text}\necho ${text}`, '- '))
        .join('\n'),
    ),
  ).toBe('');
});

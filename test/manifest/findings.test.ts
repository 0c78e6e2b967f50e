import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RULES } from '../../src/domain/findings/index.ts';
import { FILE_RULES } from '../../src/domain/findings/judgeFile.ts';
import { USAGE_RULES } from '../../src/domain/usages/findings.ts';
import { FILE_CODES } from '../../src/features/diagnostics/view.ts';

/** The text of each section of "Problems it reports" by its heading, as one line. */
function sections(): ReadonlyMap<string, string> {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const chapter = /^## Problems it reports\n([^]*?)^## /m.exec(readme)?.[1] ?? '';
  return new Map(
    chapter
      .split(/^### /m)
      .slice(1)
      .map((section) => {
        const [heading = '', ...text] = section.split('\n');
        return [heading, text.join(' ').replaceAll(/\s+/g, ' ').trim()];
      }),
  );
}

test('the README has one section for every code, and none for another', () => {
  expect([...sections().keys()].sort()).toEqual(
    [...RULES.map(({ code }) => code), ...Object.keys(FILE_RULES), ...Object.keys(USAGE_RULES), ...FILE_CODES].sort(),
  );
});

test('every section tells in at least two sentences what it is and why', () => {
  const short = [...sections()].filter(([, text]) => (text.match(/[.!?](?= |$)/g) ?? []).length < 2);
  expect(short.map(([code]) => code)).toEqual([]);
});

test.each([...RULES.map(({ code, meaning }) => [code, meaning] as const), ...Object.entries(FILE_RULES), ...Object.entries(USAGE_RULES)])(
  'the section of %s says what the rule says',
  (code, meaning) => {
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(sections().get(code)?.startsWith(meaning)).toBe(true);
  },
);

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Capture } from '../../../golden/capture.ts';
import { receiverVerdicts } from '../../../golden/verdicts.ts';
import { EXPECTED, expectedCodes } from '../../../golden/verdictsExpected.ts';

const folder = new URL('../../../golden/captures/', import.meta.url);

const captures = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Capture);

/** Every phase with its label, numbered where a capture has a label twice. */
const phases = captures.flatMap((capture) =>
  capture.phases.map((phase) => {
    const same = capture.phases.filter((other) => other.phase === phase.phase);
    const label = same.length > 1 ? `${phase.phase} (${same.indexOf(phase) + 1})` : phase.phase;
    return { name: capture.case, tag: capture.engine.Tag, label, capture, phase };
  }),
);

const judged = phases.filter(({ name, label, tag }) => expectedCodes(name, label, tag) !== null);

describe('the verdicts on real receivers', () => {
  test.each(judged)('$name | $tag | $label', ({ name, tag, label, capture, phase }) => {
    const found = receiverVerdicts(capture, phase);
    const codes = [...(found?.links.flatMap(({ verdicts }) => verdicts) ?? []), ...(found?.removed ?? [])].map(({ code }) => code);
    expect([...new Set(codes)].sort()).toEqual(expectedCodes(name, label, tag));
  });
});

test('every capture with several observations is judged, and every row of the table is used', () => {
  const missing = phases.filter(({ capture }) => capture.phases.length > 1).filter((one) => !judged.includes(one));
  expect(missing.map(({ name, tag, label }) => `${name} | ${tag} | ${label}`)).toEqual([]);
  const used = new Set(judged.map(({ name, label }) => `${name}|${label}`));
  expect(used.size).toBe(EXPECTED.trim().split('\n').length);
});

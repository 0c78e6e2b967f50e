import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { unread } from '../../../../src/domain/verdicts/evidence.ts';
import type { ReceiverEvidence } from '../../../../src/domain/verdicts/evidence.ts';
import { printedEnvironment } from '../../../../src/domain/verdicts/firstEnvironment.ts';
import type { Capture, Phase } from '../../../golden/capture.ts';
import { evidenceOf, factsOf, receiverVerdicts } from '../../../golden/verdicts.ts';
import { EXPECTED, expectedCodes } from '../../../golden/verdictsExpected.ts';

const folder = new URL('../../../golden/captures/', import.meta.url);

const captures = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && !name.startsWith('compose-'))
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

/** The same evidence as the engine's `top` gives it: the environment behind the arguments, in one line. */
function printed(capture: Capture, phase: Phase): readonly ReceiverEvidence[] {
  const line = ['sleep', '100000', ...(phase.pid1_env ?? [])].join(' ').replace(/\s+/g, ' ').trim();
  const facts = factsOf(capture, phase);
  return evidenceOf(phase).map((evidence): ReceiverEvidence => {
    const receiver = facts.details.find(({ id }) => id === evidence.receiverId);
    const value = receiver ? printedEnvironment(line, receiver, facts) : null;
    return { ...evidence, environment: value ? { kind: 'read', value, request: 'top', at: '' } : unread('not-shown') };
  });
}

function codesOf(capture: Capture, phase: Phase, evidence: readonly ReceiverEvidence[]): readonly string[] {
  const found = receiverVerdicts(capture, phase, evidence);
  const codes = [...(found?.links.flatMap(({ verdicts }) => verdicts) ?? []), ...(found?.removed ?? [])].map(({ code }) => code);
  return [...new Set(codes)].sort();
}

describe('the verdicts on real receivers', () => {
  test.each(judged)('$name | $tag | $label', ({ name, tag, label, capture, phase }) => {
    expect(codesOf(capture, phase, evidenceOf(phase))).toEqual(expectedCodes(name, label, tag));
  });
});

describe('the verdicts do not depend on how the environment was read', () => {
  test.each(judged)('$name | $tag | $label', ({ name, tag, label, capture, phase }) => {
    expect(codesOf(capture, phase, printed(capture, phase))).toEqual(expectedCodes(name, label, tag));
  });
});

describe('no receiver that was just started has stale variables or hosts lines', () => {
  const fresh = phases.filter(({ capture, label }) => label === 'run' && capture.phases[0]?.pid1_env?.length);
  test.each(fresh)('$name | $tag', ({ capture, phase }) => {
    for (const evidence of [evidenceOf(phase), printed(capture, phase)]) {
      const wrong = ['stale', 'hosts-stale', 'hosts-missing', 'source-renamed', 'receiver-renamed', 'link-removed', 'unproved'];
      expect(codesOf(capture, phase, evidence).filter((code) => wrong.includes(code))).toEqual([]);
    }
  });
});

test('every capture with several observations is judged, and every row of the table is used', () => {
  const missing = phases.filter(({ capture }) => capture.phases.length > 1).filter((one) => !judged.includes(one));
  expect(missing.map(({ name, tag, label }) => `${name} | ${tag} | ${label}`)).toEqual([]);
  const used = new Set(judged.map(({ name, label }) => `${name}|${label}`));
  expect(used.size).toBe(EXPECTED.trim().split('\n').length);
});

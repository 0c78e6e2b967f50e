import { describe, expect, test } from 'vitest';
import { offersAt } from '../../../../src/features/shared/rewrites.ts';
import { CASES } from '../../../host/fixes/cases.ts';
import { snapshotOf } from './workspace.ts';

describe('the ways that the menu offers at a link, a family of the catalogue each', () => {
  test.each(CASES)('$name', ({ at, text, offers, says }) => {
    const before = text.slice(0, text.indexOf(at) + at.length).split('\n');
    const place = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const open = { uri: 'file:///shop/compose.yaml', version: 1, text, dotenv: { kind: 'none' }, texts: [], unsearched: [] } as const;
    const offered = offersAt(snapshotOf({ 'compose.yaml': text }), open, { start: place, end: place });
    const kinds = offered.map(({ outcome, asks }) => (outcome.kind === 'refused' ? 'refused' : asks === null ? 'safe' : 'asks'));
    expect(offered.map(({ title }, index) => [kinds[index], title])).toEqual(offers);
    const [first] = offered;
    if (says) expect(first?.outcome.kind === 'refused' ? first.outcome.reason : first?.asks).toMatch(says);
  });
});

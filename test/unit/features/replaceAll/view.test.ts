import { describe, expect, test } from 'vitest';
import { countsOf, madeOf, questionOf, reportOf, summaryOf } from '../../../../src/features/replaceAll/view.ts';
import type { Made, PartyOutcome } from '../../../../src/features/replaceAll/view.ts';
import { partiesOf } from '../../../../src/features/shared/parties.ts';
import { replaceTogether } from '../../../../src/features/shared/together.ts';
import { snapshotOf } from '../shared/workspace.ts';

const NOTHING = { dotenv: { kind: 'none' }, texts: [], unsearched: [] } as const;
/** A link that needs no question, one that leads to two containers, and one to nothing. */
const SHOP =
  'services:\n  web:\n    image: shop\n    links:\n      - db\n      - cache\n      - gone\n  db:\n    image: mysql\n  cache:\n    image: redis\n    scale: 2\n';
const shop = snapshotOf({ 'compose.yaml': SHOP });

function outcome(made: Made, snapshot = shop): PartyOutcome {
  const [party] = partiesOf(snapshot);
  if (!party) throw new Error('no links');
  const together = replaceTogether(snapshot, party, { around: () => NOTHING, others: [] });
  return { name: party[0]?.path ?? '', together, made };
}

describe('what became of links that were to be replaced together', () => {
  test('how much was made is told by what the files say afterwards', () => {
    const { together } = outcome('all');
    const [file] = together.files;
    if (!file) throw new Error('no edit');
    const made = (text: string): Made => madeOf(together, () => text);
    expect([file.wholly, file.safely, file.before, `${file.before}# more`].map(made)).toEqual(['all', 'safe', 'none', 'partly']);
  });

  test('links are counted by what became of them', () => {
    const made = (['all', 'safe', 'none', 'partly', 'moved'] as const).map((each) => countsOf([outcome(each)]));
    expect(made).toEqual([
      { replaced: 2, undecided: 0, undone: 0, stay: 1, files: 1 },
      { replaced: 1, undecided: 1, undone: 0, stay: 1, files: 1 },
      { replaced: 0, undecided: 1, undone: 1, stay: 1, files: 0 },
      { replaced: 0, undecided: 0, undone: 0, stay: 1, files: 1 },
      { replaced: 0, undecided: 0, undone: 0, stay: 1, files: 0 },
    ]);
  });

  test('the summary is a few calm sentences', () => {
    expect(summaryOf([outcome('safe')])).toBe(
      'Replaced 1 link in 1 file. 1 link can be replaced, but changes more than names. 1 link stays.',
    );
    expect(summaryOf([outcome('all'), outcome('all')])).toBe('Replaced 4 links in 2 files. 2 links stay.');
    expect(summaryOf([outcome('moved')])).toBe('No link was replaced. 1 link stays. compose.yaml changed meanwhile and was left alone.');
  });

  test('the question counts what is edited and what stays', () => {
    expect(questionOf([outcome('all').together])).toEqual({
      question: 'Replace 1 link in 1 file?',
      detail:
        'Every name still leads to the same service, and services start in the same order. 1 link stays, with the reason in the report.',
    });
  });

  test('the report tells of each link what was done or why it stays, and holds no markup of what was read', () => {
    const report = reportOf([outcome('safe')], shop);
    expect(report).toContain('## `compose.yaml`');
    expect(report).toMatch(/Replaced:\n\n- Replace link "db" by `depends_on`/);
    expect(report).toMatch(
      /Not replaced:\n\n- Replace link "cache" by a name for all containers\n {2}- `web` → `cache` \(compose\.yaml, line 6\)/,
    );
    expect(report).toContain('Changes: ');
    expect(report).toMatch(/Stay:\n\n- `web` → `gone` \(compose\.yaml, line 7\): The project defines no service/);
    const odd = snapshotOf({ 'compose.yaml': SHOP.replaceAll('gone', '"<img>"') });
    expect(reportOf([outcome('safe', odd)], odd)).toContain('`<img>`');
    expect(reportOf([outcome('safe', odd)], odd)).not.toMatch(/[^\\`]<img/);
  });
});

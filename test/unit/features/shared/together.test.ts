import { describe, expect, test } from 'vitest';
import { partiesOf, partyOf } from '../../../../src/features/shared/parties.ts';
import { replaceTogether } from '../../../../src/features/shared/together.ts';
import type { Together } from '../../../../src/features/shared/together.ts';
import { applyEdits } from '../../../../src/syntax/text.ts';
import { snapshotOf } from './workspace.ts';

const NOTHING = { dotenv: { kind: 'none' }, texts: [], unsearched: [] } as const;

function replaced(texts: Readonly<Record<string, string>>): readonly Together[] {
  const snapshot = snapshotOf(texts);
  return partiesOf(snapshot).map((party) => replaceTogether(snapshot, party, { around: () => NOTHING, others: [] }));
}

/** What each file becomes with what needs no question, and with all; edits at one stroke make just that. */
function becomes({ files }: Together): Readonly<Record<string, readonly [string, string]>> {
  for (const { before, safe, asking, safely, wholly } of files) {
    expect(applyEdits(before, safe)).toBe(safely);
    expect(applyEdits(before, [...safe, ...asking])).toBe(wholly);
  }
  return Object.fromEntries(files.map(({ uri, safely, wholly }) => [uri.slice('file:///shop/'.length), [safely, wholly]]));
}

describe('links of files that projects read together', () => {
  test('a base and its override are one party, a project of another folder is another; what has no links is none', () => {
    const web = (links: string) => `services:\n  web:\n    image: shop\n${links}  db:\n    image: mysql\n`;
    const links = '    links: [db]\n';
    const snapshot = snapshotOf({
      'compose.yaml': web(''),
      'compose.override.yaml': web(links),
      'till/compose.yaml': web(links),
      'quiet/compose.yaml': web(''),
    });
    const names = partiesOf(snapshot).map((party) => party.map(({ path }) => path).sort());
    expect(names.sort()).toEqual([['compose.override.yaml', 'compose.yaml'], ['till/compose.yaml']]);
    expect(partyOf(snapshot, 'file:///shop/compose.yaml')?.length).toBe(2);
    expect(partyOf(snapshot, 'file:///shop/quiet/compose.yaml')).toBeNull();
  });

  test('links of a base and of its override go together, each in its file, and a second time nothing is left to do', () => {
    const base = 'services:\n  web:\n    image: shop\n    links:\n      - db:mysql\n  db:\n    image: mysql\n  cache:\n    image: redis\n';
    const override = 'services:\n  web:\n    links:\n      - cache:redis\n';
    const [done, ...others] = replaced({ 'compose.yaml': base, 'compose.override.yaml': override });
    expect(others).toEqual([]);
    if (!done) throw new Error('no party');
    const texts = becomes(done);
    expect(texts).toEqual({
      'compose.yaml': [
        'services:\n  web:\n    image: shop\n    depends_on:\n      - db\n  db:\n    image: mysql\n    networks:\n      default:\n        aliases:\n          - mysql\n  cache:\n    image: redis\n    networks:\n      default:\n        aliases:\n          - redis\n',
        expect.anything(),
      ],
      'compose.override.yaml': ['services:\n  web:\n    depends_on:\n      - cache\n', expect.anything()],
    });
    expect(done).toMatchObject({ asking: [], later: [], kept: [] });
    const again = Object.fromEntries(Object.entries(texts).map(([path, [text]]) => [path, text]));
    expect(replaced(again)).toEqual([]);
  });

  test('what has to be asked stands beside what has not: either text is right by itself', () => {
    const text =
      'services:\n  web:\n    image: shop\n    links:\n      - db\n      - cache\n      - gone\n  db:\n    image: mysql\n  cache:\n    image: redis\n    scale: 2\n';
    const [done] = replaced({ 'compose.yaml': text });
    if (!done) throw new Error('no party');
    const { 'compose.yaml': [safely, wholly] = ['', ''] } = becomes(done);
    expect(safely).toContain('    depends_on:\n      - db\n    links:\n      - cache\n      - gone\n');
    expect(wholly).toContain('    depends_on:\n      - db\n      - cache\n    links:\n      - gone\n');
    expect(done.safe.flatMap(({ links }) => links.map(({ raw }) => raw))).toEqual(['db']);
    expect(done.asking.map(({ row, changed }) => [row, changed.length > 0])).toEqual([['scaled', true]]);
    expect(done.kept.map(({ links, reason }) => [links[0]?.raw, reason])).toEqual([['gone', expect.stringContaining('no service `gone`')]]);
  });

  test('a v1 file has to be asked for whole, another project beside it needs no question', () => {
    const done = replaced({
      'compose.yaml': 'services:\n  web:\n    image: shop\n    links: [db]\n  db:\n    image: mysql\n',
      'old/docker-compose.yml': 'web:\n  image: shop\n  links:\n    - db\ndb:\n  image: mysql\n',
    });
    expect(done.map(({ safe, asking }) => [safe.length, asking.map(({ row }) => row)]).sort()).toEqual([
      [0, ['v1']],
      [1, []],
    ]);
    done.forEach(becomes);
  });
});

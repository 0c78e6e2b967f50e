import { expect, test } from 'vitest';
import { INSPECT_OUTPUT, openedWords } from '../../../../src/features/dump/view.ts';
import { treeOf } from '../../../../src/features/tree/view.ts';
import { connectedTarget } from '../../../../src/model/engineView.ts';
import { readDump } from '../../../../src/sources/engine/dump.ts';
import { container, engineOf } from '../../domain/verdicts/engineOf.ts';
import { articleEngine } from '../shared/engines.ts';
import { snapshotOf } from '../shared/workspace.ts';

test('a text that is no output is refused with the reason', () => {
  expect(openedWords(readDump('<html>'))).toEqual({ usable: false, text: 'The text holds no container as docker inspect prints it.' });
});

test('a text that is one says how many containers it holds and what is wrong with it', () => {
  const facts = engineOf([container('web')]);
  expect(openedWords({ facts, evidence: [], inspected: new Map(), problems: ['A part of the text is cut off.'] })).toEqual({
    usable: true,
    text: '1 container found. A part of the text is cut off. What docker inspect does not tell is shown as not known.',
  });
});

test('the tree shows it by its own name', () => {
  const { facts } = articleEngine();
  const dump = { address: INSPECT_OUTPUT, health: { state: 'connected' }, facts: facts && { ...facts, origin: 'dump' as const } } as const;
  const rows = treeOf(snapshotOf({}, { engines: [dump] }), 'receiver');
  expect(rows.map(({ label, description }) => [label, description])).toEqual([['inspect output', '1 link']]);
});

test('it stands beside engines without having a say in the target', () => {
  const facts = { ...engineOf([container('web')], ''), origin: 'dump' } as const;
  const dump = { address: INSPECT_OUTPUT, health: { state: 'connected' }, facts } as const;
  const late = { ...articleEngine(), address: 'ssh://far' };
  const { engines } = snapshotOf({}, { engines: [late, dump] });
  expect(engines.map(({ address }) => address)).toEqual([INSPECT_OUTPUT, 'ssh://far']);
  expect(connectedTarget(engines)).toBe(28);
});

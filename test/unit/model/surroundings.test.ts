import { expect, test } from 'vitest';
import { surroundingsOf } from '../../../src/model/surroundings.ts';
import { snapshotOf } from '../features/shared/workspace.ts';

const DB = 'services:\n  db: {image: x}\n';

/** What is said not to have been looked at around the file that holds links, in a workspace of these files. */
function unsearched(name: string, files: Readonly<Record<string, string>>, beside: readonly string[] = []): readonly string[] {
  const snapshot = snapshotOf(files);
  const file = snapshot.files.find(({ uri }) => uri.endsWith(`/${name}`));
  if (file?.kind !== 'compose') throw new Error(`no compose file ${name}`);
  return surroundingsOf(snapshot, file, { dotenv: { kind: 'none' }, texts: [], unsearched: ['files that are not open'], beside })
    .unsearched;
}

test('what belongs to files above that are read with a file is said not to have been looked at', () => {
  const app = 'services:\n  web: {image: x, links: [db]}\n  db: {image: x}\n';
  expect(unsearched('app/compose.yaml', { 'app/compose.yaml': app, 'compose.yaml': 'include: [app/compose.yaml]\n' })).toEqual([
    'files that are not open',
    'what belongs to compose.yaml',
  ]);
});

test('what belongs to a file beside which was looked is not said to be missing', () => {
  const app = 'services:\n  web: {image: x, links: [db]}\n  db: {image: x}\n';
  const files = { 'app/compose.yaml': app, 'compose.yaml': 'include: [app/compose.yaml]\n' };
  const above = snapshotOf(files).files.find(({ path }) => path === 'compose.yaml')?.uri ?? '';
  expect(unsearched('app/compose.yaml', files, [above])).toEqual(['files that are not open']);
});

test('what lies in the folder of a file or below it is none of that', () => {
  const top = 'include: [sub/compose.yaml]\nservices:\n  web: {image: x, links: [db]}\n';
  expect(unsearched('compose.yaml', { 'compose.yaml': top, 'sub/compose.yaml': DB })).toEqual(['files that are not open']);
});

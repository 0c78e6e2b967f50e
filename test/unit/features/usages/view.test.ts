import { expect, test } from 'vitest';
import { variableHover } from '../../../../src/features/hover/variable.ts';
import { treeOf } from '../../../../src/features/tree/view.ts';
import type { TreeRow } from '../../../../src/features/tree/rows.ts';
import { findingsByFile, foundWords, referencesAt, rewritableAt, spotsOf } from '../../../../src/features/usages/view.ts';
import { usageFindings } from '../../../../src/domain/usages/findings.ts';
import { projectUsages } from '../../../../src/domain/usages/projectUsages.ts';
import { receiversOf } from '../../../../src/domain/usages/receivers.ts';
import { servicesOf } from '../../../../src/model/composeFacts.ts';
import type { ReadFile, Snapshot } from '../../../../src/model/snapshot.ts';
import type { UsagesFact } from '../../../../src/model/usages.ts';
import { scanUsages } from '../../../../src/syntax/usages/scan.ts';
import { snapshotOf } from '../shared/workspace.ts';

const FOLDER = 'file:///shop';
const FIG = 'web:\n  build: .\n  links: [db]\n  environment: [DB_NAME=x]\ndb:\n  expose: ["3306"]\n';
const NAME = 'DB_PORT_3306_TCP_ADDR';

/** A workspace whose script was searched. */
function searched(script: string, state: UsagesFact['state'] = 'complete', unsearched: readonly string[] = []): Snapshot {
  const snapshot = snapshotOf({ 'fig.yml': FIG });
  const files = snapshot.files.filter((file): file is ReadFile => file.kind === 'compose');
  const receivers = files.flatMap((file) =>
    receiversOf({ path: file.uri, text: file.text, target: file.target, services: servicesOf(file, snapshot) }, () => null),
  );
  const code = { path: `${FOLDER}/run.sh`, usages: scanUsages(script, 'shell'), bindings: [], kubernetes: [], gitlab: [], ignores: [] };
  const usages = projectUsages([code], { receivers, target: 29 });
  return { ...snapshot, usages: { state, usages, findings: usageFindings(usages), unsearched } };
}

const at = (line: number, character: number, word: string | null = null, uri = `${FOLDER}/fig.yml`) => ({
  uri,
  position: { line, character },
  word,
});

test('a link and its variables are referred to by their readers', () => {
  const snapshot = searched(`echo $${NAME}\necho $DB_PORT_3306_TCP_PORT $${NAME}\n`);
  const link = referencesAt(snapshot, at(2, 11));
  expect(link?.declarations.map(({ range }) => range.start.line)).toEqual([2]);
  expect(link?.readers && spotsOf(link.readers).length).toBe(3);
  const variable = referencesAt(snapshot, at(0, 8, NAME, `${FOLDER}/run.sh`));
  expect(variable?.readers && spotsOf(variable.readers).map(({ range }) => range.start.line)).toEqual([0, 1]);
  expect(referencesAt(snapshot, at(0, 0, 'DB_NAME'))?.declarations.map(({ range }) => range.start.line)).toEqual([2, 3]);
  expect(referencesAt(snapshot, at(0, 0, 'web'))).toBeNull();
  expect(referencesAt(snapshotOf({ 'fig.yml': FIG }), at(2, 11))?.readers).toBeNull();
});

test('the hover counts readers, and says that there is none only after all was searched', () => {
  const hover = (snapshot: Snapshot): string => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: NAME.length } };
    return (
      variableHover(snapshot, { text: NAME, range, uri: `${FOLDER}/run.sh`, interpolated: false })
        ?.markdown.split('\n')
        .at(-1) ?? ''
    );
  };
  expect(hover(searched(`echo $${NAME}`))).toBe('In the code: read in 1 place.');
  expect(hover(searched(`echo $${NAME}`, 'searching'))).toBe('In the code: read in 1 place so far.');
  expect(hover(searched('', 'searching'))).toBe('In the code: the code is being searched for readers.');
  expect(hover(searched('', 'stopped'))).toBe('In the code: no reader found in what was searched.');
  expect(hover(searched(''))).toBe('In the code: no reader found.');
  expect(hover(searched('', 'complete', ['1 file over 1 MB']))).toBe('In the code: no reader found; not searched: 1 file over 1 MB.');
});

test('the tree shows readers below their variable', () => {
  const rows = (snapshot: Snapshot): readonly string[] => {
    const all = (row: TreeRow): readonly TreeRow[] => [row, ...row.children().flatMap(all)];
    return treeOf(snapshot, 'receiver')
      .flatMap(all)
      .filter(({ kind }) => kind === 'readers' || kind === 'reader')
      .map(({ label, description }) => `${label} ${description}`.trim());
  };
  expect(rows(searched(`echo $${NAME} \${${NAME}:-db}`)).slice(0, 20)).toEqual(
    expect.arrayContaining(['read in 2 places', 'run.sh:1 web', 'run.sh:1 web · has a default']),
  );
  expect(rows(snapshotOf({ 'fig.yml': FIG }))).toEqual([]);
});

test('findings stand with their files, and a search is summed up', () => {
  const snapshot = searched(`echo $${NAME} $DB_PORT_3360_TCP_ADDR\n`, 'complete', ['2 files without text']);
  expect([...findingsByFile(snapshot)].map(([uri, found]) => [uri, found.map(({ code }) => code)])).toEqual([
    [`${FOLDER}/run.sh`, ['usage-not-set', 'usage-not-set']],
  ]);
  expect(foundWords(snapshot)).toBe('2 places in 1 file read variables of links. Not searched: 2 files without text.');
  expect(foundWords(searched(''))).toBe('No code that was searched reads a variable of a link.');
});

test('readers can be rewritten from the code and from the link', () => {
  const snapshot = searched(`echo $${NAME}\n`);
  const point = (line: number, character: number) => ({ start: { line, character }, end: { line, character } });
  expect(rewritableAt(snapshot, `${FOLDER}/run.sh`, point(0, 8)).map(({ raw }) => raw)).toEqual(['db']);
  expect(rewritableAt(snapshot, `${FOLDER}/run.sh`, point(0, 1))).toEqual([]);
  expect(rewritableAt(snapshot, `${FOLDER}/fig.yml`, point(2, 11)).map(({ service }) => service)).toEqual(['web']);
  expect(rewritableAt(searched(''), `${FOLDER}/fig.yml`, point(2, 11))).toEqual([]);
});

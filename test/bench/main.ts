import { LineCounter, parseDocument } from 'yaml';
import { findFiles, readText } from '../../src/cli/files.ts';
import { rowsOf } from '../../src/features/diagnostics/view.ts';
import { hoverAt } from '../../src/features/hover/view.ts';
import type { TextFact } from '../../src/model/facts.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { Store } from '../../src/model/store.ts';
import { readCompose } from '../../src/syntax/compose/read.ts';
import { Lines } from '../../src/syntax/text.ts';
import { engines } from './engines.ts';
import { HEAD, against, counted, fasterThan, line } from './measure.ts';
import type { EmptyRow, Row } from './measure.ts';
import { dclint, installNeighbours, languageService } from './neighbours.ts';
import { composeText, smallFiles } from './texts.ts';
import type { BenchText } from './texts.ts';
import { usages } from './usages.ts';

// npm run bench [FOLDER]: how long this product takes, as ratios measured in one run. It states goals and whether they are met, and fails only
// when it crashes: times depend on the machine, so no test asserts them.
const folder = process.argv[2] ?? 'media/sample';
const large = composeText(5000);
const flat = (count: number, line: (at: number) => string) => Array.from({ length: count }, (_, at) => line(at)).join('');

/** The measure: what the parser library alone takes, its quadratic check for duplicates left out. */
const bare = (text: string) => parseDocument(text, { uniqueKeys: false, lineCounter: new LineCounter() });

console.log(HEAD);
for (const group of [reading, typing, usages, engines, others]) for await (const row of group()) console.log(line(row));

/** Reading compared with the bare parse of the same texts. */
async function* reading(): AsyncGenerator<Row> {
  const texts: readonly (readonly [string, readonly string[], number])[] = [
    [`read ${folder}`, (await textsOf(folder)).map(({ text }) => text), 1.1],
    ['read 300 small generated files', smallFiles(300).map(({ text }) => text), 1.1],
    ['read 100 services', [composeText(100)], 1.1],
    ['read 1,000 services', [composeText(1000)], 1.1],
    ['read 5,000 services', [large], 1.1],
    ['read 60,000 keys in one map', [`services:\n  web: {}\nx-more:\n${flat(60_000, (at) => `  key${at}: value\n`)}`], 1.5],
    ['read 60,000 empty services', [`services:\n${flat(60_000, (at) => `  s${at}: {}\n`)}`], 1.5],
    ['read 10,000 aliases', [`x-a: &a {image: x}\nservices:\n${flat(10_000, (at) => `  s${at}: *a\n`)}`], 1.5],
  ];
  for (const [what, all, most] of texts) {
    yield against(
      `${what}, to the bare parse`,
      most,
      () => all.map((text) => readCompose(text)),
      () => all.map(bare),
    );
  }
}

/** From a keystroke to the diagnostics, in a large file and beside many others, and from a hover at a large file's end to the answer. */
async function* typing(): AsyncGenerator<Row> {
  for (const [services, count, where, most] of [
    [5000, 0, 'alone', 1.2],
    [5000, 500, 'beside 500 files', 1.2],
    [20, 0, 'alone', 1.2],
    [20, 500, 'beside 500 files', 1.2],
    [20, 500, 'beside 500 files of its folder', 1.2],
  ] as const) {
    const together = where.endsWith('folder');
    const others = smallFiles(count).map(({ path, text }) => ({
      path: together ? `typed/compose.${path.split('/')[0]}.yml` : path,
      text,
    }));
    const text = composeText(services);
    yield against(`keystroke in ${services} services ${where}, to the bare parse`, most, typist(storeOf(others), text), () => bare(text));
  }
  yield* besideMany();
  const many = Array.from({ length: 10_000 }, (_, at) => ({ path: `many-${at}/compose.yaml`, text: composeText(2) }));
  const all = () => storeOf(many).snapshot;
  yield against('10,000 files of 2 services taken in, to the bare parse of all', 2, all, () => many.map(({ text }) => bare(text)));
  const { snapshot } = storeOf([{ path: 'large/compose.yaml', text: large }]);
  const end = new Lines(large).positionAt(large.lastIndexOf(':db') + 1);
  const hover = () => hoverAt(snapshot, 'bench:/large/compose.yaml', end) ?? refuse('the hover at the end has no answer');
  yield against('hover at the end of 5,000 services, to the bare parse', 0.01, hover, () => bare(large));
}

/** A keystroke in a file of a workspace costs what it costs alone: one file is read again, however many others there are. */
async function* besideMany(): AsyncGenerator<Row> {
  const text = composeText(100);
  const alone = typist(storeOf([]), text);
  for (const count of [100, 1000, 10_000]) {
    const store = storeOf(Array.from({ length: count }, (_, at) => ({ path: `many-${at}/compose.yaml`, text: composeText(2) })));
    const type = typist(store, text);
    const before = new Set(type().files);
    const again = type().files.filter((file) => !before.has(file)).length;
    yield counted(`keystroke in 100 services beside ${count} files: files made anew`, '', again, 1);
    yield against(`keystroke in 100 services beside ${count} files, to the same alone`, 1.5, type, alone);
  }
}

/** Types into a file of a store: each call is one keystroke, up to the diagnostics of the file. */
function typist(store: Store, text: string): () => Snapshot {
  return () => {
    const version = store.snapshot.revision;
    store.putFile(factOf({ path: 'typed/compose.yaml', text: `${text}# ${version}\n` }, version));
    const { snapshot } = store;
    const typed = snapshot.files.find(({ path }) => path === 'typed/compose.yaml') ?? refuse('the file is not known');
    if (rowsOf(typed).length === 0) refuse('the file has no diagnostics');
    return snapshot;
  };
}

/** The same texts read by others. */
async function* others(): AsyncGenerator<Row | EmptyRow> {
  const reason = installNeighbours();
  if (reason !== null) {
    yield { what: 'beside dclint and the Compose language service', reason };
    return;
  }
  const sets: readonly (readonly [string, readonly BenchText[]])[] = [
    [folder, await textsOf(folder)],
    ['10 small generated files', smallFiles(10)],
    ['1,000 services', [{ path: 'thousand/compose.yaml', text: composeText(1000) }]],
  ];
  const linter = await dclint(sets.flatMap(([, texts]) => texts));
  const service = await languageService();
  try {
    for (const [what, texts] of sets) {
      const ours = () => texts.map(({ text }) => readCompose(text));
      yield fasterThan(`read ${what}, beside dclint`, 100, ours, () => linter.read(texts));
      yield fasterThan(`read ${what}, beside the Compose language service`, 5, ours, () => service.read(texts));
    }
  } finally {
    linter.close();
    service.close();
  }
}

async function textsOf(place: string): Promise<readonly BenchText[]> {
  const { files } = await findFiles(place);
  if (files.length === 0) refuse(`there is no compose file in ${place}`);
  return Promise.all(files.map(async ({ path, shown }) => ({ path: shown, text: await readText(path) })));
}

/** A store of files that never tells anybody on its own. */
function storeOf(texts: readonly BenchText[]): Store {
  const store = new Store(() => 'connected', { later: () => ({ dispose: () => undefined }) });
  for (const one of texts) store.putFile(factOf(one, null));
  return store;
}

function factOf({ path, text }: BenchText, version: number | null): TextFact {
  const uri = `bench:/${path}`;
  return { kind: 'text', uri, folder: uri.slice(0, uri.lastIndexOf('/')), path, text, version, named: false };
}

function refuse(reason: string): never {
  throw new Error(reason);
}

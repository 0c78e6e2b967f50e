import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { groupBy } from '../../../src/base/groupBy.ts';
import { tryFolder } from './tryFolder.ts';
import type { Outcome, Trial } from './tryFolder.ts';
import { tryWays } from './tryWays.ts';
import type { WaysTrial } from './tryWays.ts';
import { VARIANTS, varied } from './variants.ts';
import { readTexts } from './workspace.ts';

/*
 * Replaces all links of real projects in memory, has every result looked at, and says what became of the links; nothing is written:
 * node test/support/runTs.mjs test/support/corpus/main.ts FOLDER [--links] [--ways] [--variants]
 * Every folder in FOLDER is a workspace. With --links each link is named; with --ways each is also replaced by itself in every way that is offered; with
 * --variants the files are tried in other forms, too: with CRLF, comments ….
 */
const [root, ...options] = process.argv.slice(2);
if (root === undefined)
  throw new Error('usage: node test/support/runTs.mjs test/support/corpus/main.ts FOLDER [--links] [--ways] [--variants]');
const entries = await readdir(root, { withFileTypes: true });
const folders = entries.filter((each) => each.isDirectory()).map(({ name }) => join(resolve(root), name));
const variants = Object.entries(VARIANTS).slice(0, options.includes('--variants') ? undefined : 1);
let faults = 0;
for (const [name, variant] of variants) {
  const trials: Trial[] = [];
  const ways: WaysTrial[] = [];
  for (const folder of folders.sort()) {
    const { texts: written, unread } = await readTexts(folder);
    for (const path of unread) console.log(`${path} is not valid UTF-8`);
    const texts = new Map([...written].map(([uri, text]) => [uri, varied(text, variant)]));
    trials.push(await tryFolder(folder, texts));
    if (options.includes('--ways')) ways.push(await tryWays(folder, texts));
  }
  report(name, trials);
  reportWays(ways);
  faults += [...trials, ...ways].flatMap((trial) => trial.faults).length;
}
process.exitCode = faults > 0 ? 1 : 0;

function report(name: string, trials: readonly Trial[]): void {
  const outcomes = trials.flatMap((trial) => trial.outcomes);
  const edited = trials.reduce((sum, trial) => sum + trial.edited, 0);
  console.log(`\nFiles ${name}: ${String(trials.length)} projects, ${String(outcomes.length)} links, ${String(edited)} results`);
  const titles = { plain: 'replaced without a question', asked: 'replaced after a question', kept: 'kept' };
  for (const [fate, title] of Object.entries(titles))
    table(
      title,
      outcomes.filter((each) => each.fate === fate),
    );
  for (const [note, same] of groupBy(
    trials.flatMap((trial) => trial.notes),
    (each) => each.replace(/\d+$/, '…'),
  ))
    console.log(`note: ${note}${same.length > 1 ? ` (${String(same.length)} times)` : ''}`);
  const found = trials.flatMap((trial) => trial.faults);
  for (const fault of found) console.log(`FAULT: ${fault}`);
  console.log(`${String(found.length)} faults`);
}

function reportWays(trials: readonly WaysTrial[]): void {
  for (const [row, same] of groupBy(
    trials.flatMap(({ rows }) => rows),
    (each) => each,
  ))
    console.log(`${String(same.length).padStart(5)} single links by ${row}`);
  for (const fault of trials.flatMap((trial) => trial.faults)) console.log(`FAULT: ${fault}`);
}

function table(title: string, outcomes: readonly Outcome[]): void {
  console.log(`${String(outcomes.length).padStart(5)} ${title}`);
  for (const [reason, links] of [...groupBy(outcomes, reasonOf)].sort(([, a], [, b]) => b.length - a.length)) {
    console.log(`${String(links.length).padStart(9)} ${reason}`);
    if (options.includes('--links')) for (const { link, by } of links) console.log(`${' '.repeat(12)}${link} (${by})`);
  }
}

/** A way or a reason without the names in it. */
function reasonOf({ by }: Outcome): string {
  return by.replaceAll(/`[^`]*`|"[^"]*"/g, '…').replaceAll(/(?<=create )\S+(?=:)/g, '…');
}

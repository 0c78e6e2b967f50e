import { groupBy } from '../../../src/base/groupBy.ts';
import { tryProject } from './trial.ts';

/*
 * Has the judge look at as many generated projects as are asked for: node test/support/runTs.mjs test/support/links/main.ts COUNT [FIRST [EVERY]]
 * In every project, or with EVERY in one of so many, each link is also replaced by itself in every way.
 */
const [count = '2000', first = '1', every = '1'] = process.argv.slice(2);
const rows = new Map<string, number>();
const faults: string[] = [];
const missed: string[] = [];
let [plain, replaced] = [0, 0];
for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
  const trial = tryProject(seed, seed % Number(every) === 0);
  faults.push(...trial.faults);
  missed.push(...trial.missed);
  for (const row of trial.rows) rows.set(row, (rows.get(row) ?? 0) + 1);
  plain += trial.plain;
  replaced += trial.replaced;
  const done = seed + 1 - Number(first);
  if (done % 1000 === 0) console.error(`${String(done)} projects, ${String(faults.length)} faults`);
}
/** A reason with its names left out. */
const reasonOf = (link: string) => link.replace(/^(?:[^:]*: ){3}/, '').replaceAll(/`[^`]*`/g, '…');
const headOf = (fault: string) => fault.split('\n')[0] ?? '';
for (const fault of faults.slice(0, 3)) console.log(fault);
for (const fault of faults.slice(3, 40)) console.log(headOf(fault));
for (const link of missed.slice(0, 20)) console.log(link);
for (const [reason, links] of [...groupBy(missed, reasonOf)].sort(([, a], [, b]) => b.length - a.length))
  console.log(`${String(links.length)} stay, as ${links[0]?.split(':')[0] ?? ''}: ${reason}`);
console.log(`${count} projects, ${String(faults.length)} faults; ${String(replaced)} of ${String(plain)} plain links replaced`);
console.log([...rows].map(([row, times]) => `${row} ${String(times)}`).join(', '));
process.exitCode = faults.length > 0 ? 1 : 0;

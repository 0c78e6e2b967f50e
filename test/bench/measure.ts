/** What a ratio should be: at most, or at least. */
export type Goal = { readonly most: number } | { readonly least: number };

/** One line of the table: how long two ways took for the same, in milliseconds (or how much of a unit they needed), and the ratio of the first to the second. */
export interface Row {
  /** In place of milliseconds. */
  readonly unit?: string;
  readonly what: string;
  readonly ours: number;
  readonly other: number;
  readonly ratio: number;
  readonly goal: Goal;
}

/** A row that could not be measured, and why. */
export interface EmptyRow {
  readonly what: string;
  readonly reason: string;
}

type Work = () => unknown;

/** How many measured rounds a row has: more while they are quick, in milliseconds. */
const ROUNDS = { least: 3, most: 200, enough: 3000 };

/** Runs both ways in turn, now the one first and now the other, so that whatever else happens meets both alike; takes medians, the first round left out. */
async function medians(first: Work, second: Work): Promise<readonly [number, number]> {
  const taken: [number[], number[]] = [[], []];
  const started = performance.now();
  for (let round = 0; round <= ROUNDS.least || (round <= ROUNDS.most && performance.now() - started < ROUNDS.enough); round++) {
    for (const which of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const time = await timeOf(which === 0 ? first : second);
      if (round > 0) taken[which].push(time);
    }
  }
  return [median(taken[0]), median(taken[1])];
}

async function timeOf(work: Work): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Ours against a measure that it should stay near: the ratio is ours to the measure. */
export async function against(what: string, most: number, ours: Work, measure: Work): Promise<Row> {
  const [own, other] = await medians(ours, measure);
  return { what, ours: own, other, ratio: own / other, goal: { most } };
}

/** Ours against what others do for the same: the ratio says how many times faster ours is. */
export async function fasterThan(what: string, least: number, ours: Work, theirs: Work): Promise<Row> {
  const [own, other] = await medians(ours, theirs);
  return { what, ours: own, other, ratio: other / own, goal: { least } };
}

/** A count that should be no more than it has to be. */
export function counted(what: string, unit: string, ours: number, other: number, most = 1): Row {
  return { what, unit, ours, other, ratio: ours / other, goal: { most } };
}

const WIDTHS = [66, 10, 10, 10, 16, 5];

/** What stands above the rows. */
export const HEAD = lineOf(['', 'ours', 'other', 'ratio', 'goal', 'met']);

/** A row as a line of the table. */
export function line(row: Row | EmptyRow): string {
  return 'reason' in row ? `${row.what}: not measured, ${row.reason}` : lineOf(cellsOf(row));
}

function lineOf(cells: readonly string[]): string {
  return cells.map((cell, column) => (column === 0 ? cell.padEnd(WIDTHS[column] ?? 0) : cell.padStart(WIDTHS[column] ?? 0))).join('');
}

function cellsOf({ what, ours, other, ratio, goal, unit = 'ms' }: Row): readonly string[] {
  const met = 'most' in goal ? ratio <= goal.most : ratio >= goal.least;
  const wanted = 'most' in goal ? `<= ${goal.most} x` : `>= ${goal.least} x faster`;
  return [what, `${short(ours)} ${unit}`, `${short(other)} ${unit}`, `${short(ratio)} x`, wanted, met ? 'yes' : 'NO'];
}

/** Three digits that count. */
function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(value < 0.001 ? 1 : 3);
}

/** Whether some text fits both patterns, in which `*` stands for any characters or none. */
export function globsMeet(a: string, b: string): boolean {
  // Row i tells for each j whether a's rest from i and b's rest from j can be the same text.
  let below: readonly boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const row: boolean[] = [];
    for (let j = b.length; j >= 0; j--) row[j] = meet(a[i], b[j], { below: below[j], right: row[j + 1], diagonal: below[j + 1] });
    below = row;
  }
  return below[0] ?? false;
}

interface Neighbours {
  readonly below: boolean | undefined;
  readonly right: boolean | undefined;
  readonly diagonal: boolean | undefined;
}

function meet(a: string | undefined, b: string | undefined, { below, right, diagonal }: Neighbours): boolean {
  if (a === undefined && b === undefined) return true;
  if (a === '*' && (below ?? false)) return true;
  if (b === '*' && (right ?? false)) return true;
  if (a === '*' && b !== undefined) return right ?? false;
  if (b === '*' && a !== undefined) return below ?? false;
  return a === b && (diagonal ?? false);
}

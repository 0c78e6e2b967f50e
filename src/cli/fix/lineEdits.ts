import type { TextEdit } from '../../syntax/text.ts';

/** Edits of whole lines that make one text of another, few where little differs; time grows with the product of the lines between the ends that are alike. */
export function lineEdits(before: string, after: string): readonly TextEdit[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const alike = commonLines(old, now);
  const edits: TextEdit[] = [];
  let [at, there] = [0, 0];
  for (const [line, other] of [...alike, [old.length, now.length] as const]) {
    if (line > at || other > there) {
      const range = { start: { line: at, character: 0 }, end: { line, character: 0 } };
      edits.push({ range, newText: now.slice(there, other).join('') });
    }
    [at, there] = [line + 1, other + 1];
  }
  return edits;
}

/** With their ends; the last may have none. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

/** The longest row of lines that both have, each by its two numbers. */
function commonLines(old: readonly string[], now: readonly string[]): readonly (readonly [number, number])[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let a = old.length - 1; a >= 0; a--) {
    for (let b = now.length - 1; b >= 0; b--) {
      const [row, below] = [lengths[a], lengths[a + 1]];
      if (!row || !below) continue;
      row[b] = old[a] === now[b] ? (below[b + 1] ?? 0) + 1 : Math.max(below[b] ?? 0, row[b + 1] ?? 0);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let [a, b] = [0, 0]; a < old.length && b < now.length;) {
    if (old[a] === now[b]) pairs.push([a++, b++]);
    else if ((lengths[a + 1]?.[b] ?? 0) >= (lengths[a]?.[b + 1] ?? 0)) a++;
    else b++;
  }
  return pairs;
}

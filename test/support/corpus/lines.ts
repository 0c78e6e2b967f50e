/** Lines of one text that the other has not, and what it has in their place; counted from 0, `end` is the first line behind. */
export interface Hunk {
  readonly old: LineSpan;
  readonly now: LineSpan;
}

export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

/** The lines of a text with their ends; the last may have none. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

/** Where two rows of lines differ, by a row of lines that both have and that weighs the most; each line of the first weighs one unless it is said. */
export function hunksOf(
  before: readonly string[],
  after: readonly string[],
  weightOf: (line: number) => number = () => 1,
): readonly Hunk[] {
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const at = (old: number, now: number) => common[old * width + now] ?? 0;
  for (let old = before.length - 1; old >= 0; old--) {
    const weight = weightOf(old);
    for (let now = after.length - 1; now >= 0; now--) {
      const apart = Math.max(at(old + 1, now), at(old, now + 1));
      common[old * width + now] = before[old] === after[now] ? Math.max(at(old + 1, now + 1) + weight, apart) : apart;
    }
  }
  const isCommon = (old: number, now: number) =>
    old < before.length && before[old] === after[now] && at(old, now) === at(old + 1, now + 1) + weightOf(old);
  const hunks: Hunk[] = [];
  let [old, now] = [0, 0];
  while (old < before.length || now < after.length) {
    const start = { old, now };
    while (old < before.length || now < after.length) {
      if (isCommon(old, now)) break;
      if (now === after.length || (old < before.length && at(old + 1, now) >= at(old, now + 1))) old += 1;
      else now += 1;
    }
    if (old > start.old || now > start.now) hunks.push({ old: { start: start.old, end: old }, now: { start: start.now, end: now } });
    while (isCommon(old, now)) [old, now] = [old + 1, now + 1];
  }
  return hunks;
}

/** A hunk and those that say the same of other lines: what is only taken or only put may slide along lines that are alike. */
export function slidesOf(hunk: Hunk, before: readonly string[], after: readonly string[]): readonly Hunk[] {
  const { old, now } = hunk;
  const lines = old.start === old.end ? after : before;
  const { start, end } = old.start === old.end ? now : old;
  if (old.start !== old.end && now.start !== now.end) return [hunk];
  const by = (step: number): Hunk => ({
    old: { start: old.start + step, end: old.end + step },
    now: { start: now.start + step, end: now.end + step },
  });
  const slides = [hunk];
  for (let step = 1; lines[end + step - 1] !== undefined && lines[end + step - 1] === lines[start + step - 1]; step++)
    slides.push(by(step));
  for (let step = 1; lines[start - step] !== undefined && lines[start - step] === lines[end - step]; step++) slides.push(by(-step));
  return slides;
}

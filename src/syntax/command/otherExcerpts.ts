import { ExcerptBuilder } from '../shell/excerpt.ts';
import type { Excerpt } from '../shell/excerpt.ts';
import { linesOf } from '../shell/lines.ts';
import type { TextLine } from '../shell/lines.ts';

/** A whole shell script. */
export function shellExcerpts(text: string): readonly Excerpt[] {
  const builder = new ExcerptBuilder(text);
  builder.take({ start: 0, end: text.length });
  return [builder.done('')];
}

/** What begins a command of Docker among prose. */
const COMMAND = /^(?:sudo +(?:-\w+ +)*)?docker[ \t]|^\w+=\$\((?:sudo +)?docker[ \t]/;

/** The commands of Docker in a Dockerfile's comments, in which people write how its image is run, also behind a few words and a colon. */
export function dockerfileExcerpts(text: string): readonly Excerpt[] {
  const sign = /^[ \t]*#+[ \t]*(?:[A-Za-z][\w ,()'-]{0,60}:[ \t]+(?=[$>#]|sudo |docker ))?(?:[$>#][ \t]+)?/;
  return commandLines(text, linesOf(text), (line) => sign.exec(line)?.[0].length ?? null);
}

/** The lines that begin with a command of Docker, each with those in which it goes on; `sign` tells how much of a line is no script, null for all of it. */
export function commandLines(text: string, lines: readonly TextLine[], sign: (line: string) => number | null): readonly Excerpt[] {
  const builder = new ExcerptBuilder(text);
  let isContinued = false;
  for (const line of lines) {
    const skipped = sign(line.text);
    const from: number | null = skipped !== null && (isContinued || COMMAND.test(line.text.slice(skipped))) ? skipped : null;
    // Words before a command are about that command alone.
    if (from !== null) builder.take({ start: line.start + from, end: line.next }, !/\w:[ \t]/.test(line.text.slice(0, from)));
    isContinued = from !== null && line.text.endsWith('\\');
  }
  return [builder.done('')];
}

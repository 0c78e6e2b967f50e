import type { Range } from '../../syntax/text.ts';

/** A comment `# docker-links: ignore CODE reason`. */
export interface Ignore {
  readonly code: string;
  readonly range: Range;
  /** The line for which it speaks: its own, or for a comment that stands alone the next one that is none. */
  readonly line: number;
}

const COMMENT = /(?:^|[ \t])#[ \t]*docker-links:[ \t]*ignore[ \t]+([\w-]+)/;

/** The comments of a text that silence findings. */
export function ignoresIn(text: string): readonly Ignore[] {
  if (!text.includes('docker-links:')) return [];
  const lines = text.split(/\r\n|\r|\n/);
  return lines.flatMap((content, line) => {
    const found = COMMENT.exec(content);
    const code = found?.[1];
    if (!found || code === undefined) return [];
    const start = { line, character: content.indexOf('#', found.index) };
    return [{ code, range: { start, end: { line, character: content.length } }, line: spokenFor(lines, line) }];
  });
}

function spokenFor(lines: readonly string[], line: number): number {
  if (!/^\s*#/.test(lines[line] ?? '')) return line;
  const next = lines.findIndex((content, at) => at > line && !/^\s*#/.test(content));
  return next < 0 ? line : next;
}

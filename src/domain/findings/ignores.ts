import { Lines } from '../../syntax/text.ts';
import type { Range } from '../../syntax/text.ts';

/** A comment `docker-links: ignore CODE reason`. */
export interface Ignore {
  readonly code: string;
  readonly range: Range;
  /** The line for which it speaks: its own, or for a comment that stands alone the next one that is none. */
  readonly line: number;
}

/** A comment's place in its text, in UTF-16 units. */
interface Span {
  readonly start: number;
  readonly end: number;
}

const HASH = /(?:^|(?<=[ \t]))#.*/gm;
/** Behind the marks that begin a comment, a further line of it, or a comment within. */
const IGNORE = /(?:^[^\w\r\n]*|[ \t]#[ \t]*)docker-links:[ \t]*ignore[ \t]+([\w-]+).*/gm;

/** The comments of a text that silence findings; where its comments are not told, those that begin with `#`. */
export function ignoresIn(text: string, commentsOf: (text: string) => readonly Span[] = hashComments): readonly Ignore[] {
  if (!text.includes('docker-links:')) return [];
  const comments = commentsOf(text);
  const lines = new Lines(text);
  const isComment = commentLines(text, comments);
  return comments.flatMap(({ start, end: last }) =>
    [...text.slice(start, last).matchAll(IGNORE)].flatMap(({ index, 0: found, 1: code }): readonly Ignore[] => {
      if (code === undefined) return [];
      const end = start + index + found.length;
      const range = lines.range({ start: end - found.trimStart().length, end });
      return [{ code, range, line: spokenFor(isComment, range.start.line) }];
    }),
  );
}

function hashComments(text: string): readonly Span[] {
  return [...text.matchAll(HASH)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
}

/** Whether each line holds nothing but comments, and the braces in which JSX has them. */
function commentLines(text: string, comments: readonly Span[]): readonly boolean[] {
  let bare = '';
  let done = 0;
  for (const { start, end } of comments) {
    bare += text.slice(done, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ');
    done = end;
  }
  const written = text.split(/\r\n|\r|\n/);
  return (bare + text.slice(done))
    .split(/\r\n|\r|\n/)
    .map((line, at) => /^[\s{}]*$/.test(line) && (written[at] ?? '').length > 0 && line !== written[at]);
}

function spokenFor(isComment: readonly boolean[], line: number): number {
  if (isComment[line] !== true) return line;
  const next = isComment.findIndex((each, at) => at > line && !each);
  return next < 0 ? line : next;
}

/** Whether a comment is about readers of variables, which are judged where code is searched. */
export function isOfReaders({ code }: Ignore): boolean {
  return code.startsWith('usage-');
}

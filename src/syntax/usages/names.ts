/** Longest name and longest stretch around one that is looked at, in UTF-16 units; they keep every search linear. */
const LONGEST_NAME = 200;
const BEFORE = 160;
const AFTER = 240;

const MARK = /_(?:NAME|ENV_|PORT)/g;
const LINK_SHAPE =
  /^[A-Z0-9](?:[A-Z0-9_.]*[A-Z0-9])?_(?:NAME|ENV_\w+|PORT(?:_\d+(?:-\d+)?_(?:TCP|UDP|SCTP)(?:_(?:ADDR|PORT|PROTO|START|END|PORT_START|PORT_END))?)?)$/;

/** A word of a text that has the shape of a link variable's name. */
export interface Candidate {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Whether a text can hold a usage at all; one pass over it. */
export function mayHaveUsages(text: string): boolean {
  return /_(?:NAME|ENV_|PORT|TCP|UDP|SCTP)/.test(text);
}

/** Whether a link can set a variable of this name. */
export function isLinkShaped(name: string): boolean {
  return name.length <= LONGEST_NAME && LINK_SHAPE.test(name);
}

/** Whether nothing but a link makes such a name, as it holds a port with its protocol or the source's own variable. */
export function isStrong(name: string): boolean {
  return /_PORT_\d|_ENV_/.test(name);
}

/** The words of a text that have the shape of a link variable's name, in order. */
export function candidatesOf(text: string): readonly Candidate[] {
  const candidates: Candidate[] = [];
  let done = 0;
  for (const { index } of text.matchAll(MARK)) {
    if (index < done) continue;
    let start = index;
    while (start > done && index - start < LONGEST_NAME && /\w/.test(text[start - 1] ?? '')) start--;
    let end = index;
    while (end < text.length && end - index < LONGEST_NAME && /\w/.test(text[end] ?? '')) end++;
    const name = text.slice(start, end);
    if (isLinkShaped(name)) candidates.push({ name, start, end });
    done = end;
  }
  return candidates;
}

/** What stands before a place, at most so much as a reader's expression takes. */
export function before(text: string, start: number): string {
  return text.slice(Math.max(0, start - BEFORE), start);
}

/** What stands behind a place, at most so much as a reader's expression takes. */
export function after(text: string, end: number): string {
  return text.slice(end, end + AFTER);
}

/** The text with all that is outside of the matches (or, inverted, in them) replaced by blanks; line ends and places stay. */
export function blanked(text: string, pattern: RegExp, what: 'outside' | 'inside'): string {
  let result = '';
  let done = 0;
  const blank = (part: string): string => part.replace(/[^\r\n]+/g, (line) => ' '.repeat(line.length));
  for (const { 0: match, index } of text.matchAll(pattern)) {
    const between = text.slice(done, index);
    result += what === 'outside' ? blank(between) + match : between + blank(match);
    done = index + match.length;
  }
  const rest = text.slice(done);
  return result + (what === 'outside' ? blank(rest) : rest);
}

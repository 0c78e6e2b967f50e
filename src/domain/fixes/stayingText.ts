import type { StayingReader } from './rewrite.ts';

/** A reader that stays, as a line without an end: where it is, what it reads, and why. */
export function stayingText({ path, range, name, reason, at }: StayingReader, shown: (path: string) => string): string {
  const about = at ? ` ${shown(at.path)}:${at.line + 1}` : '';
  return `${shown(path)}:${range.start.line + 1}: ${name}, as ${reason}${about}`;
}

import { EMPTY } from './fallback.ts';
import type { Form } from './lexical.ts';

/** A comment up to the line's end. */
export function lineComment(open: string): Form {
  return { kind: 'comment', open, close: '(?=[\\r\\n])', multiline: true };
}

/** A comment between two marks. */
export function blockComment(open: string, close: string, nests = false): Form {
  return { kind: 'comment', open, close, multiline: true, nests };
}

/** A string of one line in which a backslash escapes. */
export function quoted(quote: string, more: Partial<Form> = {}): Form {
  return { kind: 'string', open: quote, close: quote, escapes: true, ...more };
}

/** `//` and C's block comments. */
export const C_COMMENTS: readonly Form[] = [lineComment('//'), blockComment('/\\*', '\\*/')];
/** A single quote; behind a letter it is an apostrophe. */
export const SINGLE = quoted("'", { open: "'(?<![A-Za-z0-9]')" });
/** A double quote. */
export const DOUBLE = quoted('"');
/** A character such as `'"'`, which is one token; any other single quote is none. */
export const CHARACTER: Form = { kind: 'string', open: String.raw`'(?:[^'\\\r\n]|\\[^\r\n'][^\r\n']{0,8}|\\')'` };
/** A regular expression between slashes, where a value can begin. */
export const SLASHES: Form = {
  kind: 'regex',
  open: String.raw`/(?<=(?:[(,=>:[!&|?{};~]\s{0,8}|^\s{0,80}|\b(?:return|when|if|unless|and|or|not)\s)/)(?![/*=\s])`,
  close: String.raw`(?<!\[[^\]\r\n]{0,60})/[a-z]*`,
  escapes: true,
};

/** A pattern for operators that stand before another value, when that is not as good as none. */
export function operator(...operators: readonly string[]): RegExp {
  return new RegExp(String.raw`^\s*(?:${operators.join('|')})${EMPTY}\s*\S`);
}

import { fallbackOfRest } from './fallback.ts';
import type { Token } from './lexical.ts';
import { after, before } from './names.ts';
import { isUrlUse } from './url.ts';
import type { Found } from './usage.ts';

const LONGEST_PIECE = 200;
const LONGEST_BETWEEN = 80;
const MARK = /_(?:PORT|NAME|ENV_|TCP|UDP|SCTP)|PORT_/;
const OPERATOR = String.raw`(?:\+|\.\.?(?=[\s$'"@])|<>|&(?!&))`;
const JOINED = new RegExp(String.raw`^\s*${OPERATOR}\s*(?:[^'"\n,;]{1,60}?\s*${OPERATOR}\s*)?$`);
const JOINED_BEFORE = new RegExp(String.raw`[\w)\]}]\s*${OPERATOR}\s*$`);
const JOINED_BEHIND = new RegExp(String.raw`^\s*${OPERATOR}\s*[\w$(@]`);
/** A string that is looked up in the environment right away. */
const LOOKED_UP = /env\w*(?:\.\w+)?\s*[([]\s*[^'"\n()]{0,60}$/i;

/** Names that strings build or match: concatenated, filled in, beginnings and endings, regular expressions. */
export function patternsOf(text: string, tokens: readonly Token[], fallback: RegExp): readonly Found[] {
  if (!/env/i.test(text)) return [];
  const found: Found[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const first = tokens[at];
    if (!first || !hasMark(text, first, tokens[at + 1])) continue;
    let last = first;
    let glob = globOf(text, first);
    for (let next = tokens[at + 1]; next && isPiece(next); next = tokens[at + 1]) {
      const between = next.start - last.end <= LONGEST_BETWEEN ? text.slice(last.end, next.start) : ',';
      if (!JOINED.test(between)) break;
      glob += (new RegExp(`^\\s*${OPERATOR}\\s*$`).test(between) ? '' : '*') + globOf(text, next);
      last = next;
      at++;
    }
    const whole = withEnds(text, glob, first, last);
    const place = { name: whole, start: first.contentStart, end: last.contentEnd };
    if (!isPattern(whole, isBuilt(text, glob, first) && LOOKED_UP.test(before(text, first.start)))) continue;
    const hasDefault = fallbackOfRest(after(text, last.end), fallback);
    found.push({ ...place, form: 'possible', hasDefault, url: isUrlUse(text, place) });
  }
  return found;
}

/** Whether a glob can stand for link variables only; `*_PORT` alone does where it is looked up in the environment. */
export function isPattern(glob: string, lookedUp: boolean): boolean {
  if (!glob.includes('*') || !/^[A-Z0-9_*]+$/.test(glob)) return false;
  return /_(?:TCP|UDP|SCTP)(?:_|\*|$)|PORT_(?:\d|\*)|[A-Z0-9*]_ENV_/.test(glob) || (lookedUp && /_(?:PORT|NAME)$/.test(glob));
}

/** What a regular expression matches, as a glob: without anchors it matches inside of a name. */
export function globOfExpression(expression: string): string {
  const source = expression.replace(/^\\A/, '^');
  const start = source.startsWith('^') ? '' : '*';
  const end = /(?:\$|\\[zZ]|=.*)$/.test(source) ? '' : '*';
  const body = source
    .replace(/^\^|\$$|\\[zZ]$|=.*$/g, '')
    .replace(/\(\?(?:<\w+>|P<\w+>|:)/g, '(')
    .replace(/\\[dws]|\[[^\]]*\]|\{[\d,]*\}/g, '*')
    .replace(/\([^()|]*\|[^()]*\)/g, '*')
    .replace(/[.+?]/g, '*')
    .replace(/[()\\]/g, '');
  return collapse(start + body + end);
}

function isPiece({ form, start, end }: Token): boolean {
  return form.kind !== 'comment' && end - start <= LONGEST_PIECE;
}

function hasMark(text: string, token: Token, next: Token | undefined): boolean {
  if (!isPiece(token)) return false;
  if (MARK.test(text.slice(token.start, token.end))) return true;
  return next !== undefined && isPiece(next) && next.start - token.end <= LONGEST_BETWEEN && MARK.test(text.slice(next.start, next.end));
}

function globOf(text: string, { form, contentStart, contentEnd, holes }: Token): string {
  let content = text.slice(contentStart, contentEnd);
  if (form.kind === 'regex') return globOfExpression(content);
  for (const { start, end } of holes.toReversed()) {
    const opening = start - contentStart - (text[start - 2] === '$' || text[start - 2] === '#' ? 2 : 1);
    content = `${content.slice(0, opening)}*${content.slice(end + 1 - contentStart)}`;
  }
  const delimited = /^([/#~])(.+)\1[a-z]*$/.exec(content)?.[2];
  if (delimited !== undefined) return globOfExpression(delimited);
  if (/^\^|\\[dwz]|\.[*+]|\[[^\]]+\][+*]?|\$$/.test(content)) return globOfExpression(content);
  return collapse(content.replace(/[$#]?\{[^{}]*\}|%[-\d]*[sdivq]|\$\w+/g, '*').replace(/=$/, ''));
}

function withEnds(text: string, glob: string, first: Token, last: Token): string {
  const start = glob.startsWith('_') || JOINED_BEFORE.test(before(text, first.start)) ? '*' : '';
  const end = glob.endsWith('_') || JOINED_BEHIND.test(after(text, last.end)) ? '*' : '';
  return collapse(start + glob + end);
}

/** Whether anything stands for the prefix. */
function isBuilt(text: string, glob: string, first: Token): boolean {
  return glob.includes('*') || JOINED_BEFORE.test(before(text, first.start));
}

function collapse(glob: string): string {
  return glob.replace(/\*+/g, '*');
}

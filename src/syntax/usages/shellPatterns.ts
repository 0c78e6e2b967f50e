import { isLinkShaped } from './names.ts';
import { globOfExpression, isPattern } from './patterns.ts';
import { stretchAt } from './shellLexer.ts';
import type { QuietStretch } from './shellLexer.ts';
import { isUrlUse } from './url.ts';
import type { Found } from './usage.ts';

/** `${!PREFIX*}`: all names that begin so. */
const BY_PREFIX = /\$\{!([A-Z][A-Z0-9_]{1,100})[*@]\}/g;
/** The environment printed into a pipe. */
const PRINTED = /\b(?:env|printenv|set|compgen\s+-[ev]|export\s+-p|declare\s+-x)[ \t]*\\?\s?\|/g;
/** How far a pipe is followed, in UTF-16 units. */
const PIPE = 300;
const IN_PIPE = /[\w^.*[\]\-\\+?|()$]*(?:_(?:TCP|UDP|SCTP|ENV_)|PORT_?\d*)[\w^.*[\]\-\\+?|()$]*=?/g;
/** A word with a variable in it. */
const BUILT = /(?:[A-Z0-9_]|\$\{?\w{1,60}\}?|%[sd]|[)`](?=_(?:PORT|TCP|UDP|ENV)_)){4,120}/g;
const HOLES = /\$\{?\w+\}?|%[sd]|[)`]/g;
/** A pattern of `case`, or a regular expression behind `=~`. */
const MATCHED = /(?<=[\s|(])[A-Z0-9_]{0,60}\*[A-Z0-9_*]{0,60}(?=\s?[)|])|(?<==~\s)[\w^.*[\]\-\\+?|()$]{1,120}/g;
/** Whether a script expands a variable whose name it computes. */
export const INDIRECT = /\$\{!\w|\beval\b|\bprintenv\s+["$]/;
/** Whether a script goes over the names of the environment. */
const NAMES = /\b(?:env|printenv|set|compgen\s+-[ev]|export\s+-p|declare\s+-x)\b|\$\{!/;

/** Names that a script builds or finds by a pattern: by prefix, in the printed environment, or for `eval` and `${!name}`. */
export function shellPatterns(text: string, quiet: readonly QuietStretch[]): readonly Found[] {
  const found = [
    ...byPrefix(text),
    ...printed(text),
    ...(INDIRECT.test(text) ? built(text) : []),
    ...(NAMES.test(text) ? matched(text) : []),
  ];
  return found.filter(({ start }) => stretchAt(quiet, start)?.kind !== 'comment');
}

function byPrefix(text: string): readonly Found[] {
  return [...text.matchAll(BY_PREFIX)].flatMap(({ index, 1: prefix = '' }) => possible(text, `${prefix}*`, index + 3, prefix.length));
}

function printed(text: string): readonly Found[] {
  return [...text.matchAll(PRINTED)].flatMap(({ index, 0: command }) => {
    const start = index + command.length;
    const pipe = /^(?:\\\r?\n|\|\s*\n|[^\n;])*/.exec(text.slice(start, start + PIPE))?.[0] ?? '';
    return [...pipe.matchAll(IN_PIPE)].flatMap(({ index: at, 0: source }) => {
      const name = source.replace(/^\^|=$|\$$/g, '');
      if (isLinkShaped(name)) return possible(text, name, start + at, source.length);
      return possible(text, globOfExpression(source), start + at, source.length);
    });
  });
}

function built(text: string): readonly Found[] {
  return [...text.matchAll(BUILT)].flatMap(({ index, 0: word }) => {
    const name = word
      .replace(/^.*[)`]/, '*')
      .replace(HOLES, '*')
      .replace(/\*+/g, '*');
    return name.includes('*') ? possible(text, name.endsWith('_') ? `${name}*` : name, index, word.length) : [];
  });
}

function matched(text: string): readonly Found[] {
  return [...text.matchAll(MATCHED)].flatMap(({ index, 0: word }) => {
    const isExpression = /=~\s$/.test(text.slice(Math.max(0, index - 3), index));
    return possible(text, isExpression ? globOfExpression(word) : word, index, word.length);
  });
}

function possible(text: string, name: string, start: number, length: number): readonly Found[] {
  if (!isPattern(name, true) && !isLinkShaped(name)) return [];
  const place = { name, start, end: start + length };
  return [{ ...place, form: 'possible', hasDefault: false, url: isUrlUse(text, place) }];
}

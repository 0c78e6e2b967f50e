import { Lines } from '../text.ts';
import { commentsOf } from './comments.ts';
import type { Comment } from './comments.ts';
import type { Language } from './language.ts';
import { after, before, candidatesOf } from './names.ts';
import { TEMPLATES } from './templates.ts';
import type { Usage } from './usage.ts';

/** A place that ties the name of a link's variable to something else than its readers. */
export interface Binding {
  readonly name: string;
  /** Counted from 0. */
  readonly line: number;
  /** Whether the variable gets a value or is taken away there, or `envsubst` is told to fill it into a template. */
  readonly kind: 'set' | 'listed';
}

/** A name, and what stands on its line and around it. */
interface Place {
  readonly left: string;
  readonly right: string;
}

type Rule = readonly [left: RegExp, right: RegExp];

const ANY = /^/;
/** A call that sets, and a key in one: both are easily taken for readers. */
const BY_CALL: readonly Rule[] = [
  [
    /\b(?:\w*(?:set|put|stub|with|delete|del|remove|export|mock)_?(?:env\w*|environment\w*|var)|env\w*(?:\(\))?\.(?:set|put|store|remove|delete)|unset|set)!?\s*[( ]\s*["'`]$/i,
    ANY,
  ],
  [/["'`]$/, /^["'`]\s*=>/],
];
/** A value that is put into something by its key, is assigned, is given with its name in a string, or is removed. */
const IN_CODE: readonly Rule[] = [
  [/(?:^|[,([\r\n]|(?<![$%#])\{)\s*["'`]?$/, /^["'`]?\s*(?::(?![:=-])|=>)/],
  [/[\w\])]\s*(?:\??\.\s*|[[{]\s*["'`]?)$/, /^["'`]?\s*[\]}]?\s*[+.]?=(?![=~>])/],
  [/["'`]$/, /^=(?:[^"'`=~>\s]|["'`]\s*(?:[+.]|<>))/],
  [/\b(?:unset|delete|del)\s*\(?\s*[$\w.]+\s*[[{.]\s*["'`]?$/, ANY],
];
const BY_KEYWORD: Rule = [/[(,]\s*$/, /^\s*=(?!=)/];
const IN_SHELL: readonly Rule[] = [
  [/(?:^|[\s;&|({`'"])$/, /^\+?=(?![=~])/],
  [/(?:^|[\s;&|({`])(?:unset|read|for|export|printf[ \t]+-v)[ \t]+(?:[-\w]+[ \t]+)*$/, /^(?:$|[\s;&|)])/],
];
/** A line that is only printed. */
const PRINTED = /\b(?:echo|printf)\b[^;|&]*["'][^;|&]*$/;
const IN_MAKE: Rule = [/^[ \t]*(?:(?:export|override)[ \t]+)*$/, /^[ \t]*[?:+!]{0,3}=/];
const IN_CONFIGURATION: readonly Rule[] = [
  [/(?:^|[\s;,{'"])$/, /^\s*=(?!=)/],
  [/\b(?:SetEnv|UnsetEnv|setenv|presetenv|unsetenv|\w+_param)\s+"?$/i, ANY],
  [/(?:^|[\n{,])\s*(?:- )?["']?$/, /^["']?\s*:(?:\s|$)/],
  [/\bname:\s*["']?$/, /^["']?\s+value:/],
];

/** The names with a port in them that a text sets, or lists for `envsubst`; `readers` are the places where it reads them. Compose files are asked elsewhere what they set. */
export function bindingsOf(text: string, language: Language, readers: readonly Pick<Usage, 'name' | 'range'>[]): readonly Binding[] {
  const candidates = candidatesOf(text).filter(({ name }) => /_PORT_\d/.test(name));
  if (candidates.length === 0) return [];
  const lines = new Lines(text);
  const read = new Map(readers.map(({ name, range }) => [lines.span(range).start, name]));
  const isCommented = commented(commentsOf(text, language));
  return candidates.flatMap(({ name, start, end }): readonly Binding[] => {
    if (isCommented(start)) return [];
    const { line } = lines.range({ start, end }).start;
    if (isListed(text, start)) return [{ name, line, kind: 'listed' }];
    const place = { left: before(text, start), right: after(text, end) };
    return isSet(language, place, read.get(start) === name) ? [{ name, line, kind: 'set' }] : [];
  });
}

/** Whether a name stands in the list of those that `envsubst` fills in: only a name can stand there, and templates have the same. */
export function isListed(text: string, start: number): boolean {
  const left = before(text, start);
  return left.includes('envsubst') && /\benvsubst\s[^'"\n;|&]*(?:'[^']*|"[^"]*|\\\$\{?)$/.test(left);
}

/** Whether a file in this language is filled in by a program that reads nothing else of it. */
export function isTemplate(language: Language): boolean {
  return Object.hasOwn(TEMPLATES, language);
}

/** Tells whether a place lies in a comment; places must be asked for in order. */
function commented(comments: readonly Comment[]): (place: number) => boolean {
  let next = 0;
  return (place) => {
    while ((comments[next]?.end ?? Infinity) <= place) next++;
    return (comments[next]?.start ?? Infinity) <= place;
  };
}

function isSet(language: Language, { left, right }: Place, isRead: boolean): boolean {
  const fits = ([before, behind]: Rule): boolean => before.test(left) && behind.test(right);
  const line = { left: left.slice(left.lastIndexOf('\n') + 1), right };
  if (language === 'compose') return false;
  if (language === 'shell' || language === 'dockerfile' || language === 'make') return !isRead && isSetInShell(language, line);
  if (isTemplate(language)) return !isRead && IN_CONFIGURATION.some(fits);
  if (BY_CALL.some(fits)) return true;
  return !isRead && (IN_CODE.some(fits) || (language === 'python' && fits(BY_KEYWORD)));
}

function isSetInShell(language: Language, line: Place): boolean {
  const fits = ([before, behind]: Rule): boolean => before.test(line.left) && behind.test(line.right);
  if (language === 'make' && fits(IN_MAKE)) return true;
  const written = line.right.split('\n', 1)[0] ?? '';
  return IN_SHELL.some(fits) && (!PRINTED.test(line.left) || written.includes('>'));
}

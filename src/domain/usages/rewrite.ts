import { Lines } from '../../syntax/text.ts';
import type { TextEdit } from '../../syntax/text.ts';
import { isListed } from '../../syntax/usages/bindings.ts';
import type { Language } from '../../syntax/usages/language.ts';
import type { Usage } from '../../syntax/usages/usage.ts';

/** An expression that reads one variable, up to its name and from there on. */
interface Expression {
  readonly head: RegExp;
  readonly tail: RegExp;
  /** The expression that prefers the new name and falls back to the old; `old` is the expression as written. */
  readonly write: (old: string, fresh: string) => string;
}

const either =
  (operator: string) =>
  (old: string, fresh: string): string =>
    `(${fresh} ${operator} ${old})`;
const INDEX = { tail: /^["']\s*\]/ } as const;
const CALL = { tail: /^["']\s*(?:,\s*(?:"[^"\\\n]*"|'[^'\\\n]*'|\d+)\s*)?\)/ } as const;

const EXPRESSIONS: Readonly<Partial<Record<Language, readonly Expression[]>>> = {
  javascript: [
    { head: /\bprocess\.env\.$/, tail: /^(?!\w)/, write: either('||') },
    { head: /\bprocess\.env\[["']$/, ...INDEX, write: either('||') },
  ],
  python: [
    { head: /\b(?:os\.)?environ\[["']$/, ...INDEX, write: (old, fresh) => `(${fresh.replace(/\[(.*)\]$/, '.get($1)')} or ${old})` },
    { head: /\b(?:(?:os\.)?environ\.get|(?:os\.)?getenv)\(["']$/, ...CALL, write: (old, fresh) => `(${onlyName(fresh)} or ${old})` },
  ],
  ruby: [
    { head: /\bENV\[["']$/, ...INDEX, write: either('||') },
    {
      head: /\bENV\.fetch\(["']$/,
      ...CALL,
      write: (old, fresh) => `(${onlyName(fresh).replace(/^ENV\.fetch\((.*)\)$/, 'ENV[$1]')} || ${old})`,
    },
  ],
  go: [
    {
      head: /\bos\.Getenv\("$/,
      tail: /^"\s*\)/,
      // An expression that needs no import.
      write: (old, fresh) => `func() string { if value := ${fresh}; value != "" { return value }; return ${old} }()`,
    },
  ],
  php: [
    { head: /\bgetenv\(["']$/, tail: /^["']\s*\)/, write: either('?:') },
    { head: /\$_(?:ENV|SERVER)\[["']$/, ...INDEX, write: either('??') },
  ],
  java: [
    {
      head: /\bSystem\.getenv\("$/,
      tail: /^"\s*\)/,
      write: (old, fresh) => `System.getenv().getOrDefault(${/"[^"]*"/.exec(fresh)?.[0] ?? '""'}, ${old})`,
    },
    {
      head: /\bSystem\.getenv\(\)\.getOrDefault\("$/,
      tail: /^"\s*,\s*"[^"\\\n]*"\s*\)/,
      write: (old, fresh) => `System.getenv().getOrDefault(${/"[^"]*"/.exec(fresh)?.[0] ?? '""'}, ${old})`,
    },
  ],
  shell: [
    { head: /(?<!\\)\$\{$/, tail: /^(?::?-[^{}$"'`\\\n]*)?\}/, write: (old, fresh) => `\${${/\w+/.exec(fresh)?.[0] ?? ''}:-${old}}` },
    { head: /(?<!\\)\$$/, tail: /^(?!\w)/, write: (old, fresh) => `\${${fresh.slice(1)}:-${old}}` },
  ],
};
/** Where a value is not read but tested for, set or removed, or where the text belongs to a string of another language. */
const NO_VALUE = /(?:\b(?:isset|empty|defined|exists|unset|delete|del|typeof)\s*\(?\s*|\bin\s+)$/;
const SET = /^\s*(?:[|?&/]{0,2}=(?![=~>])|\bin\b)/;

/**
 * The edit that makes a reader ask for another name: in place of the old one, or before it (`keepOld`) so that it still works beside a link.
 * Null where the value would have to be another (a link's URL), where the name is only part of a pattern or is one that a template is filled by,
 * or where the language has no expression for it.
 */
export function rewriteUsage(text: string, usage: Usage, to: { readonly name: string; readonly keepOld: boolean }): TextEdit | null {
  if (usage.form !== 'literal' || usage.url || !/^[A-Za-z_]\w*$/.test(to.name) || to.name === usage.name) return null;
  const lines = new Lines(text);
  const { start, end } = lines.span(usage.range);
  if (isListed(text, start)) return null;
  const left = text.slice(Math.max(0, start - 80), start);
  const right = text.slice(end, end + 160);
  if (!to.keepOld) return { range: usage.range, newText: namesLocal(usage.language, left, right) ? `${to.name}: ${usage.name}` : to.name };
  for (const { head, tail, write } of EXPRESSIONS[usage.language] ?? []) {
    const opening = head.exec(left);
    const closing = tail.exec(right);
    if (!opening || !closing) continue;
    const behind = right.slice(closing[0].length);
    if (NO_VALUE.test(left.slice(0, opening.index)) || SET.test(behind) || isFilledIn(usage.language, left)) return null;
    const block = usage.language === 'ruby' ? blockBehind(behind) : '';
    if (block === null) return null;
    const old = opening[0] + usage.name + closing[0] + block;
    const written = write(old, opening[0] + to.name + closing[0]);
    const newText = usage.language === 'javascript' && /^\s*\?\?/.test(behind) ? written.replace(' || ', ' ?? ') : written;
    return { range: lines.range({ start: start - opening[0].length, end: end + closing[0].length + block.length }), newText };
  }
  return null;
}

/** Whether a name that is taken out of the environment is also that of a local variable: `const { NAME } = process.env`. */
function namesLocal(language: Language, left: string, right: string): boolean {
  if (language !== 'javascript' && language !== 'coffeescript') return false;
  // A comment may stand before the name or behind it.
  return !/(?:[.'"`]|\$\{?)[ \t]*$|\benv\s*\??\.\s*$/.test(left) && /^\s*(?:[,}=]|\/[/*])/.test(right);
}

/** The block that a call in Ruby ends with, which may be none; null for one whose end is not on its line. */
function blockBehind(behind: string): string | null {
  if (/^[ \t]*do\b/.test(behind)) return null;
  return /^[ \t]*\{/.test(behind) ? (/^[ \t]*\{(?:[^{}"'\n]|"[^"{}\\\n]*"|'[^'{}\\\n]*')*\}/.exec(behind)?.[0] ?? null) : '';
}

/** Whether the string around it fills the name in, so that only a name can stand there. */
function isFilledIn(language: Language, left: string): boolean {
  return language === 'php' && /\{\$_\w+\[["']$/.test(left);
}

/** A call without its default. */
function onlyName(call: string): string {
  return call.replace(/(["'])\s*,.*\)$/, '$1)');
}

import { fallbackBehind } from './fallback.ts';
import { tokensOf } from './lexical.ts';
import type { Lexical, Token } from './lexical.ts';
import { after, before, candidatesOf, isLinkShaped, isStrong } from './names.ts';
import type { Candidate } from './names.ts';
import { patternsOf } from './patterns.ts';
import { TokenCursor } from './tokenCursor.ts';
import { isUrlUse } from './url.ts';
import type { Found } from './usage.ts';

/** How a programming language reads its environment. */
export interface CodeRules {
  readonly lexical: Lexical;
  /** What stands before a name that is written without quotes (`process.env.`). */
  readonly member?: RegExp;
  /** What stands before a name in a list of words or in a copy of the environment, where a port and a protocol or `_ENV_` say enough. */
  readonly loose?: RegExp;
  /** What stands before a name inside a string that the language fills in (`"$ENV{"`). */
  readonly inString?: RegExp;
  /** An operator, and what follows it, that gives another value where there is none. */
  readonly fallback: RegExp;
}

/** Anything that is called like the environment, up to the quote of the name: `os.environ.get(`, `ENV[`, `System.getenv().get(`. */
const ENVIRONMENT =
  /(?:\b|[$@_])\w*env\w*(?:\(\)|<\w+>|[!?])?(?:(?:\?\.|\.|::|->|\/|:)\w+(?:\(\)|<\w+>)?[!?]?)*\s*(?:[([]\s*(?:['"]\w+['"]\s*,\s*)*)?$|\bConfiguration(?:\.\w+(?:<\w+>)?)?\s*[([]\s*$|\$_SERVER\s*\[\s*$|\{:system,\s*$|\benv\s*,\s*$|\bprops?\.envOrElse\(\s*$/i;
const WRITER =
  /(?:\b(?:set_?env|put_?env|unset_?env|set_?var|set_?environment_?variable|remove_?var|delete_?env|print\w*|puts|echo|log\w*|warn\w*|error|info|debug|throw|raise|die)\b\W{0,2}|\b(?:unset|delete|del)\s*\(?\s*[$\w.]+\s*[[{.]\s*)$/i;
const DELETED = /\b(?:unset|delete|del)\s*\(?\s*[\w$.]*[[{.]?\s*$/i;
const ASSIGNED = /^\s*[\]}]?\s*=(?![=~>])/;
/** What a web server tells of a request, which PHP keeps beside the environment. */
const REQUEST = /^(?:SERVER_NAME|SERVER_PORT|SCRIPT_NAME|REMOTE_PORT)$/;
const KEY = /^\s*(?::(?!:)|=>)/;

/** What stands somewhere in any text that asks for its environment; a text without it is not taken apart for names that say little. */
const ASKS = /env|_SERVER|Configuration|:system/i;

/** The readers in a text of a programming language. */
export function scanCode(text: string, rules: CodeRules): readonly Found[] {
  const candidates = candidatesOf(text);
  if (!ASKS.test(text) && !candidates.some(({ name }) => isStrong(name))) return [];
  const tokens = tokensOf(text, rules.lexical);
  const cursor = new TokenCursor(tokens);
  const found: Found[] = [];
  for (const word of candidates) {
    const token = cursor.tokenAt(word.start);
    if (token?.form.kind === 'comment') continue;
    const candidate = token ? wholeString(text, token, word) : null;
    const form = candidate && token ? readOfString(text, token, candidate) : readOfWord(text, token, word, rules);
    if (!form) continue;
    const target = candidate ?? word;
    const hasDefault = fallbackBehind({ text, candidate: target, quotedEnd: candidate && token ? token.end : null, rules });
    found.push({ ...target, form, hasDefault, url: isUrlUse(text, target) });
  }
  return [...found, ...patternsOf(text, tokens, rules.fallback)];
}

/** The string's content, if the name is all of it; a prefix can hold a dot. */
function wholeString(text: string, { contentStart, contentEnd, form }: Token, { start, end }: Candidate): Candidate | null {
  if (form.kind !== 'string' || contentEnd !== end || start - contentStart > 100) return null;
  const name = text.slice(contentStart, contentEnd);
  return isLinkShaped(name) ? { name, start: contentStart, end: contentEnd } : null;
}

/** A name that is not looked up at once but kept or passed on: a port and a protocol say enough, `_ENV_` may be anything. */
function readOfString(text: string, token: Token, { name }: Candidate): Found['form'] | null {
  const left = before(text, token.start);
  const right = after(text, token.end);
  if (REQUEST.test(name)) return null;
  if (/^\s*(?:(?:not\s+)?in\s+|,\s*)[\w.]*(?:env|\$_(?:ENV|SERVER))/i.test(right)) return 'literal';
  if (WRITER.test(left) || ASSIGNED.test(right)) return null;
  if (ENVIRONMENT.test(left)) return DELETED.test(left) ? null : 'literal';
  if (!isStrong(name) || (KEY.test(right) && /(?:^|[{,([\r\n])\s*$/.test(left))) return null;
  return /_PORT_\d/.test(name) ? 'literal' : 'possible';
}

function readOfWord(text: string, token: Token | null, candidate: Candidate, rules: CodeRules): Found['form'] | null {
  return isWordRead(text, token, candidate, rules) ? 'literal' : null;
}

function isWordRead(text: string, token: Token | null, { name, start, end }: Candidate, rules: CodeRules): boolean {
  const right = after(text, end);
  if (!token) {
    const left = before(text, start);
    if (destructured(left, right)) return true;
    if (ASSIGNED.test(right) || DELETED.test(left)) return false;
    return rules.member?.test(left) === true || (isStrong(name) && rules.loose?.test(left) === true);
  }
  if (token.form.kind !== 'string') return false;
  const left = before(text, start).slice(-Math.max(1, start - token.contentStart));
  if (rules.inString?.test(left)) return token.form.interpolates === true;
  if (!isStrong(name) || token.form.interpolates === true) return false;
  if (/(?:^|[^\\])\$\{?$/.test(left)) return true;
  // A format that is filled from the environment itself.
  return /(?:%\(|\{)$/.test(left) && /^[)}][^\n]*environ/.test(right);
}

/** `const { NAME } = process.env`, or `const { env: { NAME } } = process` */
function destructured(left: string, right: string): boolean {
  // The local name in `{ NAME: local }`.
  if (/:\s*$/.test(left)) return false;
  if (/\benv\s*:\s*\{[^{}]*$/.test(left) && /^[^{}]*\}[^{}]*\}\s*=\s*(?:process|require)\b/.test(right)) return true;
  return /\{[^{}]*$/.test(left) && /^[^{}]*\}\s*=\s*(?:process\.)?env\b/.test(right);
}

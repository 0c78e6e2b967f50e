import type { Candidate } from './names.ts';
import { after, before } from './names.ts';

interface Behind {
  readonly text: string;
  readonly candidate: Candidate;
  /** Where the string ends that the name is; null for a name without quotes. */
  readonly quotedEnd: number | null;
  readonly rules: { readonly fallback: RegExp };
}

/** Brackets that end the expression, and methods that change the value only. */
const CLOSING = /^(?:["']?\s*[)\]}]|[!?]?\.(?:to_\w+|toInt|trim|strip|map|get|as_\w+|ok)\b(?:\([^()\n]{0,60}\))?[!?]?|!|\s+as\s+\w+)*/;
/** A value that is as good as none. */
export const EMPTY = String.raw`(?!\s*(?:''|""|null|nil|None|undefined|false|true)\s*(?:[)\];,}\r\n]|$))`;
const SECOND_ARGUMENT = new RegExp(String.raw`^\s*,\s*(?=\S)(?!\$_(?:ENV|SERVER)|[\w.]*env\w*\s*\))${EMPTY}`);
const LIST_CALL = /values_at|\[\s*(?:['"]\w+['"]\s*,\s*)*$/;
/** Functions that take the value, and another for where it is missing. */
const OUTER_CALL = /(?:requireNonNullElse|firstNonNull|defaultIf\w+|defaultString|coalesce|ifEmpty)(?:Get)?\(\s*[\w.]+\(\s*["']?$/i;
const CALL = /(?<!\bin)[\w!?>]\(\s*$|\{:system,\s*$|\bfetch\s+$/;

/** Whether the expression that reads the name has another value where the variable is not set. */
export function fallbackBehind({ text, candidate, quotedEnd, rules }: Behind): boolean {
  const right = after(text, quotedEnd ?? candidate.end);
  const left = before(text, quotedEnd === null ? candidate.start : candidate.start - 1);
  if (quotedEnd !== null && SECOND_ARGUMENT.test(right) && CALL.test(left) && !LIST_CALL.test(left)) return true;
  if (quotedEnd === null && left.endsWith('${') && /^:?-?[^}\s:?+#%/^,]/.test(right)) return true;
  if (OUTER_CALL.test(left) && /^["']?\s*\)\s*,/.test(right)) return true;
  return fallbackOfRest(right, rules.fallback) || destructuredDefault(left, right) || conditional(text, candidate);
}

/** Whether an operator for a missing value follows, brackets that end the expression left aside. */
export function fallbackOfRest(right: string, fallback: RegExp): boolean {
  return fallback.test(right.slice(CLOSING.exec(right)?.[0].length ?? 0));
}

/** `const { NAME: local = 'value' } = process.env` */
function destructuredDefault(left: string, right: string): boolean {
  return (
    /[{,]\s*$/.test(left) &&
    /^(?:\s*:\s*\w+)?\s*=\s*[^=>][^{}]*\}(?:\s*=\s*(?:process\.)?env\b|[^{}]*\}\s*=\s*(?:process|require)\b)/.test(right)
  );
}

/** A choice on one line: the variable is tested there, and the other branch does without it. */
function conditional(text: string, { name, start, end }: Candidate): boolean {
  const left = before(text, start).split('\n').at(-1) ?? '';
  const right = after(text, end).split('\n', 1)[0] ?? '';
  if (/^[^?\n]{0,30}\s\?(?![.?:])[^:\n]*:(?!:)/.test(right) && new RegExp(`:${EMPTY}\\s*\\S`).test(right)) return true;
  const twice = left.includes(name) || right.includes(name);
  return twice && (/\s\?\s[^\n]*:\s/.test(left + right) || /\sif\s[^\n]*\selse\s/.test(left + right));
}

import { after, before, candidatesOf, isLinkShaped, isStrong } from './names.ts';
import type { Candidate } from './names.ts';
import { quietStretches, stretchAt } from './shellLexer.ts';
import type { QuietStretch } from './shellLexer.ts';
import { INDIRECT, shellPatterns } from './shellPatterns.ts';
import { isUrlUse } from './url.ts';
import type { Found } from './usage.ts';

/** A command whose argument in single quotes is a script or a template that is filled in later. */
const SCRIPT_ARGUMENT = /(?:\b(?:eval|trap|envsubst)|\s-\w*c)\s+$/;
/** What is written into a file is a script or a template for later. */
const REDIRECTED = />\s*[^\s&|;]|\btee\b|\b(?:ba|da|a|k|z)?sh\b|^\s*(?:COPY|ADD)\b/;
/** Other languages' readers inside of a script. */
const FOREIGN = /(?:\bENVIRON\[\\?"|\bprocess\.env\.|\bENV\[\\?['"]|\benviron(?:\.get)?[[(]\\?['"]|\bgetenv\(\\?['"]|\$ENV\{['"]?)$/;
const FOREIGN_FALLBACK = /^\\?['"]?[\])}]+\s*(?:\|\||\?\?|\/\/|\bor\b)\s*[^\s'"]|^\\?['"]?[\])}]+\s*(?:\|\||\?\?|\/\/|\bor\b)\s*['"][^'"]/;
/** Commands and operators that take a name without a dollar. */
const NAMED = /(?:\bprintenv\s+|(?:\[\[?|\btest)\s[^\]\n]*-v\s+|\(\([^()\n]*(?<![\w$]))$/;

/** The readers in a shell script. */
export function scanShell(text: string): readonly Found[] {
  const stretches = quietStretches(text);
  const own = ownVariables(text);
  const indirect = INDIRECT.test(text);
  const found: Found[] = [];
  for (const candidate of candidatesOf(text)) {
    const quiet = stretchAt(stretches, candidate.start);
    if (quiet?.kind === 'comment' || own(candidate)) continue;
    const form = isRead(text, candidate, quiet) ? 'literal' : indirect && isNamed(text, candidate, quiet) ? 'possible' : null;
    if (form) found.push({ ...candidate, form, hasDefault: hasDefault(text, candidate), url: isUrlUse(text, candidate) });
  }
  return [...found, ...shellPatterns(text, stretches)];
}

/** Whether `$NAME` or `${NAME…}` stands here, the dollar not escaped unless for a script within the script. */
export function isExpansion(text: string, { start }: Candidate): boolean {
  const left = before(text, start);
  const dollar = /(\\*)\$(?:\{[#!]?)?$/.exec(left);
  if (!dollar) return false;
  return (dollar[1] ?? '').length % 2 === 0 || /(?:\beval|\s-\w*c)\s[^\n]*$/.test(left);
}

/** Whether the expansion that ends behind the name has a word for a missing value. */
export function hasDefault(text: string, { start, end }: Candidate): boolean {
  const right = after(text, end);
  if (FOREIGN.test(before(text, start))) return /^\\?['"]\s*,\s*[^\s)]/.test(right) || FOREIGN_FALLBACK.test(right);
  return /^:?[-=](?!\})/.test(right);
}

/** A name on its own, which a script that expands names indirectly may be about. */
function isNamed(text: string, { name, start, end }: Candidate, quiet: QuietStretch | null): boolean {
  if (quiet || !isStrong(name) || !/(?:^|[\s("'=])$/.test(before(text, start))) return false;
  return /^(?:$|[\s)"';])/.test(after(text, end));
}

function isRead(text: string, candidate: Candidate, quiet: QuietStretch | null): boolean {
  const left = before(text, candidate.start);
  if (FOREIGN.test(left)) return true;
  if (quiet && !isScript(text, quiet)) return false;
  return isExpansion(text, candidate) || NAMED.test(left);
}

function isScript(text: string, { kind, start, end }: QuietStretch): boolean {
  if (kind === 'heredoc') {
    const line = text.slice(Math.max(0, start - 200), start - 1);
    return REDIRECTED.test(line.slice(line.lastIndexOf('\n') + 1).replace(/<<-?.*?\w+['"]?/, ' '));
  }
  const behind = text.slice(end + 1, end + 100);
  return SCRIPT_ARGUMENT.test(before(text, start)) || /^\s*>/.test(behind);
}

/**
 * Tells whether the script set a variable itself before a place: with any command for a name that says little, else as the first
 * command of a line that is not indented.
 */
function ownVariables(text: string): (candidate: Candidate) => boolean {
  const first = new Map<string, number>();
  for (const { index, groups } of text.matchAll(SETTING)) {
    const name = groups?.['set'] ?? groups?.['given'] ?? '';
    if (!isLinkShaped(name) || first.has(name) || new RegExp(`\\$\\{?${name}\\b`).test(groups?.['value'] ?? '')) continue;
    if (isStrong(name) && groups?.['first'] === undefined) continue;
    first.set(name, index);
  }
  return ({ name, start }) => (first.get(name) ?? Infinity) < start;
}

const SETTING =
  /(?:(?<first>^)|[ \t;&|({])(?:(?:export|local|readonly|declare|typeset)[ \t]+)?(?<set>[A-Z0-9_]{3,200})=(?<value>(?:"[^"\n]{0,200}"|[^\s;&|]){0,200})|\b(?:for|read(?:[ \t]+-\w+)*)[ \t]+(?<given>[A-Z0-9_]{3,200})\b/gm;

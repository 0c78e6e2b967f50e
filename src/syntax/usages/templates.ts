import { after, before, blanked, candidatesOf, isLinkShaped, isStrong } from './names.ts';
import type { Candidate } from './names.ts';
import { isUrlUse } from './url.ts';
import type { Found } from './usage.ts';

/** How a configuration format or a template refers to the environment. */
export interface TemplateRules {
  /** Comments; what is in them is no reader. */
  readonly comments?: RegExp;
  /** The stretches in which alone something is filled in. */
  readonly actions?: RegExp;
  /** What stands before the name, each at the end. */
  readonly references: readonly RegExp[];
  /** What stands before the name where only one with a port and a protocol is surely meant. */
  readonly strong?: readonly RegExp[];
  /** What the format puts before the name itself. */
  readonly prefix?: string;
  /** Whether `${NAME` must be followed by `}`, as there are no defaults. */
  readonly closed?: true;
  /** What stands behind the name where there is a default. */
  readonly fallback?: RegExp;
}

const HASH = /^[ \t]*#.*|[ \t]#[^\n]*/gm;
const HASH_LINES = /^[ \t]*#.*/gm;
const BRACED = /(?:^|[^\\$])\$\{$/;
const DOLLAR = /(?:^|[^\\$])\$\{?$/;
/** `${NAME:default}` of Spring, and a shell's `:-`. */
const COLON = /^:?-?[^\s}:][^}\n]*\}|^:-?[^\s}][^}\n]*\}/;
const PIPED = /^(?:['"]\s*\))?['"]?\]?\s*\|\s*default\b/;
const LUA_OR = /^['"]?\s*\)?\s*or\s+(?!nil\b)\S/;

/** The template and configuration formats. */
export const TEMPLATES = {
  /** GNU gettext's envsubst, which knows neither comments nor defaults. */
  envsubst: { references: [/\$\{?$/], closed: true },
  nginx: {
    comments: HASH_LINES,
    references: [/^[ \t]*env[ \t]+$/m, /getenv\(\s*['"]$/, /\$ENV\{['"]?$/],
    strong: [DOLLAR],
    fallback: LUA_OR,
  },
  haproxy: { comments: HASH, references: [BRACED, /"[^"'\n]*\$\{?$/, /\benv\($/], fallback: /^:?-[^}\s]/ },
  gotemplate: {
    comments: /\{\{-?\s*\/\*[^]*?\*\//g,
    actions: /\{\{(?:(?!\}\})[^])*/g,
    references: [/\.Env\.$/, /\b(?:get)?env\s+["'`]$/i, /\.Env\s+["'`]$/, /\bkeyOrDefault\s+["']$/],
    fallback: /^["'`]\s+(?:["'`](?!["'`])|\d)|^\s+(?:["'`](?!["'`])|\d)|^["'`]?\s*\|\s*default\b/,
  },
  jinja: { comments: /\{#[^]*?#\}/g, actions: /\{[{%](?:(?![%}]\})[^])*/g, references: [/[\s'"({|]$/], fallback: PIPED },
  properties: { comments: /^[ \t]*[#!].*/gm, references: [BRACED, /\$\{env[.:]$/], fallback: COLON },
  yaml: { comments: HASH, references: [/%env\((?:\w+:)*$/], strong: [BRACED, /\$\{env[.:]$/], fallback: COLON },
  hocon: { comments: /(?:^|\s)(?:#|\/\/).*/gm, references: [/\$\{\??$/], fallback: /(?!)/ },
  supervisor: { comments: /^[ \t]*[;#].*|[ \t];.*/gm, references: [/%\($/], prefix: 'ENV_', strong: [DOLLAR] },
  systemd: {
    comments: /^[ \t]*[#;].*/gm,
    actions: /^(?:Exec\w+|PassEnvironment)=(?:\\\r?\n|.)*/gm,
    references: [/\$\{?$/, /^PassEnvironment=(?:\\\r?\n|.)*$/m],
    fallback: /^:?[-=][^}\s]/,
  },
  apache: { comments: HASH_LINES, references: [BRACED, /^[ \t]*PassEnv\s[^\n]*$/im, /%\{ENV:$/] },
  json: { references: [], strong: [DOLLAR], fallback: /^:?-[^}\s]/ },
} as const satisfies Readonly<Record<string, TemplateRules>>;

/** The readers in a template or a configuration file. */
export function scanTemplate(text: string, rules: TemplateRules): readonly Found[] {
  const bare = rules.comments ? blanked(text, rules.comments, 'inside') : text;
  const plain = rules.actions ? blanked(bare, rules.actions, 'outside') : bare;
  const found: Found[] = [];
  for (const candidate of candidatesOf(plain)) {
    const reference = referenceTo(plain, candidate, rules);
    if (!reference) continue;
    const right = after(plain, reference.end);
    const hasDefault = rules.fallback?.test(right) === true || /\bdefault\s+\.Env\.$|\{\?$/.test(before(plain, reference.start));
    found.push({ ...reference, form: 'literal', hasDefault, url: isUrlUse(plain, reference) });
  }
  return found;
}

/** The name that a reference refers to, without what the format puts before it; null when nothing refers to it. */
function referenceTo(text: string, candidate: Candidate, { prefix, references, strong, closed }: TemplateRules): Candidate | null {
  const left = before(text, candidate.start);
  const right = after(text, candidate.end);
  if (/^\s*=/.test(right) || (closed && left.endsWith('{') && !right.startsWith('}'))) return null;
  if (strong?.some((pattern) => pattern.test(left)) && isStrong(candidate.name)) return candidate;
  if (!references.some((pattern) => pattern.test(left))) return null;
  if (prefix === undefined) return candidate;
  const name = candidate.name.slice(prefix.length);
  const start = candidate.start + prefix.length;
  return candidate.name.startsWith(prefix) && isLinkShaped(name) ? { ...candidate, name, start } : null;
}

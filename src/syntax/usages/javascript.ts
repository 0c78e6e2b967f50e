import type { CodeRules } from './code.ts';
import { C_COMMENTS, DOUBLE, SINGLE, SLASHES, lineComment, operator, quoted } from './forms.ts';

const MEMBER = /(?:\bprocess\s*(?:\?\.|\.)\s*env|\bimport\.meta\.env|\bBun\.env|(?<![\w.])env)\s*(?:\?\.|\.)\s*$/;
const TEMPLATE = quoted('`', { multiline: true, hole: String.raw`\$\{`, interpolates: true });

/** JavaScript and TypeScript. */
export const javascript: CodeRules = {
  lexical: { forms: [...C_COMMENTS, TEMPLATE, SINGLE, DOUBLE, SLASHES] },
  member: MEMBER,
  loose: /[\w)\]]\s*\??\.\s*$/,
  fallback: operator(String.raw`\|\|=?`, String.raw`\?\?=?`),
};

/** CoffeeScript. */
export const coffeescript: CodeRules = {
  lexical: { forms: [lineComment('#(?!\\{)'), quoted('"', { hole: '#\\{', interpolates: true }), SINGLE] },
  member: MEMBER,
  fallback: operator(String.raw`\|\|=?`, String.raw`\bor\b`, String.raw`\?`),
};

import type { CodeRules } from './code.ts';
import { C_COMMENTS, SINGLE, lineComment, operator, quoted } from './forms.ts';

/** What is PHP's in a file, the rest being text. */
export const PHP_CODE = /<\?(?:php\b|=)(?:(?!\?>)[^])*/g;

/** PHP. */
export const php: CodeRules = {
  lexical: { forms: [...C_COMMENTS, lineComment('#(?!\\[)'), quoted('"', { interpolates: true }), { ...SINGLE, interpolates: false }] },
  inString: /\$_(?:ENV|SERVER)\[['"]?$/,
  fallback: operator(String.raw`\?:`, String.raw`\?\?=?`, String.raw`\|\|`, String.raw`\bor\b`),
};

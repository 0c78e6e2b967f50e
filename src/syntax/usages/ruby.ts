import type { CodeRules } from './code.ts';
import { DOUBLE, SINGLE, SLASHES, blockComment, lineComment, operator, quoted } from './forms.ts';

const HOLE = { hole: '#\\{', interpolates: true } as const;

/** Ruby. */
export const ruby: CodeRules = {
  lexical: {
    forms: [
      blockComment('^=begin\\b', '^=end\\b'),
      lineComment('#(?!\\{)'),
      { ...DOUBLE, ...HOLE },
      quoted('`', HOLE),
      { ...SINGLE, interpolates: true },
      SLASHES,
    ],
  },
  loose: /%[wW][[({|!][\w\s]*$/,
  fallback: operator(String.raw`\|\|=?`, String.raw`\bor\b`, String.raw`\{(?!\s*\|)`),
};

/** Elixir. */
export const elixir: CodeRules = {
  lexical: { forms: [lineComment('#(?!\\{)'), quoted('"""', { multiline: true, ...HOLE }), { ...DOUBLE, ...HOLE }, SINGLE] },
  fallback: operator(String.raw`\|\|`, String.raw`\bor\b`),
};

import type { CodeRules } from './code.ts';
import { CHARACTER, C_COMMENTS, DOUBLE, SINGLE, blockComment, lineComment, operator, quoted } from './forms.ts';

const HOLE = { hole: '\\{(?!\\{)', interpolates: true } as const;
const VERBATIM = quoted('"', { open: '@"', escapes: false, multiline: true });

/** Go; its raw strings stand in backquotes. */
export const go: CodeRules = {
  lexical: { forms: [...C_COMMENTS, DOUBLE, quoted('`', { escapes: false, multiline: true }), CHARACTER] },
  fallback: /(?!)/,
};

/** Rust. */
export const rust: CodeRules = {
  lexical: {
    forms: [
      lineComment('//'),
      blockComment('/\\*', '\\*/', true),
      quoted('"###', { open: 'r###"', escapes: false, multiline: true }),
      quoted('"##', { open: 'r##"', escapes: false, multiline: true }),
      quoted('"#', { open: 'r#"', escapes: false, multiline: true }),
      quoted('"', { open: '\\br"', escapes: false, multiline: true }),
      quoted('"', { multiline: true }),
      CHARACTER,
    ],
  },
  fallback: operator(String.raw`\.(?:unwrap_or\w*|or\w*|map_or\w*)\s*\(`),
};

/** C#. */
export const csharp: CodeRules = {
  lexical: {
    forms: [
      ...C_COMMENTS,
      quoted('"""', { escapes: false, multiline: true }),
      { ...VERBATIM, open: '(?:\\$@|@\\$)"', ...HOLE },
      VERBATIM,
      quoted('"', { open: '\\$"', ...HOLE }),
      DOUBLE,
      CHARACTER,
    ],
  },
  fallback: operator(String.raw`\?\?=?`),
};

/** Lua. */
export const lua: CodeRules = {
  lexical: {
    forms: [
      blockComment('--\\[(?:=*)\\[', '\\](?:=*)\\]'),
      lineComment('--'),
      quoted('\\]\\]', { open: '\\[\\[', escapes: false, multiline: true }),
      DOUBLE,
      SINGLE,
    ],
  },
  fallback: operator(String.raw`\bor\b`),
};

import type { CodeRules } from './code.ts';
import { CHARACTER, C_COMMENTS, DOUBLE, SINGLE, blockComment, lineComment, operator, quoted } from './forms.ts';

const HOLE = { hole: String.raw`\$\{`, interpolates: true } as const;
const NESTED = [lineComment('//'), blockComment('/\\*', '\\*/', true)];
const OR_ELSE = String.raw`\.(?:orElse\w*|getOrElse)\s*\(`;
const RAW = quoted('"""', { multiline: true, escapes: false });

/** Java. */
export const java: CodeRules = {
  lexical: { forms: [...C_COMMENTS, RAW, DOUBLE, CHARACTER] },
  fallback: operator(OR_ELSE),
};

/** Kotlin. */
export const kotlin: CodeRules = {
  lexical: { forms: [...NESTED, { ...RAW, ...HOLE }, { ...DOUBLE, ...HOLE }, CHARACTER] },
  fallback: operator(String.raw`\?:`),
};

/** Scala. */
export const scala: CodeRules = {
  lexical: {
    forms: [
      ...NESTED,
      { ...RAW, open: String.raw`\b[sf]"""`, ...HOLE },
      { ...DOUBLE, open: String.raw`\b[sf]"`, ...HOLE },
      RAW,
      DOUBLE,
      CHARACTER,
    ],
  },
  fallback: operator(OR_ELSE),
};

/** Groovy, Jenkinsfiles and Gradle files. */
export const groovy: CodeRules = {
  lexical: { forms: [...C_COMMENTS, { ...RAW, ...HOLE }, quoted("'''", { multiline: true }), { ...DOUBLE, ...HOLE }, SINGLE] },
  member: /(?<![\w.])env\s*\??\.\s*$/,
  fallback: operator(String.raw`\?:`, OR_ELSE),
};

/** Clojure. */
export const clojure: CodeRules = {
  lexical: { forms: [lineComment(';'), quoted('"', { multiline: true })] },
  fallback: /^\s+(?:"(?!")|\d|\()/,
};

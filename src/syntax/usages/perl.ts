import type { CodeRules } from './code.ts';
import { DOUBLE, SLASHES, blockComment, lineComment, operator, quoted } from './forms.ts';

/** Perl. */
export const perl: CodeRules = {
  lexical: {
    forms: [
      blockComment('^=(?:pod|head\\d|begin|over|item|encoding)\\b', '^=cut\\b'),
      { kind: 'regex', open: String.raw`\{(?<=~\s{0,8}(?:m|s|qr|tr|y)?\{)`, close: '\\}', escapes: true },
      { kind: 'regex', open: String.raw`[|!,#](?<=~\s{0,8}(?:m|s|qr|tr|y).)`, close: '[|!,#]', escapes: true },
      { kind: 'regex', open: String.raw`/(?<=~\s{0,8}(?:m|s|qr|tr|y)/)`, close: '/', escapes: true },
      lineComment('#(?<![$\\w{]#)'),
      { ...DOUBLE, interpolates: true },
      quoted("'", { open: "'(?<![A-Za-z0-9&]')", interpolates: false }),
      SLASHES,
    ],
  },
  member: /\$ENV\{\s*$|@ENV\{\s*qw[({[/][\w\s]*$/,
  inString: /\$ENV\{['"]?$/,
  fallback: operator(String.raw`\|\|=?`, String.raw`//=?`, String.raw`\bor\b`),
};

import type { CodeRules } from './code.ts';
import { DOUBLE, SINGLE, lineComment, operator, quoted } from './forms.ts';

const FORMAT = { hole: '\\{(?!\\{)', interpolates: true } as const;
const PREFIX = String.raw`\b[rR]?[fF][rR]?`;
const triple = (quote: string): string => `${quote}{3}`;

/** Python. */
export const python: CodeRules = {
  lexical: {
    forms: [
      lineComment('#'),
      ...["'", '"'].flatMap((quote) => [
        quoted(triple(quote), { open: PREFIX + triple(quote), multiline: true, ...FORMAT }),
        quoted(triple(quote), { multiline: true, interpolates: true }),
        quoted(quote, { open: PREFIX + quote, ...FORMAT }),
        quoted(quote, { open: String.raw`\b[rRbBuU]{1,2}${quote}` }),
      ]),
      SINGLE,
      DOUBLE,
    ],
  },
  fallback: operator(String.raw`\bor\b`),
};

import type { Span } from '../../syntax/text.ts';

/** What may stand before and behind a host's name: in a text of its own, in a URL, or in a list of hosts. */
const BEFORE = String.raw`(?<=^|[\s"'\`=,;(\[{|>]|\/\/|@)`;
const BEHIND = String.raw`(?=$|[\s"'\`,;)\]}|/<]|:(?:\d|\$))`;

/** Where a text has a name as a host: whole, and not as a folder of a path or a part of a longer name. */
export function hostWords(text: string, name: string): readonly Span[] {
  return spansOf(text, `${BEFORE}${escaped(name)}${BEHIND}`);
}

/** Where program code has a name surely as a host: behind `//` or `@`, or before a port. */
export function hostWordsInCode(text: string, name: string): readonly Span[] {
  const word = escaped(name);
  return spansOf(text, String.raw`(?<=\/\/|@)${word}${BEHIND}|${BEFORE}${word}(?=:\d)`);
}

function spansOf(text: string, pattern: string): readonly Span[] {
  return [...text.matchAll(new RegExp(pattern, 'gm'))].map(({ index, 0: found }) => ({ start: index, end: index + found.length }));
}

function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\-]/g, String.raw`\$&`);
}

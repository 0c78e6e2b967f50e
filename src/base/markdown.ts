/** Text that was read, as a Markdown code span: nothing in it is markup, and it stays on one line. */
export function code(text: string): string {
  const line = text.replaceAll(/\p{Cc}+/gu, ' ');
  if (line.trim() === '') return '` `';
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A sentence that may hold text that was read, as Markdown in which nothing is markup. */
export function prose(sentence: string): string {
  return sentence
    .replaceAll(/\p{Cc}+/gu, ' ')
    .replaceAll('`', '"')
    .replaceAll(/[\\*_{}[\]()#+\-.!<>|~&$]/g, '\\$&');
}

/** A sentence of a document, with names in it: nothing in it is markup, and it stays on one line. A low line inside a word is no markup. */
export function plain(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').replaceAll(/[\\`*[\]<>~&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&');
}

/** A sentence in which what stands between backticks is code, and nothing else is markup; it stays on one line. */
export function sentence(text: string): string {
  return text
    .split(/`([^`]*)`/)
    .map((part, at) => (at % 2 === 1 ? code(part) : plain(part)))
    .join('');
}

/** The text of a table's cell: a bar would end it, also within code. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

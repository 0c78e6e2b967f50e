import type { YamlMap } from '../../../syntax/yaml/tree.ts';
import { Unsuitable, columnOf, lineStart, put, scalar } from '../page.ts';
import type { Page } from '../page.ts';

/** Puts `services:` above the services, which are all that a v1 file holds, moves them to the right, and adds the volumes that are outside the project. */
export function wrap(page: Page, root: YamlMap, volumes: readonly string[]): void {
  const first = root.entries[0];
  if (root.style === 'flow' || !first) throw new Unsuitable('The file is written in a style that no small edit fits.');
  const step = columnOf(page, first.key.span.start) > firstColumn(page) ? '' : ' '.repeat(stepOf(page, root));
  const start = withComments(page, Math.max(lineStart(page, first.key.span.start), firstColumn(page)));
  const end = endOf(page, root);
  put(page, start, start, `services:${page.eol}${page.text[start] === '\n' || page.text[start] === '\r' ? '' : step}`);
  for (const { index, 0: eol } of page.text.slice(start, end).matchAll(/(?:\r\n|\r|\n)(?=[^\r\n])/g)) {
    const at = start + index + eol.length;
    if (step !== '' && at < end) put(page, at, at, step);
  }
  if (volumes.length === 0) return;
  const lines = ['', 'volumes:', ...volumes.flatMap((name) => [`  ${scalar(name)}:`, '    external: true'])];
  const before = end > 0 && !/[\r\n]/.test(page.text[end - 1] ?? '') ? page.eol : '';
  put(page, end, end, before + lines.map((line) => line + page.eol).join(''));
}

/** Behind a byte order mark. */
function firstColumn({ text }: Page): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}

/** The blanks by which the first service in lines of its own stands to the right. */
function stepOf(page: Page, root: YamlMap): number {
  for (const { value } of root.entries) {
    const first = value?.kind === 'map' && value.style === 'block' ? value.entries[0] : undefined;
    if (first) return Math.max(columnOf(page, first.key.span.start), 2);
  }
  return 2;
}

/** A comment right above the first service goes with it, unless it is the head of the file. */
function withComments(page: Page, start: number): number {
  let top = start;
  for (let line = before(page, start); line !== null; line = before(page, line)) {
    const text = page.text.slice(line, page.text.slice(line).search(/[\r\n]/) + line);
    if (/^[ \t]*$/.test(text)) return top;
    if (!/^[ \t]*#/.test(text)) return start;
    top = line;
  }
  return start;
}

/** Where the line before the one that begins here begins; null at the top. */
function before(page: Page, start: number): number | null {
  if (start === firstColumn(page)) return null;
  return Math.max(lineStart(page, start - (page.text.slice(0, start).endsWith('\r\n') ? 2 : 1)), firstColumn(page));
}

/** The text's end, or where a line `...` ends the document. */
function endOf({ text }: Page, { span }: YamlMap): number {
  const mark = /^\.\.\.(?=[ \t\r\n]|$)/m.exec(text.slice(span.end));
  return mark ? span.end + mark.index : text.length;
}

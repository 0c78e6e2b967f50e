import type { ComposeFile, ComposeService } from '../../../../src/syntax/compose/composeFile.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';
import { Lines } from '../../../../src/syntax/text.ts';
import type { Range } from '../../../../src/syntax/text.ts';

/** What the text says as a compose file. */
export function composeFile(text: string): ComposeFile {
  const reading = readCompose(text);
  if (reading.kind !== 'compose') throw new Error(`not read as a compose file: ${JSON.stringify(reading)}`);
  return reading.file;
}

/** The service of that name, or with no name the only one. */
export function service(text: string, name?: string): ComposeService {
  const { services } = composeFile(text);
  const found = name === undefined && services.length === 1 ? services[0] : services.find((each) => each.name === name);
  if (!found) throw new Error(`no such service among ${services.map((each) => each.name).join(', ')}`);
  return found;
}

/** The part of the text that a range covers. */
export function covered(text: string, range: Range): string {
  const { start, end } = new Lines(text).span(range);
  return text.slice(start, end);
}

/** The links of all services in short: `service → target as alias @line`, the line counted from 1, `*` if reached through an anchor. */
export function links(text: string): readonly string[] {
  return composeFile(text).services.flatMap(({ name, links: items }) =>
    items.map(
      ({ target, alias, range, own }) => `${name} → ${target ?? '?'} as ${alias ?? '?'} @${String(range.start.line + 1)}${own ? '' : '*'}`,
    ),
  );
}

/** The odd things of a file in short: `code @line`. */
export function oddities(text: string): readonly string[] {
  return composeFile(text).oddities.map(({ code, range }) => `${code} @${String(range.start.line + 1)}`);
}

import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A piece of code, and the names whose readers in it are in question. */
export interface Snippet {
  /** The language's name, a colon and the title. */
  readonly id: string;
  readonly language: string;
  readonly text: string;
  readonly names: readonly string[];
  /** Who reads what by the language's documentation; null where that is found by running. */
  readonly readers: readonly Reader[] | null;
}

/** That a snippet reads a variable. */
export interface Reader {
  readonly name: string;
  /** Whether the snippet does without the variable. */
  readonly hasDefault: boolean;
  /** Whether the snippet takes a URL apart. */
  readonly url: boolean;
}

/** A name of the shape that link variables have. */
const LINK_SHAPE =
  /[A-Za-z]\w*?_(?:NAME|ENV_\w+|PORT(?:_\d+_(?:TCP|UDP|SCTP)(?:_(?:ADDR|PORT|PROTO|START|END|PORT_START|PORT_END))?)?)(?!\w)/g;

/**
 * The snippets of a folder, a file a language. `#### title` begins one; `[NAMES]` after the title are variables that the snippet does not
 * spell out, and what stands behind ` |` is its label.
 */
export function snippetsOf(folder: string): readonly Snippet[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split(/^#### /m)
        .slice(1)
        .map((part) => snippetOf(basename(file, '.txt'), part)),
    );
}

function snippetOf(language: string, part: string): Snippet {
  const end = part.indexOf('\n');
  const text = part.slice(end + 1);
  const [, title = '', more = '', label] = /^(.*?)(?: \[(.*)\])?(?: \|(.*))?$/.exec(part.slice(0, end)) ?? [];
  const names = new Set([...more.split(' ').filter(Boolean), ...(text.match(LINK_SHAPE) ?? [])]);
  return { id: `${language}: ${title}`, language, text, names: [...names], readers: label === undefined ? null : readersOf(label) };
}

/** The labels that running gave, by snippet: `language: title | NAME default url, NAME` a line. */
export function labelsOf(text: string): ReadonlyMap<string, readonly Reader[]> {
  return new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [id = '', readers = ''] = line.split(' |');
        return [id, readersOf(readers)];
      }),
  );
}

function readersOf(label: string): readonly Reader[] {
  return label
    .split(', ')
    .map((words) => words.trim())
    .filter(Boolean)
    .map((words) => {
      const [name = '', ...marks] = words.split(' ');
      return { name, hasDefault: marks.includes('default'), url: marks.includes('url') };
    });
}

/** A label as its line. */
export function labelLine(id: string, readers: readonly Reader[]): string {
  const words = readers.map(({ name, hasDefault, url }) => [name, ...(hasDefault ? ['default'] : []), ...(url ? ['url'] : [])].join(' '));
  return `${id} | ${words.join(', ')}`.trimEnd();
}

import { cell, code, plain } from '../../base/markdown.ts';

/** A line of a report on names. */
export interface NameLine {
  /** The container or the name, as the report asks. */
  readonly what: string;
  /** Whom the name leads to, and how that stands. */
  readonly leadsTo: string;
  /** By what it is found. */
  readonly foundBy: string;
}

/** The lines of one engine or compose file. */
export interface NameSection {
  readonly title: string;
  readonly notes: readonly string[];
  readonly lines: readonly NameLine[];
}

/** A report on names as a Markdown document; text that was read is no markup in it. */
export function namesMarkdown(title: string, column: string, sections: readonly NameSection[]): string {
  const intro = 'By what the engine tells of its containers, by hosts files that were read, and by compose files; nothing was run.';
  const body =
    sections.length === 0
      ? ['Nothing is known: no engine was read, and no compose file has services.']
      : sections.map((one) => sectionText(column, one));
  return `${[`# ${title}`, intro, ...body].join('\n\n')}\n`;
}

function sectionText(column: string, { title, notes, lines }: NameSection): string {
  const rows = lines.map(({ what, leadsTo, foundBy }) => `| ${[code(what), plain(leadsTo), plain(foundBy)].map(cell).join(' | ')} |`);
  const table = rows.length === 0 ? ['None.'] : [[`| ${column} | leads to | found by |`, '| --- | --- | --- |', ...rows].join('\n')];
  return [`## ${code(title)}`, ...notes.map(plain), ...table].join('\n\n');
}

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

/** What was computed of one name beside what was measured. */
export interface MeasuredLine {
  readonly name: string;
  readonly computed: string;
  readonly measured: string;
  readonly foundBy: string;
  /** Whether both agree, and why not. */
  readonly verdict: string;
}

/** What one container was told when it was asked for names. */
export interface MeasuredSection {
  readonly title: string;
  readonly notes: readonly string[];
  readonly lines: readonly MeasuredLine[];
}

/** What was computed beside what was measured, as a Markdown document; text that was read is no markup in it. */
export function measuredMarkdown(sections: readonly MeasuredSection[]): string {
  const intro = 'What is computed from what the engine tells, beside what a look-up inside each container told when a person had it made.';
  const body = sections.map(({ title, notes, lines }) => {
    const rows = lines.map(({ name, computed, measured, foundBy, verdict }) => {
      return `| ${[code(name), ...[computed, measured, verdict, foundBy].map(plain)].map(cell).join(' | ')} |`;
    });
    const table = ['| name | computed | measured | | found by |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
    return [`## ${code(title)}`, ...notes.map(plain), ...(rows.length > 0 ? [table] : [])].join('\n\n');
  });
  const none = sections.length === 0 ? ['Nothing was measured, or the containers were started anew since.'] : [];
  return `${['# Computed and measured names', intro, ...none, ...body].join('\n\n')}\n`;
}

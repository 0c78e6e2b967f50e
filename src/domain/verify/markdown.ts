import { cell, code, plain } from '../../base/markdown.ts';
import type { Ground } from '../verdicts/verdict.ts';
import { sumOf } from './verify.ts';
import type { NameCheck, Outcome, ReceiverCheck } from './verify.ts';

/** The promised names of one engine. */
export interface VerifySection {
  readonly title: string;
  readonly checks: readonly ReceiverCheck[];
  /** What is to be known of the section as a whole, each a sentence. */
  readonly notes: readonly string[];
}

/** Whom every promised name leads to, as a Markdown document; text that was read is no markup in it. */
export function verifyMarkdown(sections: readonly VerifySection[]): string {
  const intro = 'By what the engine tells of its containers and by their hosts files; nothing was run in any of them.';
  const sum = sumOf(sections.flatMap(({ checks }) => checks));
  return `${['# Do the promised names resolve?', plain(sum), intro, ...sections.map(sectionMarkdown)].join('\n\n')}\n`;
}

function sectionMarkdown({ title, checks, notes }: VerifySection): string {
  const body = checks.length === 0 ? ['No container was promised a name.'] : checks.map(receiverMarkdown);
  return [`## ${code(title)}`, ...notes.map(plain), ...body].join('\n\n');
}

function receiverMarkdown({ receiver, names }: ReceiverCheck): string {
  const rows = names.map((one) => `| ${[code(one.name), outcomeWords(one), plain(one.text), ...whys(one)].map(cell).join(' | ')} |`);
  return [
    `### ${code(receiver)}`,
    ['| name | | whom it leads to | promised by | evidence |', '| --- | --- | --- | --- | --- |', ...rows].join('\n'),
  ].join('\n\n');
}

function whys({ by, grounds }: NameCheck): readonly string[] {
  return [by.map(plain).join('; '), grounds.map(groundText).join('; ')];
}

function groundText({ text, known }: Ground): string {
  return `${plain(text)}${known === 'read' ? '' : known === 'derived' ? ' (derived)' : ' (not known)'}`;
}

/** How a name turns out, in a word, and whether that was read or follows from something. */
export function outcomeWords({ outcome, known }: Pick<NameCheck, 'outcome' | 'known'>): string {
  return `${OUTCOME_WORDS[outcome]}${known === 'derived' ? ', derived' : ''}`;
}

const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  right: 'right',
  nobody: 'nobody',
  other: 'somebody else',
  several: 'several',
  unknown: 'not known',
};

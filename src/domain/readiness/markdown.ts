import { cell, code, plain } from '../../base/markdown.ts';
import { knownText, replacementText, sumOf } from './report.ts';
import type { ReportSection, ReportedLink, ReportedVariable } from './report.ts';

/** What Docker 29 and 30 change, as a Markdown document; text that was read stands in code spans only. */
export function readinessMarkdown(sections: readonly ReportSection[]): string {
  const parts = sections.map((section) => sectionMarkdown(section));
  return `${['# What Docker 29 and 30 change', sumOf(sections), ...parts].join('\n\n')}\n`;
}

function sectionMarkdown(section: ReportSection): string {
  const { title, target, links, notes } = section;
  const name = target === null ? code(title) : linkTo(code(title), target);
  const body = links.length === 0 ? ['No links.'] : links.map((link) => linkMarkdown(link, target));
  return [`## ${name}`, ...body, ...(notes.length > 0 ? ['Not known:', list(notes.map(plain))] : [])].join('\n\n');
}

function linkMarkdown(link: ReportedLink, target: string | null): string {
  const { receiver, source, alias, line, engines, variables, remedies, notes } = link;
  const named = `${code(receiver)} → ${code(source)}${alias === null ? '' : ` as ${code(alias)}`}`;
  const place = line === null || target === null ? '' : ` (${linkTo(`line ${line}`, `${target}#L${line}`)})`;
  const same = engines[29].text === engines[30].text;
  const fates = same
    ? [`Docker 29 and 30: ${plain(engines[29].text)}`]
    : [`Docker 29: ${plain(engines[29].text)}`, `Docker 30: ${plain(engines[30].text)}`];
  const todo = remedies.map((remedy) => `To do: ${plain(remedy)}`);
  return [`### ${named}${place}`, list([...fates, ...todo, ...notes.map(plain)]), ...(variables.length > 0 ? [table(variables)] : [])].join(
    '\n\n',
  );
}

function table(variables: readonly ReportedVariable[]): string {
  const rows = variables.map((variable) => {
    const value = variable.value === null ? 'not read' : cell(code(variable.value));
    const { words, typed } = replacementText(variable);
    const instead = typed === null ? plain(words) : `${plain(words)} ${code(typed)}`;
    return `| ${cell(code(variable.name))} | ${value} | ${knownText(variable)} | ${cell(instead)} |`;
  });
  return ['| variable | value | known | instead |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Spaces and brackets would end an address. */
function linkTo(text: string, address: string): string {
  return `[${text}](${address
    .replaceAll(/[\s()<>[\]\\]/g, encodeURIComponent)
    .replaceAll('(', '%28')
    .replaceAll(')', '%29')})`;
}

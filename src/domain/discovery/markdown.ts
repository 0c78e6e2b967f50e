import { cell, code, plain } from '../../base/markdown.ts';
import { compareFor, fitWords, whyNot } from './comparison.ts';
import { STRATEGIES } from './index.ts';
import { CRITERIA } from './strategy.ts';
import type { Situation, Strategy } from './strategy.ts';

/** The comparison as a Markdown document: for a link how each strategy stands, and then all of them side by side; text that was read is no markup. */
export function discoveryMarkdown(link: Situation | null): string {
  return `${[...(link ? linkParts(link) : ['# Which discovery?']), ...comparedParts()].join('\n\n')}\n`;
}

function linkParts(link: Situation): readonly string[] {
  const { receiver, source, alias } = link;
  const rows = compareFor(link).map(({ strategy: { title }, judgement: { fit, reasons } }) => {
    return `| ${cell(told(title))} | ${fitWords(fit)} | ${cell(reasons.map(told).join('<br>'))} |`;
  });
  return [
    `# Which discovery for ${code(receiver)} → ${code(source)}${alias === source ? '' : ` as ${code(alias)}`}?`,
    told(whyNot(link)),
    ...link.notes.map(told),
    ['| way | here | why |', '| --- | --- | --- |', ...rows].join('\n'),
    'What is proved is offered at the link: _Quick Fix…_ or _Refactor…_ there, or `fix` on the command line. What no file can prove is left to you.',
  ];
}

function comparedParts(): readonly string[] {
  const head = `| way | ${CRITERIA.join(' | ')} |`;
  const rows = STRATEGIES.map(
    ({ title, compared }) => `| ${[title, ...CRITERIA.map((each) => compared[each])].map((text) => cell(told(text))).join(' | ')} |`,
  );
  return [
    '## Side by side',
    [head, `| ${['---', ...CRITERIA.map(() => '---')].join(' | ')} |`, ...rows].join('\n'),
    ...STRATEGIES.map(strategyPart),
  ];
}

function strategyPart({ title, meaning, fits, costs, cannot, rows }: Strategy): string {
  const edits =
    rows.length > 0
      ? `Proved edits: ${rows.map((row) => code(row)).join(', ')} (\`fix --row\`).`
      : 'No edit: what it rests on stands in no compose file.';
  return [
    `## ${told(title)}`,
    `${told(meaning)} It fits where ${told(fits)}.`,
    list('What it costs', costs),
    list('What it cannot do', cannot),
    edits,
  ].join('\n\n');
}

function list(title: string, items: readonly string[]): string {
  return [`${title}:`, '', ...items.map((item) => `- ${told(item)}`)].join('\n');
}

/** Words between backquotes are code, all else is plain. */
function told(text: string): string {
  return text
    .split(/`([^`]*)`/)
    .map((part, at) => (at % 2 === 1 ? code(part) : plain(part)))
    .join('');
}

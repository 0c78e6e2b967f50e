import type { FileLink } from '../../domain/compose/fileLinks.ts';
import type { TargetEngine } from '../../domain/engine/target.ts';
import type { UsageFinding } from '../../domain/usages/findings.ts';
import { judgeAnswer } from '../answer.ts';
import type { FileAnswer } from '../answer.ts';
import { printable } from '../../base/printable.ts';

/** The links of every readable file, one line each; what cannot be read is said elsewhere. */
export function linksText(answers: readonly FileAnswer[]): string {
  const lines = answers.flatMap(({ path, format, error, links }) => {
    if (error !== null) return [];
    return [`${path} (${formatName(format)}): ${count(links.length, 'link')}`, ...links.map((link) => `  ${linkLine(link)}`)];
  });
  const all = answers.flatMap(({ links }) => links);
  return joined([...lines, `${count(all.length, 'link')} in ${count(readable(answers), 'file')}`]);
}

/** The findings of every file for one engine, and of the code that reads link variables, one line each, those of a file by their lines. */
export function checkText(answers: readonly FileAnswer[], target: TargetEngine, readers: readonly UsageFinding[] = []): string {
  const lines = answers.flatMap((answer) => {
    const { links, others } = judgeAnswer(answer, target);
    const all = [...links.flatMap(({ link: { range }, findings }) => findings.map((finding) => ({ ...finding, range }))), ...others];
    const sorted = all.toSorted((one, other) => one.range.start.line - other.range.start.line);
    return sorted.map((finding) => findingLine({ ...finding, path: answer.path }));
  });
  const code = new Set(readers.map(({ path }) => path)).size;
  const where = `${count(readable(answers), 'file')}${code > 0 ? ` and ${count(code, 'file')} of code` : ''}`;
  return joined([
    ...lines,
    ...readers.map(findingLine),
    `${count(lines.length + readers.length, 'finding')} for Docker ${target} in ${where}`,
  ]);
}

function findingLine({ path, range, severity, message, code }: Omit<UsageFinding, 'code' | 'meant'> & { readonly code: string }): string {
  return `${path}:${range.start.line + 1}: ${severity}: ${message} [${code}]`;
}

function linkLine(link: FileLink): string {
  const { service, kind, raw, target, alias, range, mechanism, targetState } = link;
  const meaning = target === null || alias === null ? `"${raw}"` : `${target} as ${alias}`;
  const external = kind === 'external_links' ? ', external' : '';
  return `line ${range.start.line + 1}: ${service} → ${meaning}${external}: ${mechanism}, target ${targetState}`;
}

function formatName(format: FileAnswer['format']): string {
  if (format === 'spec') return 'Compose specification';
  return format === 'v1' ? 'version 1' : `version ${format ?? 'unknown'}`;
}

function readable(answers: readonly FileAnswer[]): number {
  return answers.filter(({ error }) => error === null).length;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${printable(line)}\n`).join('');
}

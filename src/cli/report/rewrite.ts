import type { Rewritten } from '../fix/rewriteFiles.ts';
import type { RewriteOptions } from '../requests.ts';
import { printable } from '../../base/printable.ts';

/** Each rewrite with what it keeps, changes and loses, and each link that stays, with the reason and what a person can do. */
export function rewriteText({ rewrites, kept, files }: Rewritten, mode: RewriteOptions['mode']): string {
  const lines = [
    ...rewrites.flatMap(({ title, links, kept: same, changed, lost }) => [
      `${placesOf(links)}: ${title}`,
      ...same.map((each) => `  kept: ${each}`),
      ...changed.map((each) => `  changed: ${each}`),
      ...lost.map((each) => `  lost: ${each}`),
    ]),
    ...kept.flatMap(({ links, reason, instead }) => [`${placesOf(links)}: stays. ${reason}`, ...instead.map((each) => `  ${each}`)]),
    `${String(rewrites.length)} rewrite${rewrites.length === 1 ? '' : 's'} ${mode === 'write' ? 'made' : 'possible'} in ${String(files.length)} file${files.length === 1 ? '' : 's'}`,
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

function placesOf(links: Rewritten['kept'][number]['links']): string {
  return [...new Set(links.map(({ service, raw }) => `${service} → ${raw}`))].join(', ');
}

/** The same as data. */
export function rewriteJson({ rewrites, kept, files, problems }: Rewritten, mode: RewriteOptions['mode']): string {
  const report = {
    version: 1,
    mode,
    rewrites: rewrites.map(({ row, title, links, kept: same, lost, changed, consent }) => ({
      row,
      title,
      links: linksOf(links),
      kept: same,
      lost,
      changed,
      consent,
    })),
    refused: kept.map(({ row, links, reason, instead }) => ({ row, links: linksOf(links), reason, instead })),
    files,
    problems,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function linksOf(links: Rewritten['kept'][number]['links']) {
  return links.map(({ path, service, raw, range }) => ({ path, service, raw, line: range.start.line + 1 }));
}

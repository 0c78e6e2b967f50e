import { printable } from '../../base/printable.ts';
import { shortList } from './shortList.ts';
import type { NoRewrite, Rewrite, StayingReader } from '../../domain/fixes/rewrite.ts';
import type { Fixed } from '../fix/fixFiles.ts';
import type { FixOptions } from '../requests.ts';

/** Each rewrite with its links, what it keeps, changes and loses, and each link that stays, with the reason and what a person can do. */
export function fixText({ rewrites, kept, files, unsearched, shown }: Fixed, mode: FixOptions['mode']): string {
  const failed = new Set(files.flatMap(({ path, error }) => (error === null ? [] : [path])));
  const isLost = (rewrite: Rewrite): boolean => rewrite.files.some(({ path }) => failed.has(shown(path)));
  const placeOf = (link: Rewrite['links'][number]): string => placeIn({ shown }, link);
  const staying = kept.reduce((sum, { links }) => sum + links.length, 0);
  // One whose service has joined a network may stay for its name.
  const still = new Set(kept.flatMap(({ links }) => links.map(keyOf)));
  const lines = [
    ...rewrites.flatMap((rewrite) => {
      const { title, links, kept: same, changed, lost } = rewrite;
      const places = links.map((link) => `  ${placeOf(link)}`);
      if (isLost(rewrite)) return [`Not written: ${title}`, ...places];
      return [
        title,
        ...places,
        ...same.map((each) => `  kept: ${each}`),
        ...changed.map((each) => `  changed: ${each}`),
        ...lost.map((each) => `  lost: ${each}`),
      ];
    }),
    ...kept.flatMap(({ links, reason, instead }) => [
      ...(links.length === 1
        ? links.map((link) => `${placeOf(link)} stays. ${reason}`)
        : [...links.map(placeOf), `  ${links.length === 0 ? 'Nothing changes.' : `These ${String(links.length)} links stay.`} ${reason}`]),
      ...instead.map((each) => `  ${each}`),
    ]),
    ...(unsearched.length > 0 ? [`not searched: ${shortList(unsearched)}`] : []),
    `${count(replacedLinks(rewrites.filter((rewrite) => !isLost(rewrite))).filter((link) => !still.has(link)).length)} ${mode === 'write' ? 'replaced' : 'can be replaced'}, ${String(staying)} stay${staying === 1 ? 's' : ''}`,
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

/** The links that rewrites replace, each once, though several files may write it. */
function replacedLinks(rewrites: readonly Rewrite[]): readonly string[] {
  return [...new Set(rewrites.flatMap(({ links }) => links.map(keyOf)))];
}

function keyOf({ path, service, raw }: Rewrite['links'][number]): string {
  return JSON.stringify([path, service, raw]);
}

/** Where a link is written. */
export function placeIn({ shown }: Pick<Fixed, 'shown'>, { path, service, raw, range }: Rewrite['links'][number]): string {
  return `${shown(path)}:${String(range.start.line + 1)}: ${service} → ${raw}`;
}

function count(links: number): string {
  return `${String(links)} link${links === 1 ? '' : 's'}`;
}

/** The same as data. */
export function fixJson(
  { rewrites, kept, files, unsearched, problems, shown }: Fixed,
  mode: FixOptions['mode'],
  scripts: readonly unknown[] = [],
): string {
  const report = {
    version: 1,
    mode,
    rewrites: rewrites.map(({ row, title, links, kept: same, lost, changed, consent, stays }) => ({
      row,
      title,
      links: linksOf(links, shown),
      kept: same,
      lost,
      changed,
      consent,
      ...(stays && { stays: staysOf(stays, shown) }),
    })),
    refused: kept.map(({ row, links, reason, instead, stays }) => ({
      row,
      links: linksOf(links, shown),
      reason,
      instead,
      ...(stays && { stays: staysOf(stays, shown) }),
    })),
    files,
    not_searched: unsearched,
    problems,
    scripts,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function staysOf(stays: readonly StayingReader[], shown: Fixed['shown']) {
  return stays.map(({ path, range, name, reason, at }) => ({
    path: shown(path),
    line: range.start.line + 1,
    name,
    reason,
    at: at && { path: shown(at.path), line: at.line + 1 },
  }));
}

function linksOf(links: NoRewrite['links'], shown: Fixed['shown']) {
  return links.map(({ path, service, raw, range }) => ({ path: shown(path), service, raw, line: range.start.line + 1 }));
}

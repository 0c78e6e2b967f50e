import { printable } from '../../base/printable.ts';
import type { Fixed } from '../fix/fixFiles.ts';
import type { FixOptions } from '../requests.ts';
import { placeIn } from './fix.ts';
import { shortList } from './shortList.ts';

/** The links whose readers ask for other names, with what that changes, those whose readers stay, and what was not searched. */
export function readersText({ rewrites, kept, files, unsearched, shown }: Fixed, mode: FixOptions['mode']): string {
  const lines = [
    ...rewrites.flatMap(({ title, links, kept: same, changed }) => [
      title,
      ...links.map((link) => `  ${placeIn({ shown }, link)}`),
      ...same.map((each) => `  kept: ${each}`),
      ...changed.map((each) => `  changed: ${each}`),
    ]),
    ...kept.flatMap(({ links, reason }) => links.slice(0, 1).map((link) => `${placeIn({ shown }, link)}: the code stays. ${reason}`)),
    ...(unsearched.length > 0 ? [`not searched: ${shortList(unsearched)}`] : []),
    `${files.length} file${files.length === 1 ? '' : 's'} ${mode === 'write' ? 'changed' : 'can be changed'}, every link stays`,
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

import { printable } from '../../base/printable.ts';
import { stayingText } from '../../domain/fixes/stayingText.ts';
import type { Fixed } from '../fix/fixFiles.ts';
import type { FixOptions } from '../requests.ts';
import { placeIn } from './fix.ts';
import { shortList } from './shortList.ts';

/** The links whose readers ask for other names, with what that changes, those whose readers stay, and what was not searched. */
export function readersText({ rewrites, kept, files, unsearched, shown }: Fixed, mode: FixOptions['mode']): string {
  const lines = [
    ...rewrites.flatMap(({ title, links, kept: same, changed, stays = [] }) => [
      title,
      ...links.map((link) => `  ${placeIn({ shown }, link)}`),
      ...same.map((each) => `  kept: ${each}`),
      ...changed.map((each) => `  changed: ${each}`),
      ...stays.map((each) => `  stays: ${stayingText(each, shown)}`),
    ]),
    ...kept.flatMap(({ links, reason, stays = [] }) => [
      ...links.slice(0, 1).map((link) => `${placeIn({ shown }, link)}: the code stays. ${reason}`),
      ...stays.map((each) => `  stays: ${stayingText(each, shown)}`),
    ]),
    ...(unsearched.length > 0 ? [`not searched: ${shortList(unsearched)}`] : []),
    `${files.length} file${files.length === 1 ? '' : 's'} ${mode === 'write' ? 'changed' : 'can be changed'}, every link stays`,
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

import type { FileShims } from '../fix/shims.ts';
import type { FixOptions } from '../requests.ts';
import { printable } from '../../base/printable.ts';

/** For which links variables are set by hand, and what a person should know about each. */
export function shimsText(files: readonly FileShims[], mode: FixOptions['mode']): string {
  const done = mode === 'write' ? 'set' : 'can be set';
  const lines = files.flatMap(({ path, error, set, left }) => {
    if (error !== null || set.length + left.length === 0) return [];
    const said = set.flatMap(({ service, raw, line, notes }) => [
      `  line ${line}: ${service} → ${raw}: its variables ${done}; the link stays`,
      ...notes.map((note) => `    ${note}`),
    ]);
    return [
      path,
      ...said,
      ...left.map(({ service, raw, line, reason }) => `  line ${line}: ${service} → ${raw}: nothing is set. ${reason}`),
    ];
  });
  const links = files.reduce((sum, { error, set }) => sum + (error === null ? set.length : 0), 0);
  const end = `the variables of ${links} link${links === 1 ? '' : 's'} ${done}`;
  return [...lines, end].map((line) => `${printable(line)}\n`).join('');
}

/** The same as data. */
export function shimsJson(files: readonly FileShims[], mode: FixOptions['mode']): string {
  const report = files.map(({ path, error, written, set, left, diff }) => ({ path, error, written, set, refused: left, diff }));
  return `${JSON.stringify({ version: 1, mode, files: report }, null, 2)}\n`;
}

import { provedWords } from '../../domain/fixes/words.ts';
import type { FileFix } from '../fix/fixFiles.ts';
import type { FixOptions } from '../requests.ts';
import { printable } from '../../base/printable.ts';

/** The links of every file that go, with what was proved, and those that stay, with the reason. */
export function fixText(files: readonly FileFix[], mode: FixOptions['mode']): string {
  const lines = files.flatMap(({ path, error, fixed, skipped, unsearched }) => {
    if (fixed.length + skipped.length === 0) return [];
    const done = error === null ? fixed.length : 0;
    const head = `${path}: ${done} of ${count(fixed.length + skipped.length)} ${mode === 'write' ? 'replaced' : 'can be replaced'}`;
    const gone = fixed.map((link) => lineOf(link, provedWords(link, unsearched)));
    const kept = skipped.map((link) => lineOf(link, `stays. ${link.reason}`));
    const missed = unsearched.length > 0 && fixed.some(({ lost }) => lost.length > 0) ? [`  not searched: ${unsearched.join(', ')}`] : [];
    return [head, ...gone, ...kept, ...missed];
  });
  const fixed = files.reduce((sum, file) => sum + (file.error === null ? file.fixed.length : 0), 0);
  const stay = files.reduce((sum, { skipped }) => sum + skipped.length, 0);
  const end = `${count(fixed)} ${mode === 'write' ? 'replaced' : 'can be replaced'}, ${stay} stay${stay === 1 ? 's' : ''}`;
  return [...lines, end].map((line) => `${printable(line)}\n`).join('');
}

function lineOf(
  link: { readonly service: string; readonly raw: string; readonly range: FileFix['skipped'][number]['range'] },
  said: string,
): string {
  return `  line ${link.range.start.line + 1}: ${link.service} → ${link.raw}: ${said}`;
}

function count(links: number): string {
  return `${links} link${links === 1 ? '' : 's'}`;
}

/** The same as data; a link on a project network never sets variables, so none are lost. */
export function fixJson(files: readonly FileFix[], mode: FixOptions['mode'], scripts: readonly unknown[] = []): string {
  const report = files.map(({ path, error, fixed, skipped, unsearched, diff, written }) => ({
    path,
    error,
    written,
    fixed: fixed.map(({ service, raw, range, source, alias, network, lost, restarted }) => ({
      service,
      raw,
      line: range.start.line + 1,
      source,
      alias,
      network_alias_on: network,
      lost_names: lost,
      lost_variables: [],
      loses_restart: restarted,
    })),
    refused: skipped.map(({ service, raw, range, reason }) => ({ service, raw, line: range.start.line + 1, reason })),
    not_searched: unsearched,
    diff,
  }));
  return `${JSON.stringify({ version: 1, mode, files: report, scripts }, null, 2)}\n`;
}

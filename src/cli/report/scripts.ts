import { printable } from '../../base/printable.ts';
import type { ScriptLink, ScriptReading } from '../../domain/commands/scriptReading.ts';
import type { TargetEngine } from '../../domain/engine/target.ts';
import { atLeast } from '../../domain/findings/severity.ts';
import type { Severity } from '../../domain/findings/severity.ts';
import type { ScriptLanguage } from '../../syntax/command/commandScript.ts';
import type { ScriptFix } from '../scripts/fixScripts.ts';

/** The links in commands, one line each; nothing where there are none. */
export function scriptsText(readings: readonly ScriptReading[]): string {
  if (readings.length === 0) return '';
  const lines = readings.flatMap(({ path, language, links }) => [
    `${path} (${languageWords(language)}): ${count(links.length, 'link')}`,
    ...links.map((link) => `  ${linkLine(link)}`),
  ]);
  const all = readings.flatMap(({ links }) => links);
  return joined([...lines, `${count(all.length, 'link')} in commands of ${count(readings.length, 'file')}`]);
}

/** What is to be said about the links in commands; nothing where there are none. */
export function scriptsCheckText(readings: readonly ScriptReading[], target: TargetEngine): string {
  if (readings.length === 0) return '';
  const lines = readings.flatMap(({ path, links }) =>
    links.flatMap(({ range, findings }) => {
      const finding = findings[target];
      return finding ? [`${path}:${range.start.line + 1}: ${finding.severity}: ${finding.message} [${finding.code}]`] : [];
    }),
  );
  return joined([...lines, `${count(lines.length, 'finding')} for Docker ${target} in commands of ${count(readings.length, 'file')}`]);
}

/** Whether something is said of the links in commands that is as grave as this, or graver. */
export function scriptsFail(readings: readonly ScriptReading[], target: TargetEngine, failOn: Severity): boolean {
  return readings.some(({ links }) =>
    links.some(({ findings }) => atLeast(findings[target]?.severity ?? 'hint', failOn) && findings[target] !== null),
  );
}

/** The links in commands as data. */
export function scriptsData(readings: readonly ScriptReading[]): readonly unknown[] {
  return readings.map(({ path, language, links }) => ({
    path,
    language,
    links: links.map(({ receiver, source, alias, raw, range, mechanism, target }) => {
      return { container: receiver, target: source, alias, raw, line: range.start.line + 1, mechanism, target_state: target };
    }),
  }));
}

/** What is to be said about the links in commands as data. */
export function scriptsCheckData(readings: readonly ScriptReading[], target: TargetEngine): readonly unknown[] {
  return readings.map(({ path, links }) => ({
    path,
    findings: links.flatMap(({ receiver, raw, range, findings }) => {
      const finding = findings[target];
      return finding ? [{ ...finding, container: receiver, raw, line: range.start.line + 1 }] : [];
    }),
  }));
}

/** The links in commands that go, and those that stay with the reason; nothing where there are none. */
export function scriptFixText(fixes: readonly ScriptFix[], mode: 'dry-run' | 'write'): string {
  const lines = fixes.flatMap(({ path, error, fixed, kept }) => {
    if (fixed.length + kept.length === 0) return error === null ? [`${path}: changes with the units that link to its containers`] : [];
    const done = error === null ? fixed.length : 0;
    return [
      `${path}: ${done} of ${count(fixed.length + kept.length, 'link')} in commands ${mode === 'write' ? 'replaced' : 'can be replaced'}`,
      ...fixed.map(({ line, receiver, raw, network, isNew }) => `  line ${line}: ${receiver} → ${raw}: ${fixWords(network, isNew)}`),
      ...kept.map(({ line, receiver, raw, reason }) => `  line ${line}: ${receiver} → ${raw}: stays. ${reason}`),
    ];
  });
  return joined(lines);
}

/** The same as data. */
export function scriptFixData(fixes: readonly ScriptFix[]): readonly unknown[] {
  return fixes.map(({ path, error, written, fixed, kept, diff }) => ({
    path,
    error,
    written,
    fixed: fixed.map(({ receiver, raw, line, network, isNew }) => ({ container: receiver, raw, line, network, makes_network: isNew })),
    refused: kept.map(({ receiver, raw, line, reason }) => ({ container: receiver, raw, line, reason })),
    diff,
  }));
}

function fixWords(network: string, isNew: boolean): string {
  const names = `every name resolves as before on the network "${network}"`;
  if (!isNew) return `${names}, once containers that exist already are made anew`;
  return `${names}, which the commands make first; containers that exist already stay on the bridge until they are made anew, and what the image itself reads of the link's variables is no longer set`;
}

function linkLine({ receiver, source, alias, raw, range, mechanism, target }: ScriptLink): string {
  const meaning = alias === null ? `"${raw}"` : `${source} as ${alias}`;
  return `line ${range.start.line + 1}: ${receiver ?? '(unknown)'} → ${meaning}: ${mechanism}, target ${target}`;
}

function languageWords(language: ScriptLanguage): string {
  switch (language) {
    case 'shell':
      return 'shell script';
    case 'make':
      return 'Makefile';
    case 'ci':
      return 'CI file';
    case 'markdown':
      return 'Markdown';
    case 'systemd':
      return 'systemd unit';
    case 'devcontainer':
      return 'dev container';
    case 'dockerfile':
      return 'comments of a Dockerfile';
  }
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${printable(line)}\n`).join('');
}

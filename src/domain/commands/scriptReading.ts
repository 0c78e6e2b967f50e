import type { CreatedContainer, ScriptLanguage } from '../../syntax/command/commandScript.ts';
import { Lines } from '../../syntax/text.ts';
import type { Range, Span } from '../../syntax/text.ts';
import type { FileLink } from '../compose/fileLinks.ts';
import { TARGET_ENGINES } from '../engine/target.ts';
import type { TargetEngine } from '../engine/target.ts';
import { ignoresIn } from '../findings/ignores.ts';
import type { Ignore } from '../findings/ignores.ts';
import { aroundOf } from './aroundBundle.ts';
import type { ComposeText } from './aroundBundle.ts';
import { bundlesOf, fileAt, holds } from './bundles.ts';
import type { Bundle, BundledFile, ScriptText } from './bundles.ts';
import { joinCommands } from './joinCommands.ts';
import type { AroundCommands, JoinedLink } from './joinCommands.ts';
import { judgeCommand } from './judgeCommands.ts';
import type { CommandFinding } from './judgeCommands.ts';
import { replaceTogether } from './replaceCommandLinks.ts';
import type { CommandReplacement } from './replaceCommandLinks.ts';

export { gitlabVariable } from '../usages/gitlabVariable.ts';
export type { ComposeText } from './aroundBundle.ts';
export type { ScriptText } from './bundles.ts';

/** A `--link` of a file as it is shown: plain data. */
export interface ScriptLink {
  readonly raw: string;
  /** What people call the receiver; null for a link of which nobody can say who gets it. */
  readonly receiver: string | null;
  readonly source: string;
  /** Null when a variable hides it. */
  readonly alias: string | null;
  readonly mechanism: FileLink['mechanism'];
  /** Where the source is made, in few words. */
  readonly target: string;
  /** The place of the command that makes the source, when it is in this file. */
  readonly sourceRange: Range | null;
  readonly range: Range;
  /** The first word of the receiver's command. */
  readonly receiverRange: Range;
  /** By engine; null where nothing is to be said. */
  readonly findings: Readonly<Record<TargetEngine, CommandFinding | null>>;
  /** Why no edit replaces the link; null when one does. */
  readonly reason: string | null;
}

/** The links in the commands of a file. */
export interface ScriptReading {
  readonly path: string;
  readonly language: ScriptLanguage;
  readonly links: readonly ScriptLink[];
}

/** Reads files of one folder together, since their commands can belong together; files without links are there to be looked into. */
export function readScripts(files: readonly ScriptText[], folder: string, composes: readonly ComposeText[] = []): readonly ScriptReading[] {
  const bundles = bundlesOf(files);
  const readings = new Map(bundles.flatMap((bundle) => [...readBundle(bundle, aroundOf(bundle, { folder, bundles, composes }))]));
  return files.flatMap(({ path, language }) => ({ path, language, links: readings.get(path) ?? [] }));
}

/** The links of each file by its path. */
function readBundle(bundle: Bundle, around: AroundCommands): ReadonlyMap<string, readonly ScriptLink[]> {
  const joined = joinCommands(bundle.script, around.elsewhere);
  const replacements = replaceTogether(bundle, around);
  return new Map(
    bundle.files.map((file, at) => {
      const reasons = new Map(replacements[at]?.kept.map(({ start, reason }) => [start, reason]));
      const read = { bundle, file, lines: new Lines(file.text), ignores: ignoresIn(file.text) };
      const own = joined.filter(({ link }) => holds(file, link.whole.start));
      const links = own.map((one) => ({ ...linkOf(one, read), reason: reasons.get(one.link.whole.start - file.start) ?? null }));
      const loose = bundle.script.loose.filter(({ span }) => holds(file, span.start));
      const all = [...links, ...loose.map(({ text, span }) => looseLink(text, rangeIn(span, read)))];
      return [file.path, all.toSorted((a, b) => a.range.start.line - b.range.start.line)] as const;
    }),
  );
}

/** A file with its replacement. */
export interface ScriptReplacement extends CommandReplacement {
  readonly path: string;
}

/** Replaces the links of files of a folder, with those of others that can only go together with them. */
export function fixScripts(
  asked: readonly string[],
  files: readonly ScriptText[],
  folder: string,
  composes: readonly ComposeText[] = [],
): readonly ScriptReplacement[] {
  const bundles = bundlesOf(files);
  return bundles.flatMap((bundle) => {
    const own = bundle.files.filter(({ path }) => asked.includes(path));
    if (own.length === 0) return [];
    const isAsked = ({ link }: JoinedLink): boolean => own.some((file) => holds(file, link.whole.start));
    return replaceTogether(bundle, aroundOf(bundle, { folder, bundles, composes }), isAsked).map((one, at) => ({
      ...one,
      path: bundle.files[at]?.path ?? '',
    }));
  });
}

/** Replaces the links of one file of a folder; null for a file that is not there. */
export function fixScript(path: string, files: readonly ScriptText[], folder: string): ScriptReplacement | null {
  return fixScripts([path], files, folder).find((one) => one.path === path) ?? null;
}

/** A file that is read, among those that are read with it. */
interface Read {
  readonly bundle: Bundle;
  readonly file: BundledFile;
  readonly lines: Lines;
  readonly ignores: readonly Ignore[];
}

function linkOf(joined: JoinedLink, read: Read): Omit<ScriptLink, 'reason'> {
  const { bundle, file, ignores } = read;
  const { link, receiver, service, mechanism, target } = joined;
  const source = target.kind === 'created' ? bundle.script.containers[target.by.at(-1) ?? -1] : undefined;
  const range = rangeIn(link.whole, read);
  const receiverRange = rangeIn(receiver.span, read);
  // Between the lines of one command no comment can stand, so that one above it speaks for all of them.
  const own = [receiverRange.start.line, range.start.line];
  const finding = (engine: TargetEngine): CommandFinding | null => {
    const found = milder(judgeCommand(joined, engine), file.language);
    return found && ignores.some(({ code, line }) => code === found.code && own.includes(line)) ? null : found;
  };
  const [old, now, next] = TARGET_ENGINES;
  return {
    raw: link.value.text,
    receiver: service,
    source: link.target,
    alias: link.alias,
    mechanism,
    target: source ? madeWhere(source, read) : targetWords(target),
    sourceRange: source && holds(file, source.span.start) ? firstLine(rangeIn(source.span, read)) : null,
    range,
    receiverRange: firstLine(receiverRange),
    findings: { [old]: finding(old), [now]: finding(now), [next]: finding(next) },
  };
}

function madeWhere({ span }: CreatedContainer, read: Read): string {
  const other = holds(read.file, span.start) ? null : fileAt(read.bundle, span.start);
  return other ? `created in ${other.path}` : `created in line ${rangeIn(span, read).start.line + 1}`;
}

function rangeIn({ start, end }: Span, { file, lines }: Pick<Read, 'file' | 'lines'>): Range {
  return lines.range({ start: start - file.start, end: end - file.start });
}

function targetWords(target: JoinedLink['target']): string {
  switch (target.kind) {
    case 'created':
      return 'created here';
    case 'later':
      return 'created later';
    case 'elsewhere':
      return `created in ${target.path}`;
    case 'apart':
      return 'created in another job';
    case 'unknown':
      return 'not created here';
    case 'hidden':
      return 'not known';
  }
}

/** What a person reads and nothing runs is told, but no fault of anything. */
function milder(finding: CommandFinding | null, language: ScriptLanguage): CommandFinding | null {
  const isRead = language === 'markdown' || language === 'dockerfile';
  return isRead && (finding?.severity === 'warning' || finding?.severity === 'error') ? { ...finding, severity: 'information' } : finding;
}

function looseLink(raw: string, range: Range): ScriptLink {
  const [source = '', alias = source] = raw.split(':');
  return {
    raw,
    receiver: null,
    source,
    alias,
    mechanism: 'unknown',
    target: 'not known',
    sourceRange: null,
    range,
    receiverRange: range,
    findings: { 28: null, 29: null, 30: null },
    reason: 'Which command gets the link is not known.',
  };
}

function firstLine({ start, end }: Range): Range {
  return { start, end: end.line === start.line ? end : start };
}

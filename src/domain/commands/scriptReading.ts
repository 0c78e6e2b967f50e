import type { CommandScript, ScriptLanguage } from '../../syntax/command/commandScript.ts';
import { readCommands } from '../../syntax/command/readCommands.ts';
import { Lines } from '../../syntax/text.ts';
import type { Range } from '../../syntax/text.ts';
import type { FileLink } from '../compose/fileLinks.ts';
import { TARGET_ENGINES } from '../engine/target.ts';
import type { TargetEngine } from '../engine/target.ts';
import { ignoresIn } from '../findings/ignores.ts';
import type { Ignore } from '../findings/ignores.ts';
import { joinCommands } from './joinCommands.ts';
import type { AroundCommands, JoinedLink } from './joinCommands.ts';
import { judgeCommand } from './judgeCommands.ts';
import type { CommandFinding } from './judgeCommands.ts';
import { networkNames, replaceCommandLinks } from './replaceCommandLinks.ts';
import type { CommandReplacement } from './replaceCommandLinks.ts';

export { gitlabVariable } from '../usages/gitlabVariable.ts';

/** A file with commands. */
export interface ScriptText {
  /** As people write it. */
  readonly path: string;
  readonly text: string;
  readonly language: ScriptLanguage;
}

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
export function readScripts(files: readonly ScriptText[], folder: string): readonly ScriptReading[] {
  const scripts = files.map((file) => ({ file, script: readCommands(file.text, file.language) }));
  return scripts.map(({ file, script }) => {
    const { path, text, language } = file;
    const around = aroundOf(file, scripts, folder);
    const { kept } = replaceCommandLinks(text, language, around);
    const reasons = new Map(kept.map(({ joined, reason }) => [joined.link.whole.start, reason]));
    const lines = new Lines(text);
    const ignores = ignoresIn(text);
    const links = joinCommands(script, around.elsewhere).map((joined): ScriptLink => {
      return { ...linkOf(joined, script, { lines, language, ignores }), reason: reasons.get(joined.link.whole.start) ?? null };
    });
    const loose = script.loose.map(({ text: raw, span }) => looseLink(raw, lines.range(span)));
    const all = [...links, ...loose].toSorted((a, b) => a.range.start.line - b.range.start.line);
    return { path, language, links: all };
  });
}

/** Replaces the links of one file of a folder. */
export function fixScript(path: string, files: readonly ScriptText[], folder: string): CommandReplacement | null {
  const file = files.find((one) => one.path === path);
  if (!file) return null;
  const scripts = files.map((one) => ({ file: one, script: readCommands(one.text, one.language) }));
  return replaceCommandLinks(file.text, file.language, aroundOf(file, scripts, folder));
}

interface ReadScript {
  readonly file: ScriptText;
  readonly script: CommandScript;
}

function aroundOf(file: ScriptText, scripts: readonly ReadScript[], folder: string): AroundCommands {
  const others = scripts.filter((other) => other.file !== file);
  const isAlone = others.every(({ script }) => script.containers.every(({ links }) => links.length === 0));
  return {
    network: networkNameOf(isAlone ? folder : `${folder}-${file.path.slice(file.path.lastIndexOf('/') + 1)}`),
    taken: others.flatMap(({ script }) => networkNames(script)),
    elsewhere: (name) =>
      others.find(({ script }) => script.containers.some((one) => one.name?.isKnown && one.name.text === name))?.file.path ?? null,
    linkedFrom: (name) =>
      others.find(({ script }) => joinCommands(script).some(({ link, target }) => link.target === name && target.kind !== 'created'))?.file
        .path ?? null,
  };
}

/** A network's name after the folder's, as Compose would name it; beside other files with links after the file's, too. */
function networkNameOf(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/\.\w+$/, '')
    .replaceAll(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
  return name === '' || /^(?:bridge|host|none|default)$/.test(name) ? 'links' : name;
}

function linkOf(
  joined: JoinedLink,
  { containers }: CommandScript,
  { lines, language, ignores }: { readonly lines: Lines; readonly language: ScriptLanguage; readonly ignores: readonly Ignore[] },
): Omit<ScriptLink, 'reason'> {
  const { link, receiver, service, mechanism, target } = joined;
  const source = target.kind === 'created' ? containers[target.by.at(-1) ?? -1] : undefined;
  // Between the lines of one command no comment can stand, so that one above it speaks for all of them.
  const own = [lines.positionAt(receiver.span.start).line, lines.positionAt(link.whole.start).line];
  const finding = (engine: TargetEngine): CommandFinding | null => {
    const found = milder(judgeCommand(joined, engine), language);
    return found && ignores.some(({ code, line }) => code === found.code && own.includes(line)) ? null : found;
  };
  const [old, now, next] = TARGET_ENGINES;
  return {
    raw: link.value.text,
    receiver: service,
    source: link.target,
    alias: link.alias,
    mechanism,
    target: source ? `created in line ${lines.positionAt(source.span.start).line + 1}` : targetWords(target),
    sourceRange: source ? firstLine(lines.range(source.span)) : null,
    range: lines.range(link.whole),
    receiverRange: firstLine(lines.range(receiver.span)),
    findings: { [old]: finding(old), [now]: finding(now), [next]: finding(next) },
  };
}

function targetWords(target: JoinedLink['target']): string {
  switch (target.kind) {
    case 'created':
      return 'created here';
    case 'later':
      return 'created later';
    case 'elsewhere':
      return `created in ${target.path}`;
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

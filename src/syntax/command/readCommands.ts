import type { Excerpt } from '../shell/excerpt.ts';
import { readShell } from '../shell/readShell.ts';
import type { Span } from '../text.ts';
import { argumentsOf } from './argument.ts';
import type { Argument } from './argument.ts';
import { ciExcerpts } from './ciExcerpts.ts';
import type { CommandPlace, CommandScript, CreatedContainer, DockerCommand, LooseLink, ScriptLanguage } from './commandScript.ts';
import { containerOf } from './containerOf.ts';
import { readDevContainer } from './devcontainer.ts';
import { dockerCall } from './dockerCall.ts';
import { commandsWithInner } from './innerScripts.ts';
import type { ReadExcerpt, ScriptCommand } from './innerScripts.ts';
import { looseLinks } from './looseLinks.ts';
import { makeExcerpts } from './makeExcerpts.ts';
import { markdownExcerpts } from './markdownExcerpts.ts';
import { dockerfileExcerpts, shellExcerpts } from './otherExcerpts.ts';
import { scriptVariables } from './scriptVariables.ts';
import type { ScriptVariables } from './scriptVariables.ts';
import { readUnit } from './unit.ts';
import type { UnitPart } from './unit.ts';

/** The containers that the commands of a file make, in order; what cannot be read is left out, and what a variable hides is not known. */
export function readCommands(text: string, language: ScriptLanguage): CommandScript {
  if (language === 'devcontainer') return devcontainerScript(text);
  if (language === 'systemd') return readUnits(text, [{ name: '', start: 0, end: text.length }]);
  return scriptOf(
    text,
    language,
    excerptsOf(text, language).map((excerpt) => ({ excerpt, script: readShell(excerpt.text) })),
  );
}

/** The containers that the commands of several systemd units make, which stand one after the other in a text; each unit runs by itself. */
export function readUnits(text: string, units: readonly UnitPart[]): CommandScript {
  const excerpts = units.map((unit, at) => ({
    excerpt: { text, group: `unit ${at}`, machine: '', spanOf: (span: Span) => span, hasOwnLine: () => true },
    script: readUnit(text, unit),
    host: engineOf(text.slice(unit.start, unit.end)),
  }));
  return scriptOf(text, 'systemd', excerpts);
}

/** The engine that a unit's environment names for all of its commands; empty for none. */
function engineOf(unit: string): string {
  return /^[ \t]*Environment[ \t]*=.*\b(DOCKER_(?:HOST|CONTEXT)=[^\s"']+)/m.exec(unit)?.[1] ?? '';
}

function scriptOf(text: string, language: ScriptLanguage, excerpts: readonly ReadExcerpt[]): CommandScript {
  const commands = commandsWithInner(excerpts, language === 'systemd');
  const variables = scriptVariables(commands.map(({ command }) => command));
  const found: Found = { containers: [], others: [], loose: [] };
  commands.forEach((one, at) => {
    readCommand(one, { text, variables, at }, found);
  });
  // What a variable holds is told at the command that gets it, as is what the command says that fills a variable.
  const links = found.containers.flatMap((container) => container.links);
  const held = new Set(links.flatMap(({ isWritten, value }) => (isWritten ? [] : [value.text])));
  const read = new Set(links.map(({ whole }) => whole.start));
  return { language, ...found, loose: found.loose.filter(({ text: link, span }) => !held.has(link) && !read.has(span.start)) };
}

interface Found {
  readonly containers: CreatedContainer[];
  readonly others: DockerCommand[];
  readonly loose: LooseLink[];
}

interface Around {
  readonly text: string;
  readonly variables: ScriptVariables;
  /** Which command of the file it is. */
  readonly at: number;
}

function excerptsOf(text: string, language: Exclude<ScriptLanguage, 'devcontainer' | 'systemd'>): readonly Excerpt[] {
  switch (language) {
    case 'shell':
      return shellExcerpts(text);
    case 'make':
      return makeExcerpts(text);
    case 'ci':
      return ciExcerpts(text);
    case 'markdown':
      return markdownExcerpts(text);
    case 'dockerfile':
      return dockerfileExcerpts(text);
  }
}

function readCommand(one: ScriptCommand, { text, variables, at }: Around, { containers, others, loose }: Found): void {
  const { command, excerpt } = one;
  const words = argumentsOf(command.words, { variables, reader: { at, scope: command.scope }, spanOf: excerpt.spanOf });
  const call = dockerCall(words);
  for (const link of looseLinks(excerpt.text, command, call !== null || isOther(words)))
    loose.push({ text: link.text, span: excerpt.spanOf(link) });
  if (!call) return;
  const isLong = words[call.verb]?.text === 'container';
  const verb = words[call.verb + (isLong ? 1 : 0)];
  if (!verb) return;
  const span = excerpt.spanOf(command);
  const place = placeOf(one, at);
  if (verb.text !== 'run' && verb.text !== 'create') {
    others.push({ words: words.slice(call.verb), span, place });
    return;
  }
  const rest = words.slice(call.verb + (isLong ? 2 : 1));
  const written = writtenWords(words.slice(call.start, call.verb), text);
  const own = place.isWritable && written !== null && verb.isWritten;
  containers.push({
    verb: verb.text,
    span,
    docker: written ?? 'docker',
    host: one.host,
    isList: false,
    id: command.into === null ? null : `\${${command.into}}`,
    ...containerOf(verb, rest, (word) => variables.canLink(word, { at, scope: command.scope })),
    place: { ...place, isWritable: own },
  });
}

/** The words as the file has them; null where some stand in a variable, or quotes and line ends are among them. */
function writtenWords(words: readonly Argument[], text: string): string | null {
  const first = words[0];
  const last = words.at(-1);
  if (!first || !last) return null;
  const written = text.slice(first.span.start, last.span.end);
  return /["'\\\r\n]/.test(written) ? null : written;
}

/** Whether the words call a program whose `--link` is none of Docker's. */
function isOther(words: readonly Argument[]): boolean {
  return words.slice(0, 3).some(({ text }) => /(?:^|\/)(?:podman|nerdctl|buildah|cp|ln|rsync|npm|yarn|pnpm)$/.test(text));
}

function placeOf(
  { command: { scope, statement, isRepeated, isConditional }, excerpt, isFaulty, sequence }: ScriptCommand,
  at: number,
): CommandPlace {
  const lineStart = excerpt.text.lastIndexOf('\n', statement.start - 1) + 1;
  const isFirst = excerpt.text.slice(lineStart, statement.start).trim() === '' && !excerpt.text.endsWith('\\\n', lineStart);
  return {
    scope: JSON.stringify([excerpt.group, scope]),
    sequence: JSON.stringify([excerpt.group, sequence]),
    machine: excerpt.machine,
    order: at,
    statement: excerpt.spanOf(oneOf(statement)).start,
    hasOwnLine: isFirst && excerpt.hasOwnLine(statement.start),
    isRepeated,
    isConditional,
    isWritable: !isFaulty,
  };
}

function oneOf({ start }: Span): Span {
  return { start, end: start + 1 };
}

/** The commands before the one container of a `devcontainer.json`, and the container, whose image stands elsewhere in the file. */
function devcontainerScript(text: string): CommandScript {
  const { runArgs: words, before, isFaulty } = readDevContainer(text);
  const excerpts = before.map(({ excerpt, isAlone }) => {
    const script = readShell(excerpt.text);
    return { excerpt, script: { ...script, isFaulty: script.isFaulty || isFaulty || !isAlone } };
  });
  const script = scriptOf(text, 'devcontainer', excerpts);
  const [first] = words;
  if (!first) return script;
  const span = { start: first.span.start, end: words.at(-1)?.span.end ?? first.span.end };
  const verb: Argument = { ...first, text: 'run', span: { start: span.start, end: span.start } };
  const scope = JSON.stringify([before[0]?.excerpt.group ?? '', '']);
  const order = Math.max(0, ...[...script.containers, ...script.others].map(({ place }) => place.order + 1));
  const place: CommandPlace = {
    scope,
    sequence: scope,
    machine: '',
    order,
    statement: span.start,
    hasOwnLine: false,
    isRepeated: false,
    isConditional: false,
    isWritable: !isFaulty,
  };
  const image = { text: 'devcontainer', isKnown: false, isStable: true, span };
  const own = containerOf(verb, words, () => false);
  const container: CreatedContainer = { verb: 'run', span, docker: 'docker', host: '', id: null, isList: true, ...own, place };
  return { ...script, containers: [...script.containers, { ...container, image: container.image ?? image }] };
}

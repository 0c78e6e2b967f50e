import type { CommandLink, CommandScript, CreatedContainer } from '../../syntax/command/commandScript.ts';
import type { Span } from '../../syntax/text.ts';
import { aliasesFor } from './commandNames.ts';
import type { Planned } from './commandNames.ts';

/** Replaces a stretch of a file. */
export interface SpanEdit extends Span {
  readonly newText: string;
}

/** The edits that put networks in the place of the planned links, in the order of the file. */
export function editsOf(text: string, script: CommandScript, planned: readonly Planned[]): readonly SpanEdit[] {
  const { containers } = script;
  const edits = planned.flatMap((plan) => {
    const aliases = aliasesFor(plan, containers);
    const moved = plan.members.flatMap((at) => {
      const container = containers[at];
      return container ? containerEdits(text, container, { plan, aliases: aliases.get(at) ?? [] }) : [];
    });
    return plan.isNew ? [...creations(text, script, plan), ...moved] : moved;
  });
  return edits.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The options take the place of the first link; a container without links gets them behind its name. */
function containerEdits(
  text: string,
  container: CreatedContainer,
  { plan: { links, network, isNew }, aliases }: { readonly plan: Planned; readonly aliases: readonly string[] },
): readonly SpanEdit[] {
  const own = container.links.filter((link) => links.some((one) => one.link === link));
  const [written] = container.networks;
  const toNetwork = optionText(container, 'network', network);
  const replaced = isNew && written ? [{ ...written.whole, newText: toNetwork }] : [];
  const named = aliases.map((alias) => optionText(container, 'network-alias', alias));
  const options = [...(isNew && !written ? [toNetwork] : []), ...named].join(container.isList ? ', ' : ' ');
  const [first, ...others] = own;
  const gone = others.map((link) => removal(text, container, link));
  if (!first) return options === '' ? replaced : [...replaced, { start: container.head, end: container.head, newText: ` ${options}` }];
  const place = options === '' ? removal(text, container, first) : { ...first.whole, newText: options };
  return [...replaced, place, ...gone];
}

function optionText({ isList }: CreatedContainer, name: string, value: string): string {
  return isList ? `"--${name}=${value}"` : `--${name} ${value}`;
}

/** An option goes with what parts it from the word before it; in a list with the comma behind it where it is the first word, or a comment stands before it. */
function removal(text: string, { isList }: CreatedContainer, { after, whole }: CommandLink): SpanEdit {
  const isAlone = isList && (after === whole.start || /[^\s,]/.test(text.slice(after, whole.start)));
  if (!isAlone) return { start: after, end: whole.end, newText: '' };
  return { start: whole.start, end: whole.end + (/^\s*,[ \t]*/.exec(text.slice(whole.end))?.[0].length ?? 0), newText: '' };
}

/** The network is made in each part of the script that can run by itself, before its first member; where it is there already, nothing happens. */
function creations(text: string, { containers, language }: CommandScript, { members, network }: Planned): readonly SpanEdit[] {
  const scopes = new Set<string>();
  return members.flatMap((at) => {
    const container = containers[at];
    if (!container || scopes.has(container.place.scope)) return [];
    scopes.add(container.place.scope);
    const { statement, hasOwnLine } = container.place;
    const { docker } = container;
    const create = `${docker} network create ${network}`;
    // The dash has systemd go on where the network is there already. Inside of a line, only a shell runs several commands.
    const command =
      language === 'systemd' && hasOwnLine
        ? `ExecStartPre=-${create}`
        : `${docker} network inspect ${network} >/dev/null 2>&1 || ${create}`;
    const lineStart = Math.max(text.lastIndexOf('\n', statement - 1), text.lastIndexOf('\r', statement - 1)) + 1;
    const line = `${command}${lineEnd(text, statement)}${text.slice(lineStart, statement)}`;
    return [{ start: statement, end: statement, newText: hasOwnLine ? line : `${command}; ` }];
  });
}

/** How the line ends that holds an offset, or else the text's first one. */
function lineEnd(text: string, at: number): string {
  const end = /\r\n|\n|\r/;
  return (end.exec(text.slice(at)) ?? end.exec(text))?.[0] ?? '\n';
}

import type { CommandOption, CommandScript, CreatedContainer } from '../../syntax/command/commandScript.ts';
import { linkPrefix } from '../env/prefix.ts';
import { callOf } from './commandNames.ts';
import { containerTitle, isBridge, networkName } from './joinCommands.ts';
import type { JoinedLink } from './joinCommands.ts';

/** A file while its links are judged. */
export interface CommandFile {
  readonly text: string;
  readonly script: CommandScript;
  readonly joined: readonly JoinedLink[];
}

/** Why a link cannot be replaced, in one sentence; null when nothing is against it. */
export function reasonToKeep(link: JoinedLink, file: CommandFile): string | null {
  return ofLink(link) ?? ofTarget(link) ?? ofReceiver(link, file) ?? ofSources(link, file);
}

function ofLink({ link, mechanism, service }: JoinedLink): string | null {
  const raw = link.value.text;
  switch (mechanism) {
    case 'refused':
      return `Docker refuses the link "${raw}" of "${service}", so there is nothing to keep.`;
    case 'none':
      return `"${service}" has no network, so the link has no effect.`;
    case 'unknown':
      return 'What a variable holds among the options is not known, and it may name a network.';
    case 'legacy':
    case 'dns':
  }
  if (!link.isWritten) return 'The link stands in a variable, which other commands may read, too.';
  if (!link.value.isStable) return `What "${raw}" holds is not known.`;
  if (link.alias === null || link.alias === link.target) return link.alias === null ? `What "${raw}" holds is not known.` : null;
  if (link.alias.includes('${')) return `What "${link.alias}" holds is not known.`;
  if (link.alias.includes('.')) return `On a network, "${link.alias}" would hide the public name from every container there.`;
  return /^\w[\w-]*$/.test(link.alias) ? null : `"${link.alias}" is no name that a network alias can have.`;
}

function ofTarget({ link: { target, alias }, target: found, receiver }: JoinedLink): string | null {
  switch (found.kind) {
    case 'created':
      return null;
    case 'later':
      return `"${target}" is made by a later command, so this one cannot run as it is written.`;
    case 'elsewhere':
      return `"${target}" is made in ${found.path}, which would have to change with it.`;
    case 'apart':
      return `"${target}" is made in another job, which has a machine of its own.`;
    case 'unknown':
      return `No command here makes "${target}"${receiver.isList ? `: ${adviceForList(target, alias)}` : ''}.`;
    case 'hidden':
      return `Which container "${target}" is, is not known.`;
  }
}

function ofReceiver({ link, receiver, at, mechanism }: JoinedLink, file: CommandFile): string | null {
  const rival = file.joined.find((one) => one.at === at && one.link.alias === link.alias && one.link.target !== link.target);
  if (rival) return `Two links of one command share the name "${link.alias ?? ''}".`;
  if (receiver.isList && hasComment(file.text.slice(link.whole.start, link.whole.end))) return 'A comment stands among its words.';
  return ofContainer(receiver, file) ?? (mechanism === 'legacy' ? readsVariables(link.alias ?? '', receiver, file.text) : null);
}

function ofSources({ target, receiver, mechanism }: JoinedLink, file: CommandFile): string | null {
  const sources = target.kind === 'created' ? target.by.flatMap((at) => file.script.containers[at] ?? []) : [];
  for (const source of sources) {
    const reason = ofContainer(source, file) ?? ofNetworks(source, receiver, mechanism);
    if (reason !== null) return reason;
    if (receiver.isList && mechanism === 'legacy' && !isUnixLine(source, file.text)) {
      return 'On Windows, `initializeCommand` runs in no shell of Unix, and no line that makes the network is the same in both.';
    }
    if (callOf(source) !== callOf(receiver)) return `"${containerTitle(source)}" may be on another engine.`;
  }
  return null;
}

/** What a person can do where a list says only what its own container gets. */
function adviceForList(target: string, alias: string | null): string {
  const named = alias === null || alias === target ? '' : ` and \`--network-alias ${alias}\``;
  return `where it is made, give it \`--network NAME\`${named}, and put \`"--network=NAME"\` in the place of the link`;
}

function hasComment(json: string): boolean {
  return json.replaceAll(/"(?:\\.|[^"\\])*"/g, '').includes('/');
}

/** Whether the line with a container's command is none that Windows could run. */
function isUnixLine({ span: { start } }: CreatedContainer, text: string): boolean {
  const line = text.slice(text.lastIndexOf('\n', start) + 1).split('\n', 1)[0] ?? '';
  return /;|\/dev\/null|\|\| *true\b|\$\(/.test(line);
}

/** What is against a change of a container's command. */
function ofContainer(container: CreatedContainer, { script, text }: CommandFile): string | null {
  const { image, hidden, place, networks, hostname } = container;
  const title = containerTitle(container);
  if (image === null) return 'The command names no image, so it cannot run as it is written.';
  if (hidden !== null) return `It is not known ${hidden} for "${title}".`;
  if (!place.isWritable) return 'The commands around it cannot be read for sure.';
  if (networks.length > 1 || networks.some(isLong)) return `"${title}" is on several networks, or has options for one.`;
  if (hostname && !hostname.isKnown) return `What "${hostname.text}" holds is not known.`;
  if (isConnected(container, script)) return `Another command changes the networks of "${title}".`;
  return readsBridgeAddress(text)
    ? 'The script reads `.NetworkSettings.IPAddress`, which is empty for a container on a network of its own.'
    : null;
}

/** Whether a text reads what `docker inspect` tells of a container on the default bridge alone. */
export function readsBridgeAddress(text: string): boolean {
  return /\.NetworkSettings\.(?:IPAddress|Gateway)\b/.test(text);
}

function isLong({ value: { text, isStable } }: CommandOption): boolean {
  return text.includes('=') || !isStable;
}

function isConnected({ name, id }: CreatedContainer, { others }: CommandScript): boolean {
  return others.some(({ words: [group, verb, ...rest] }) => {
    if (group?.text !== 'network' || (verb?.text !== 'connect' && verb?.text !== 'disconnect')) return false;
    return rest.some(({ text, isKnown }) => !isKnown || text === name?.text || text === id);
  });
}

function ofNetworks(source: CreatedContainer, receiver: CreatedContainer, mechanism: JoinedLink['mechanism']): string | null {
  const names = source.networks.map(networkName);
  if (mechanism === 'legacy') {
    return names.every(isBridge) ? null : `"${containerTitle(source)}" is on another network than "${containerTitle(receiver)}".`;
  }
  const shared = receiver.networks.map(networkName).some((name) => names.includes(name));
  return shared ? null : `"${containerTitle(source)}" and "${containerTitle(receiver)}" share no network.`;
}

/** The variables of a link that its receiver's own command reads, or that the script reads by names that only links have. */
function readsVariables(alias: string, { span }: CreatedContainer, text: string): string | null {
  const prefix = linkPrefix(alias).replaceAll(/[^\w]/g, '\\$&');
  const strong = new RegExp(`\\b${prefix}_(?:PORT_\\d+_(?:TCP|UDP)(?:_\\w+)?|ENV_\\w+)\\b(?!=)`).exec(text)?.[0];
  const own = new RegExp(`\\$\\{?(${prefix}_(?:PORT|NAME))\\b`).exec(text.slice(span.start, span.end))?.[1];
  const name = strong ?? own;
  return name === undefined ? null : `The file reads ${name}, which the link alone sets: use the name "${alias}" there first.`;
}

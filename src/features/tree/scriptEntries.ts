import type { ScriptLink } from '../../domain/commands/scriptReading.ts';
import type { ScriptFile } from '../../model/scripts.ts';
import type { Range } from '../../syntax/text.ts';
import { plainVerdict } from './details.ts';
import type { LinkEntry, LinkGroup, Party } from './entries.ts';
import { countLinks } from './rows.ts';
import type { RowIcon } from './rows.ts';

const TOP: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The links in the commands of a script. */
export function scriptGroup(script: ScriptFile): LinkGroup {
  const { uri, path, links } = script;
  return {
    kind: 'file',
    key: uri,
    label: path,
    description: `commands · ${countLinks(links.length)}`,
    tooltip: path,
    icon: 'file',
    place: { uri, range: TOP },
    chains: [],
    entries: links.map((link, at) => entryOf(link, at, script)),
    party: (name) => partyOf(name, script),
  };
}

function entryOf(link: ScriptLink, at: number, { uri, target }: ScriptFile): LinkEntry {
  const { source, alias, raw, range } = link;
  const finding = link.findings[target];
  const severity = finding?.severity ?? null;
  const words = `${link.mechanism === 'dns' ? 'private name in DNS' : link.mechanism === 'legacy' ? 'legacy link' : link.mechanism}, source ${link.target}`;
  return {
    receiver: receiverOf(link),
    source,
    alias: alias === source ? null : alias,
    key: `command ${at} ${raw}`,
    description: words,
    tooltip: finding?.message ?? `${raw}: ${words}.`,
    icon: severity === 'warning' || severity === 'error' ? severity : 'link',
    needsAction: severity === 'warning' || severity === 'error',
    place: { uri, range },
    container: null,
    receivers: [],
    details: (id) => [plainVerdict(finding?.message ?? `${words}.`, iconOf(severity))(id)],
  };
}

function receiverOf({ receiver }: ScriptLink): string {
  return receiver ?? 'unknown command';
}

/** A receiver is where its command is, a source where the command that makes it is. */
function partyOf(name: string, { uri, links }: ScriptFile): Party {
  const range = links.find((link) => receiverOf(link) === name)?.receiverRange ?? links.find(({ source }) => source === name)?.sourceRange;
  return {
    description: '',
    tooltip: `The container ${name}, made by a command`,
    icon: 'package',
    place: range ? { uri, range } : null,
    container: null,
  };
}

function iconOf(severity: 'hint' | 'information' | 'warning' | 'error' | null): RowIcon {
  if (severity === 'warning' || severity === 'error') return severity;
  return severity === 'information' ? 'info' : 'pass';
}

import { memoized } from '../../base/memo.ts';
import { namePlaces } from '../names/namePlaces.ts';
import { hostWords, hostWordsInCode } from '../names/hostWords.ts';
import type { PlainNode, PlainReading } from '../../syntax/compose/plain.ts';
import { Lines } from '../../syntax/text.ts';
import type { Span } from '../../syntax/text.ts';
import type { PlannedWord } from './plan.ts';

/** A setting of a service and the name that is written in it. */
export interface Setting {
  readonly path: string;
  /** The variable or the key of the service: `DB_HOST`, `command`. */
  readonly label: string;
}

/** Where the settings of a service, in its compose files, say a name. */
export interface SaidName {
  /** As a host, surely. */
  readonly hosts: readonly (Setting & Span)[];
  /** As something else, or nobody can tell. */
  readonly others: readonly Setting[];
  /** Whether a text that says it stands for other services, too. */
  readonly shared: boolean;
}

/** What may say names, read for one question. */
export interface SettingTexts {
  readonly compose: readonly { readonly path: string; readonly text: string }[];
  /** Services that others extend, and with them take over their settings. */
  readonly extended: ReadonlySet<string>;
  /** The project's other files that have a name as a host's. */
  readonly alsoSay: (name: string) => readonly string[];
}

/** Looks for a name in what a service's programs read: variables, commands, health checks and build arguments. */
export function saidBy(service: string, name: string, texts: readonly { readonly path: string; readonly text: string }[]): SaidName {
  const hosts: (Setting & Span)[] = [];
  const others: Setting[] = [];
  let shared = false;
  for (const file of texts) {
    const { path, text } = file;
    if (!text.includes(name)) continue;
    const { byService, owners } = valuesIn(file);
    const said = (byService.get(service) ?? []).filter((each) => wordsIn(text.slice(each.start, each.end), name).length > 0);
    for (const { start, end } of said) {
      const label = labelOf(text, start);
      const sure = surely(text.slice(start, end), name, label);
      for (const span of sure) hosts.push({ path, label, start: start + span.start, end: start + span.end });
      if (sure.length < wordsIn(text.slice(start, end), name).length) others.push({ path, label });
      shared ||= owners.get(start) === null;
    }
  }
  return { hosts, others, shared };
}

/** The values of a file. */
interface Values {
  readonly byService: ReadonlyMap<string, readonly Span[]>;
  /** By where a value begins the one service that has it; null for one that several have. */
  readonly owners: ReadonlyMap<number, string | null>;
}

/** The values of a file, which is read once. */
const valuesIn = memoized(({ text }: { readonly text: string }): Values => {
  const lines = new Lines(text);
  const byService = new Map<string, Span[]>();
  const owners = new Map<number, string | null>();
  for (const { service, range } of namePlaces(text).values) {
    const span = lines.span(range);
    owners.set(span.start, owners.has(span.start) && owners.get(span.start) !== service ? null : service);
    const own = byService.get(service) ?? [];
    byService.set(service, own);
    own.push(span);
  }
  return { byService, owners };
});

/** Every place of a name as a word of its own. */
function wordsIn(text: string, name: string): readonly Span[] {
  if (!text.includes(name)) return [];
  const word = new RegExp(String.raw`(?<![\w.-])${name.replaceAll(/[^\w]/g, String.raw`\$&`)}(?![\w-]|\.\w)`, 'g');
  return [...text.matchAll(word)].map(({ index, 0: found }) => ({ start: index, end: index + found.length }));
}

/** What stands before a value on its line: the key of a map, or the key above a list. */
function labelOf(text: string, start: number): string {
  const item = /^["']?([A-Za-z_][\w.-]*)=/.exec(text.slice(start));
  if (item?.[1] !== undefined) return item[1];
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const key = /([A-Za-z_][\w.-]*)["']?\s*:\s*(?:\[[^\]]*)?$/.exec(line)?.[1];
  if (key !== undefined) return key;
  const above = [...text.slice(0, start).matchAll(/^[ \t]*(?:- )?([a-z_]+):[ \t]*(?:[|>][-+\d]*)?[ \t]*(?:#.*)?\r?$/gm)].at(-1);
  return above?.[1] ?? 'command';
}

const COMMANDS: ReadonlySet<string> = new Set(['command', 'entrypoint', 'test']);

/** Names of variables whose whole value is a host, or a list of hosts. */
const OF_HOSTS = /(?:host(?:s|name)?|servers?|addr(?:ess)?|addresses|endpoints?|url|uri|dsn|brokers?|nodes?|upstreams?|backends?)$/i;

/** What stands before a host on a command line. */
const OPTION = /(?:^|\s)(?:-h|--?[\w-]*(?:host|server|addr|address|url|uri)(?:=|\s+))\s*["']?$/;

function surely(value: string, name: string, label: string): readonly Span[] {
  const plain = hostWordsInCode(value, name);
  const more = hostWords(value, name).filter(({ start, end }) =>
    COMMANDS.has(label) ? OPTION.test(value.slice(0, start)) || /^\s+\d{2,5}(?!\S)/.test(value.slice(end)) : OF_HOSTS.test(label),
  );
  return [...new Map([...plain, ...more].map((span) => [span.start, span])).values()].sort((a, b) => a.start - b.start);
}

/** Whether two readings of a file say the same but for these names in values of one service, which are others. */
export function sameButWords(was: PlainReading, is: PlainReading, words: readonly PlannedWord[]): boolean {
  if (was.kind !== 'documents' || is.kind !== 'documents' || was.documents.length !== is.documents.length) return false;
  return was.documents.every(({ root }, index) => sameNode(root, is.documents[index]?.root, words));
}

function sameNode(was: PlainNode, is: PlainNode | undefined, words: readonly PlannedWord[]): boolean {
  if (was.kind !== is?.kind || was.tag !== is.tag) return false;
  if (was.kind === 'scalar' && is.kind === 'scalar')
    return was.type === is.type && (was.text === is.text || (was.type === 'string' && replacing(was.text, words).test(is.text)));
  if (was.kind === 'list' && is.kind === 'list')
    return was.items.length === is.items.length && was.items.every((item, index) => sameNode(item, is.items[index], words));
  if (was.kind !== 'map' || is.kind !== 'map') return false;
  const keys = [...was.entries.keys()];
  return (
    keys.join('\n') === [...is.entries.keys()].join('\n') &&
    keys.every((key) => {
      const value = was.entries.get(key)?.value;
      return value !== undefined && sameNode(value, is.entries.get(key)?.value, words);
    })
  );
}

/** The text with each of the names as it is, or as it is to be. */
function replacing(text: string, words: readonly PlannedWord[]): RegExp {
  const plain = (part: string) => part.replaceAll(/[^\w\s]/g, String.raw`\$&`);
  const names = new Map(words.map(({ was, newText }) => [was, newText]));
  const parts = text.split(new RegExp(`(${[...names.keys()].map(plain).join('|')})`));
  const pattern = parts.map((part) => (names.has(part) ? `(?:${plain(part)}|${plain(names.get(part) ?? '')})` : plain(part)));
  return new RegExp(`^${pattern.join('')}$`);
}

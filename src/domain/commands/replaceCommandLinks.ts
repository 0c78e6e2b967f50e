import type { CommandScript, CreatedContainer, ScriptLanguage } from '../../syntax/command/commandScript.ts';
import { Lines, applyEdits } from '../../syntax/text.ts';
import type { TextEdit } from '../../syntax/text.ts';
import { bundleOf, holds } from './bundles.ts';
import type { Bundle, BundledFile } from './bundles.ts';
import { editsOf } from './commandEdits.ts';
import type { SpanEdit } from './commandEdits.ts';
import { tieToBridge } from './bridgeTies.ts';
import { nameClash } from './commandNames.ts';
import type { Planned } from './commandNames.ts';
import { proofOf } from './commandProof.ts';
import { reasonToKeep } from './commandReasons.ts';
import { isBridge, joinCommands, networkName } from './joinCommands.ts';
import type { AroundCommands, JoinedLink } from './joinCommands.ts';

/** A `--link` that goes. */
export interface FixedCommandLink {
  readonly joined: JoinedLink;
  /** Where it begins in its file. */
  readonly start: number;
  /** The network on which its names resolve from then on. */
  readonly network: string;
  /** Whether the file makes the network now. */
  readonly isNew: boolean;
}

/** A `--link` that stays, and why in one sentence. */
export interface KeptCommandLink {
  readonly joined: JoinedLink;
  /** Where it begins in its file. */
  readonly start: number;
  readonly reason: string;
}

/** The edits that replace the links of a file's commands, or make its containers what links of other units need, proved; none where no link can go. */
export interface CommandReplacement {
  readonly edits: readonly TextEdit[];
  readonly text: string;
  readonly fixed: readonly FixedCommandLink[];
  readonly kept: readonly KeptCommandLink[];
}

/** With more links than this a file is no script that a person wrote, and nobody waits for its proof. */
const MOST = 200;

/** Containers that are moved together, to one network. */
interface Group {
  readonly links: readonly JoinedLink[];
  readonly members: readonly number[];
}

/** Puts user-defined networks in the place of the links of a file's commands. */
export function replaceCommandLinks(text: string, language: ScriptLanguage, around: AroundCommands): CommandReplacement {
  const [replacement] = replaceTogether(bundleOf([{ path: '', text, language }]), around);
  return replacement ?? { edits: [], text, fixed: [], kept: [] };
}

/** Puts user-defined networks in the place of links, as far as every name that a receiver has resolves as before; commands that belong together go together. One replacement a file, in their order. */
export function replaceTogether(
  bundle: Bundle,
  around: AroundCommands,
  isAsked: (link: JoinedLink) => boolean = () => true,
): readonly CommandReplacement[] {
  const { text, script, files } = bundle;
  const joined = joinCommands(script, around.elsewhere);
  const { kept, planned } = joined.length > MOST ? tooMany(joined) : planOf(joined, { bundle, around, isAsked });
  const edits = editsOf(text, script, planned);
  const changed = files.map((file) => ({ ...file, ...writtenIn(file, edits) }));
  if (!proofOf({ before: script, after: bundleOf(changed).script, planned })) {
    const unproved = planned.flatMap(({ links }) =>
      links.map((link) => ({ joined: link, reason: 'The edit could not be proved to keep every name.' })),
    );
    return files.map((file) => ({ edits: [], text: file.text, fixed: [], kept: inOrder(file, [...kept, ...unproved]) }));
  }
  const fixed = planned.flatMap(({ links, network, isNew }) => links.map((link) => ({ joined: link, network, isNew })));
  return changed.map((file) => ({ edits: file.edits, text: file.text, fixed: inOrder(file, fixed), kept: inOrder(file, kept) }));
}

interface Plan {
  readonly kept: readonly Omit<KeptCommandLink, 'start'>[];
  readonly planned: readonly Planned[];
}

function tooMany(joined: readonly JoinedLink[]): Plan {
  return { kept: joined.map((link) => ({ joined: link, reason: 'The file has too many links.' })), planned: [] };
}

interface Planning {
  readonly bundle: Bundle;
  readonly around: AroundCommands;
  /** Whether a person wants a link to go; those that belong together with it go, too. */
  readonly isAsked: (link: JoinedLink) => boolean;
}

function planOf(joined: readonly JoinedLink[], { bundle, around, isAsked }: Planning): Plan {
  const { text, script } = bundle;
  const kept: Omit<KeptCommandLink, 'start'>[] = [];
  const planned: Planned[] = [];
  const used = new Set([...around.taken, ...networkNames(script)]);
  for (const group of groupsOf(joined)) {
    if (!group.links.some(isAsked)) continue;
    const isLegacy = group.links.some(({ mechanism }) => mechanism === 'legacy');
    const network = isLegacy ? freeName(around.network, used) : networkOf(script, group);
    const plan: Planned = { ...group, network, isNew: isLegacy };
    const reasons = new Map(group.links.map((link) => [link, reasonToKeep(link, { text, script, joined })]));
    const clash = nameClash(plan, script.containers) ?? (isLegacy ? tieToBridge(plan, { bundle, joined, around }) : null);
    const first = group.links.find((link) => reasons.get(link) !== null);
    if (first !== undefined || clash !== null) {
      for (const link of group.links) kept.push({ joined: link, reason: reasons.get(link) ?? clash ?? together(first) });
      continue;
    }
    if (isLegacy) used.add(network);
    planned.push(plan);
  }
  return { kept, planned };
}

/** The edits inside one file of a bundle, and its text with them. */
function writtenIn(file: BundledFile, all: readonly SpanEdit[]): { readonly edits: readonly TextEdit[]; readonly text: string } {
  const own = all.filter(({ start }) => holds(file, start));
  if (own.length === 0) return { edits: [], text: file.text };
  const lines = new Lines(file.text);
  const edits = own.map(({ start, end, newText }) => ({
    range: lines.range({ start: start - file.start, end: end - file.start }),
    newText,
  }));
  return { edits, text: applyEdits(file.text, edits) };
}

function together(other: JoinedLink | undefined): string {
  return `It belongs together with the link "${other?.link.value.text ?? ''}" of "${other?.service ?? ''}", which stays.`;
}

/** Those of a file, in the order of its links. */
function inOrder<T extends { readonly joined: JoinedLink }>(
  file: BundledFile,
  links: readonly T[],
): readonly (T & { readonly start: number })[] {
  const own = links.filter(({ joined }) => holds(file, joined.link.whole.start));
  return own.map((one) => ({ ...one, start: one.joined.link.whole.start - file.start })).toSorted((one, other) => one.start - other.start);
}

/** Legacy links tie receiver and source together; the others of one network are looked at together. */
function groupsOf(joined: readonly JoinedLink[]): readonly Group[] {
  const groupOf = new Map<string, string>();
  const root = (key: string): string => {
    const next = groupOf.get(key);
    return next === undefined || next === key ? key : root(next);
  };
  const keyOf = (link: JoinedLink): string =>
    link.mechanism === 'legacy' ? `container ${link.at}` : `${link.mechanism} ${link.receiver.networks.map(networkName).join()}`;
  for (const link of joined) {
    if (link.mechanism !== 'legacy' || link.target.kind !== 'created') continue;
    for (const source of link.target.by) groupOf.set(root(`container ${source}`), root(keyOf(link)));
  }
  const groups = new Map<string, JoinedLink[]>();
  for (const link of joined) {
    const key = root(keyOf(link));
    groups.set(key, [...(groups.get(key) ?? []), link]);
  }
  return [...groups.values()].map((links) => ({ links, members: membersOf(links) }));
}

function membersOf(links: readonly JoinedLink[]): readonly number[] {
  const members = links.flatMap(({ at, target }) => [at, ...(target.kind === 'created' ? target.by : [])]);
  return [...new Set(members)].sort((a, b) => a - b);
}

/** The network that the receivers of a group name. */
function networkOf({ containers }: CommandScript, { links }: Group): string {
  const [first] = links;
  const network = containers[first?.at ?? -1]?.networks[0];
  return network ? networkName(network) : '';
}

/** The networks that commands name; the default bridge is none that they share. */
export function networkNames({ containers, others }: CommandScript): readonly string[] {
  const named = containers.flatMap(({ networks }: CreatedContainer) => networks.map(networkName)).filter((name) => !isBridge(name));
  return [...named, ...others.flatMap(({ words }) => (words[0]?.text === 'network' ? words.map(({ text }) => text) : []))];
}

function freeName(wished: string, used: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wished : `${wished}-${number}`;
    if (!used.has(name)) return name;
  }
}

import type { FileLink } from '../../domain/compose/fileLinks.ts';
import { replaceLinks } from '../../domain/fixes/replaceLinks.ts';
import type { FixedLink, WhichLinks } from '../../domain/fixes/replaceLinks.ts';
import { reasonToKeep, surroundingsOf } from '../../model/keepReason.ts';
import type { AroundFile } from '../../model/keepReason.ts';
import { runningServices } from '../../model/linkValues.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import { contains } from '../../syntax/text.ts';
import type { Range, TextEdit } from '../../syntax/text.ts';

/** The document as it is on screen. */
export interface OpenText extends AroundFile {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

/** A fix: proved edits for one version of the document, or why there are none. */
export interface FixRow {
  readonly title: string;
  readonly which: WhichLinks;
  /** The links the fix is for. */
  readonly ranges: readonly Range[];
  /** What a person has to agree to first, in one sentence; null for an edit that is safe as it is. */
  readonly asks: string | null;
  readonly outcome: { readonly kind: 'edit'; readonly edits: readonly TextEdit[] } | { readonly kind: 'refused'; readonly reason: string };
}

/** For each item of `links` that the range touches a fix or why there is none; nothing when the snapshot knows another version of the document. */
export function fixesAt(snapshot: Snapshot, document: OpenText, range: Range): readonly FixRow[] {
  const file = fileOf(snapshot, document);
  const dns = new Set(dnsLinks(file));
  const links = (file?.links ?? []).flatMap(({ link }) => (link.kind === 'links' && touches(link.range, range) ? [link] : []));
  return links.flatMap((link) => {
    const row = dns.has(link) ? rowFor(snapshot, document, link) : file && keptRow(snapshot, file, link, document);
    return row ?? [];
  });
}

/** Whether the range touches an item of `links` of the version that is known. */
export function hasLinkAt(snapshot: Snapshot, document: OpenText, range: Range): boolean {
  return (fileOf(snapshot, document)?.links ?? []).some(({ link }) => link.kind === 'links' && touches(link.range, range));
}

/** A link that is more than a name on a network is never replaced. */
function keptRow(snapshot: Snapshot, file: ReadFile, link: FileLink, around: AroundFile): FixRow | null {
  const reason = reasonToKeep(snapshot, file, link, around);
  if (reason === null) return null;
  const { service, raw, range } = link;
  return { title: titleOf(link), which: { service, raw }, ranges: [range], asks: null, outcome: { kind: 'refused', reason } };
}

/** One fix for every DNS link of the file that has a safe one; null when there are none or another version is known. */
export function fixAll(snapshot: Snapshot, document: OpenText): FixRow | null {
  const row = rowFor(snapshot, document, 'all');
  return row?.outcome.kind === 'edit' ? row : null;
}

/** The same fix over what is known now; null when the snapshot knows another version of the document. */
export function fixFor(snapshot: Snapshot, document: OpenText, { which }: FixRow): FixRow | null {
  return rowFor(snapshot, document, which);
}

function rowFor(snapshot: Snapshot, document: OpenText, asked: WhichLinks): FixRow | null {
  const which = asked === 'all' ? asked : { service: asked.service, raw: asked.raw };
  const file = fileOf(snapshot, document);
  const links = dnsLinks(file).filter(({ service, raw }) => which === 'all' || (service === which.service && raw === which.raw));
  const [link] = links;
  if (!file || !link) return null;
  const title = which === 'all' ? 'Replace all links of this file' : titleOf(link);
  const replacement = replaceLinks(document.text, which, surroundingsOf(snapshot, file, document));
  const ranges = links.map(({ range }) => range);
  if (replacement.kind === 'refused') return { title, which, ranges, asks: null, outcome: replacement };
  const { fixed, edits } = replacement;
  const lost = lostWords(fixed);
  return {
    title: lost.length > 0 ? `${title} (drops ${lost.join(', ')})` : title,
    which,
    ranges: fixed.map(({ range }) => range),
    asks: scaleWords(fixed, file, snapshot),
    outcome: { kind: 'edit', edits },
  };
}

/** A link leads to one container of a source, a name on the network to all of them. */
function scaleWords(fixed: readonly FixedLink[], file: ReadFile, snapshot: Snapshot): string | null {
  const services = runningServices(file, snapshot);
  const scaled = fixed.map(({ source }) => ({ source, count: services.get(source)?.length ?? 0 })).find(({ count }) => count > 1);
  return scaled
    ? `${scaled.source} has ${scaled.count} containers now: a link leads to one of them, its name on the network to all.`
    : null;
}

/** What goes with the links, in few words: names that Compose invented, and that a restart of the source restarts its receiver. */
function lostWords(fixed: readonly FixedLink[]): readonly string[] {
  const restart = fixed.some(({ restarted }) => restarted) ? ['joint restart'] : [];
  return [...new Set([...fixed.flatMap(({ lost }) => lost), ...restart])];
}

function titleOf({ raw, alias, target }: FileLink): string {
  return `Replace link "${raw}" by ${alias === target ? '`depends_on`' : 'a network alias'}`;
}

function fileOf({ files }: Snapshot, { uri, version }: OpenText): ReadFile | null {
  const file = files.find((one) => one.uri === uri);
  return file?.kind === 'compose' && file.version === version ? file : null;
}

function dnsLinks(file: ReadFile | null): readonly FileLink[] {
  return (file?.links ?? []).flatMap(({ link }) =>
    link.mechanism === 'dns' && link.targetState !== 'missing' && link.kind === 'links' ? [link] : [],
  );
}

function touches(one: Range, other: Range): boolean {
  return contains(one, other.start) || contains(one, other.end) || contains(other, one.start);
}

import type { FileLink } from '../../domain/compose/fileLinks.ts';
import { replaceLinks } from '../../domain/fixes/replaceLinks.ts';
import type { LinkReplacement } from '../../domain/fixes/replaceLinks.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import { contains } from '../../syntax/text.ts';
import type { Range, TextEdit } from '../../syntax/text.ts';

/** The document as it is on screen. */
export interface OpenText {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

/** A fix: proved edits for one version of the document, or why there are none. */
export interface FixRow {
  readonly title: string;
  /** The links the fix is for. */
  readonly ranges: readonly Range[];
  readonly outcome: { readonly kind: 'edit'; readonly edits: readonly TextEdit[] } | { readonly kind: 'refused'; readonly reason: string };
}

/** A fix for each DNS link that the range touches; none when the snapshot knows another version of the document. */
export function fixesAt(snapshot: Snapshot, document: OpenText, range: Range): readonly FixRow[] {
  const file = fileOf(snapshot, document);
  if (!file) return [];
  return dnsLinks(file)
    .filter((link) => touches(link.range, range))
    .map((link) => {
      const title = `Replace the link "${link.raw}" of "${link.service}" by ${replacementOf(link)}`;
      const elsewhere = refusal(snapshot, file, [link]);
      if (elsewhere !== null) return { title, ranges: [link.range], outcome: { kind: 'refused', reason: elsewhere } };
      return rowOf(title, [link], replaceLinks(document.text, { service: link.service, raw: link.raw }));
    });
}

/** One fix for every DNS link of the file that has a safe one; null when there are none or another version is known. */
export function fixAll(snapshot: Snapshot, document: OpenText): FixRow | null {
  const file = fileOf(snapshot, document);
  const links = file ? dnsLinks(file) : [];
  if (!file || links.length === 0 || refusal(snapshot, file, links) !== null) return null;
  const row = rowOf('Replace all links in this file', links, replaceLinks(document.text, 'all'));
  return row.outcome.kind === 'edit' ? row : null;
}

function rowOf(title: string, links: readonly FileLink[], replacement: LinkReplacement): FixRow {
  const ranges = links.map((link) => link.range);
  if (replacement.kind === 'refused') return { title, ranges, outcome: replacement };
  const { lost, edits } = replacement;
  const said = lost.length > 0 ? `${title} (${lost.join(', ')} will not resolve any more)` : title;
  return { title: said, ranges, outcome: { kind: 'edit', edits } };
}

function replacementOf({ alias, target }: FileLink): string {
  return alias === target ? '`depends_on`' : 'a network alias';
}

function fileOf({ files }: Snapshot, { uri, version }: OpenText): ReadFile | null {
  const file = files.find((one) => one.uri === uri);
  return file?.kind === 'compose' && file.version === version ? file : null;
}

function dnsLinks({ links }: ReadFile): readonly FileLink[] {
  return links.flatMap(({ link, finding }) => (finding?.code === 'link-dns' && link.kind === 'links' ? [link] : []));
}

/** Why another file of the folder forbids a fix: it says more about one of the services, or cannot be read. */
function refusal({ files }: Snapshot, file: ReadFile, links: readonly FileLink[]): string | null {
  const involved = new Set(links.flatMap(({ service, target }) => (target === null ? [service] : [service, target])));
  for (const other of files) {
    if (other === file || folderOf(other.uri) !== folderOf(file.uri)) continue;
    if (other.kind !== 'compose') return `The file ${other.path} beside this one was not read and may say more about the services.`;
    const shared = other.compose.services.find(({ name }) => involved.has(name));
    if (shared) return `The file ${other.path} says more about "${shared.name}".`;
  }
  return null;
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

function touches(one: Range, other: Range): boolean {
  return contains(one, other.start) || contains(one, other.end) || contains(other, one.start);
}

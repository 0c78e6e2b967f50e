import type { FileLink } from '../../domain/compose/fileLinks.ts';
import { replaceLinks } from '../../domain/fixes/replaceLinks.ts';
import type { FixedLink, LinkReplacement } from '../../domain/fixes/replaceLinks.ts';
import type { Dotenv, ProjectText, Surroundings } from '../../domain/fixes/surroundings.ts';
import { restartWords } from '../../domain/fixes/words.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import { contains } from '../../syntax/text.ts';
import type { Range, TextEdit } from '../../syntax/text.ts';

/** The document as it is on screen. */
export interface OpenText {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  /** The `.env` of the document's folder. */
  readonly dotenv: Dotenv;
  /** The other open files of the document's folder and below, which may use names that go. */
  readonly texts: readonly ProjectText[];
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
  const around = surroundings(snapshot, file, document);
  return dnsLinks(file)
    .filter((link) => touches(link.range, range))
    .map((link) => {
      const title = `Replace the link "${link.raw}" of "${link.service}" by ${replacementOf(link)}`;
      return rowOf(title, [link], replaceLinks(document.text, { service: link.service, raw: link.raw }, around));
    });
}

/** One fix for every DNS link of the file that has a safe one; null when there are none or another version is known. */
export function fixAll(snapshot: Snapshot, document: OpenText): FixRow | null {
  const file = fileOf(snapshot, document);
  const links = file ? dnsLinks(file) : [];
  if (!file || links.length === 0) return null;
  const row = rowOf('Replace all links in this file', links, replaceLinks(document.text, 'all', surroundings(snapshot, file, document)));
  return row.outcome.kind === 'edit' ? row : null;
}

function rowOf(title: string, links: readonly FileLink[], replacement: LinkReplacement): FixRow {
  if (replacement.kind === 'refused') return { title, ranges: links.map((link) => link.range), outcome: replacement };
  const { fixed, edits } = replacement;
  const said = [goneWords(fixed), restartsWords(fixed)].flatMap((words) => words ?? []);
  return {
    title: said.length > 0 ? `${title} (${said.join('; ')})` : title,
    ranges: fixed.map((link) => link.range),
    outcome: { kind: 'edit', edits },
  };
}

/** The names that go; what the editor has at hand was searched for them. */
function goneWords(fixed: readonly FixedLink[]): string | null {
  const lost = [...new Set(fixed.flatMap((link) => link.lost))];
  return lost.length > 0 ? `${lost.join(', ')} will not resolve any more: no open file uses them, others were not searched` : null;
}

function restartsWords(fixed: readonly FixedLink[]): string | null {
  const [first, ...more] = fixed.filter(({ restarted }) => restarted);
  if (!first) return null;
  return more.length === 0
    ? restartWords(first.service, first.source)
    : '`docker compose restart` of a source no longer restarts what linked to it';
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

function surroundings({ files }: Snapshot, file: ReadFile, { dotenv, texts }: OpenText): Surroundings {
  const others = files.filter((other) => other !== file && folderOf(other.uri) === folderOf(file.uri));
  return {
    name: file.path,
    neighbours: others.map((other) => ({ name: other.path, file: other.kind === 'compose' ? other.compose : null })),
    dotenv,
    composeFile: null,
    texts,
    unsearched: ['files that are not open'],
  };
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

function touches(one: Range, other: Range): boolean {
  return contains(one, other.start) || contains(one, other.end) || contains(other, one.start);
}

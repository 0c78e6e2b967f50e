import { linkPrefix } from '../../domain/env/prefix.ts';
import type { ProjectView } from '../../domain/compose/projectView.ts';
import { hostWords, hostWordsInCode } from '../../domain/names/hostWords.ts';
import type { NamePlace } from '../../domain/names/namePlaces.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { Lines, contains } from '../../syntax/text.ts';
import type { Position, Range, Span } from '../../syntax/text.ts';
import { nameAt, sourceOf } from './nameAt.ts';
import { readTogether } from './readTogether.ts';
import type { NamedFile } from './readTogether.ts';

/** What is renamed: a service, or one of the further names that lead to it. */
export interface Renamed {
  readonly range: Range;
  readonly name: string;
  readonly source: string;
  readonly kind: 'service' | 'alias';
}

/** A place that gets the new name; `asks` says why a person has to agree to it first, null where it is sure. */
export interface RenameEdit {
  readonly uri: string;
  readonly range: Range;
  readonly newText: string;
  readonly asks: string | null;
}

/** All places of a name, or why it keeps its own, in one sentence. */
export type Renaming =
  { readonly kind: 'edits'; readonly edits: readonly RenameEdit[] } | { readonly kind: 'refused'; readonly reason: string };

/** A file of the project that is no compose file. */
export interface OtherText {
  readonly uri: string;
  readonly text: string;
}

/** What is asked to be renamed, and what lies around. */
export interface RenameRequest {
  readonly uri: string;
  readonly position: Position;
  /** Whether somebody else renames services. */
  readonly servicesAreServed: boolean;
}

/** The name under the cursor that can be renamed; null where there is none, or where it is somebody else's to rename. */
export function renamedAt(snapshot: Snapshot, { uri, position, servicesAreServed }: RenameRequest): Renamed | null {
  const file = snapshot.files.find((one) => one.uri === uri);
  const files = file?.kind === 'compose' ? readTogether(snapshot, file) : [];
  const found = nameAt(files, position);
  if (!found || files[0]?.places.names.some((place) => isForeign({ files }, uri, place) && isOn(place, position))) return null;
  const { range, name, source, isAlias, role, alone } = found;
  if (isAlias) return { range, name, source, kind: 'alias' };
  if (!servicesAreServed) return { range, name, source, kind: 'service' };
  // The name that a link without an alias gives can become an alias; the service itself is left to others.
  return role === 'link-source' && alone ? { range, name, source, kind: 'alias' } : null;
}

/** Every place that has to get the new name so that what it leads to stays the same; hosts in values and in other files are asked for one by one. */
export function renamingOf(
  snapshot: Snapshot,
  request: RenameRequest,
  { newName, others }: { readonly newName: string; readonly others: readonly OtherText[] },
): Renaming | null {
  const renamed = renamedAt(snapshot, request);
  const file = snapshot.files.find((one) => one.uri === request.uri);
  if (!renamed || file?.kind !== 'compose') return null;
  if (!/^[A-Za-z0-9][\w.-]*$/.test(newName)) return refused('A name consists of letters, digits, `_`, `.` and `-`.');
  const files = readTogether(snapshot, file);
  const change: Change = { ...renamed, newName, files };
  const reason = collision(change);
  if (reason !== null) return refused(reason);
  const written = files.flatMap((each) => [...writtenPlaces(change, each), ...containerPlaces(change, each)]);
  if (written.includes(null)) return refused(`“${renamed.name}” is written with escapes somewhere; rename it there by hand.`);
  const edits = [...written.flatMap((edit) => edit ?? []), ...files.flatMap((each) => valuePlaces(change, each))];
  const elsewhere = others.filter(({ uri }) => !files.some((each) => each.file.uri === uri));
  return { kind: 'edits', edits: unique([...edits, ...elsewhere.flatMap((other) => otherPlaces(change, other))]) };
}

interface Change extends Renamed {
  readonly newName: string;
  readonly files: readonly NamedFile[];
}

function refused(reason: string): Renaming {
  return { kind: 'refused', reason };
}

/** A name that already leads somewhere else would lead to two places, or to the wrong one. */
function collision({ files, newName, name, source, kind }: Change): string | null {
  const merged = files.filter(({ together }) => together);
  const services = merged.flatMap(({ file }) => file.compose.services);
  if (services.some((service) => service.name === newName && (kind === 'service' || newName !== source)))
    return `“${newName}” is already a service.`;
  for (const { file } of merged) {
    const receivers = new Set(file.links.flatMap(({ link }) => (link.target === source && link.alias === name ? [link.service] : [])));
    const other = file.links.find(({ link }) => receivers.has(link.service) && link.alias === newName && link.target !== source)?.link;
    if (other) return `A link of “${other.service}” leads to “${other.target ?? other.raw}” by the name “${newName}” already.`;
  }
  const owner = services.find(
    (service) => service.name !== source && service.networks?.some(({ aliases }) => aliases.some(({ value }) => value === newName)),
  );
  return owner ? `“${newName}” is already an alias of “${owner.name}”.` : null;
}

/** The places where a compose file writes the name as such; null for one that cannot be edited. */
function writtenPlaces(change: Change, { file, places, together }: NamedFile): readonly (RenameEdit | null)[] {
  const beside = together ? null : `${file.path} lies beside, and is read with the others or not.`;
  return places.names.flatMap((place) => {
    const newText = isForeign(change, file.uri, place) ? null : newTextOf(change, place);
    if (newText === null) return [];
    const asks = place.file === undefined ? beside : null;
    return [place.range && { uri: file.uri, range: place.range, newText, asks }];
  });
}

/** The external links that name a container of the service as either Compose calls it; what the link is called inside stays. */
function containerPlaces({ kind, name, newName, source }: Change, { file }: NamedFile): readonly (RenameEdit | null)[] {
  if (kind !== 'service') return [];
  const lines = new Lines(file.text);
  const isOwn = (target: string, { project, active, disabled }: ProjectView): boolean => {
    const service = active.get(source) ?? disabled.get(source);
    const [before, after] = [target.slice(0, project.name.length), target.slice(project.name.length)];
    return (
      service?.containerName === null && before === project.name && new RegExp(String.raw`^([_-])${literally(name)}\1\d+$`).test(after)
    );
  };
  return [...file.around.inProjects].flatMap(([{ kind: key, target, alias, raw, range }, found]) => {
    const view = target === null ? undefined : found.find((one) => isOwn(target, one.view))?.view;
    if (key !== 'external_links' || target === null || !view) return [];
    const { start, end } = lines.span(range);
    const at = file.text.slice(start, end).indexOf(raw);
    if (at < 0) return [null];
    const from = view.project.name.length + 1;
    const renamed = target.slice(0, from) + newName + target.slice(from + name.length);
    const newText = raw === target && alias !== null ? `${renamed}:${alias}` : renamed;
    const place = lines.range({ start: start + at, end: start + at + target.length });
    return [{ uri: file.uri, range: place, newText, asks: null }];
  });
}

function literally(name: string): string {
  return name.replaceAll('.', '[.]');
}

function isOn({ range }: NamePlace, position: Position): boolean {
  return range !== null && contains(range, position);
}

/** Whether a place names a service of a file that has nothing to do with the renamed one. */
function isForeign({ files }: Pick<Change, 'files'>, uri: string, { file }: NamePlace): boolean {
  return file !== undefined && !files.some((each) => each.together && URL.canParse(file, uri) && new URL(file, uri).href === each.file.uri);
}

/** Null for a place that keeps its text. */
function newTextOf({ kind, name, source, newName }: Change, place: NamePlace): string | null {
  if (kind === 'service') {
    const isService = place.role === 'service' || place.role === 'link-source' || place.role === 'reference';
    return isService && place.name === name ? newName : null;
  }
  switch (place.role) {
    case 'link-alias':
      return place.name === name && place.target === source ? newName : null;
    case 'link-source':
      return place.alone === true && place.name === source && source === name ? `${source}:${newName}` : null;
    case 'network-alias':
      return place.name === name && place.service === source ? newName : null;
    case 'service':
    case 'reference':
      return null;
  }
}

/** Hosts in the values of those services for which the name leads there, and the variables that the link gives them. */
function valuePlaces(change: Change, { file, places }: NamedFile): readonly RenameEdit[] {
  const lines = new Lines(file.text);
  return places.values.flatMap(({ service, range }) => {
    if (sourceOf(change.files, service, change.name) !== change.source) return [];
    const { start, end } = lines.span(range);
    const text = file.text.slice(start, end);
    const shifted = (span: Span): Range => lines.range({ start: span.start + start, end: span.end + start });
    const host = `a value of “${service}”, which may be this host`;
    return [
      ...hostWords(text, change.name).map((span) => ({ uri: file.uri, range: shifted(span), newText: change.newName, asks: host })),
      ...variables(change, text).map((span) => ({
        uri: file.uri,
        range: shifted(span),
        newText: linkPrefix(change.newName),
        asks: `a variable in a value of “${service}”, which the link gives`,
      })),
    ];
  });
}

/** Names that say nothing of hosts, or that tools write. */
const SKIPPED = /(?:^|\/)(?:[^/]*[.]lock|[^/]*-lock[.][^/]*|[^/]*[.]min[.][^/]*)$/;

const CODE = /[.](?:[cm]?[jt]sx?|py|rb|php|go|java|kts?|scala|cs|rs|pl|lua|exs?|c|cc|cpp|h|md|rst|txt|html?|s?css|less|sql|vue|svelte)$/i;

function otherPlaces(change: Change, { uri, text }: OtherText): readonly RenameEdit[] {
  if (SKIPPED.test(uri)) return [];
  const words = CODE.test(uri) ? hostWordsInCode(text, change.name) : hostWords(text, change.name);
  const names = variables(change, text);
  if (words.length + names.length === 0) return [];
  const lines = new Lines(text);
  return [
    ...words.map((span) => ({ uri, range: lines.range(span), newText: change.newName, asks: 'may be this host' })),
    ...names.map((span) => ({ uri, range: lines.range(span), newText: linkPrefix(change.newName), asks: 'a variable of the link' })),
  ];
}

/** Where a text names variables that a legacy link of this name gives. */
function variables({ files, name, source }: Change, text: string): readonly Span[] {
  const legacy = files.some(({ file }) =>
    file.links.some(({ link }) => link.target === source && link.alias === name && link.mechanism === 'legacy'),
  );
  if (!legacy) return [];
  const prefix = linkPrefix(name);
  const pattern = new RegExp(String.raw`(?<![A-Za-z0-9_])${literally(prefix)}(?=_(?:NAME\b|ENV_|PORT\b|PORT_\d))`, 'g');
  return [...text.matchAll(pattern)].map(({ index }) => ({ start: index, end: index + prefix.length }));
}

/** What an anchor brings to several services is written once. */
function unique(edits: readonly RenameEdit[]): readonly RenameEdit[] {
  return [...new Map(edits.map((edit) => [JSON.stringify([edit.uri, edit.range]), edit])).values()];
}

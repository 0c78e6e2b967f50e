import type { FileLink } from '../../domain/compose/fileLinks.ts';
import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import { liveLinks } from '../../model/linkValues.ts';
import { readersNote, readersOfLink } from '../../model/readers.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import { contains } from '../../syntax/text.ts';
import type { Position, Range } from '../../syntax/text.ts';
import { code, prose } from '../../base/markdown.ts';
import { effectOf } from '../shared/words.ts';
import { endpointLines } from './endpoints.ts';

/** What a hover shows, as Markdown in which everything that was read is escaped. */
export interface HoverText {
  readonly range: Range;
  readonly markdown: string;
  /** The items of `links` that it is about. */
  readonly links?: readonly FileLink[];
}

/** A word of a document. */
export interface Word {
  readonly text: string;
  readonly range: Range;
}

/** What there is to say at a place of a compose file: about a link item, about a service that others link to, or about a name that leads to one. */
export function hoverAt(snapshot: Snapshot, uri: string, position: Position, word: Word | null = null): HoverText | null {
  const file = snapshot.files.find((one) => one.uri === uri);
  if (file?.kind !== 'compose' || file.links.length === 0) return null;
  const here = file.links.filter(({ link }) => contains(link.range, position));
  const [first] = here;
  if (first) {
    const markdown = here.map(({ link }) => linkText(file, link, snapshot)).join('\n\n---\n\n');
    return { range: first.link.range, markdown, links: here.map(({ link }) => link) };
  }
  return serviceHover(file, position, snapshot) ?? (word && nameHover(file, position, word, snapshot));
}

function linkText(file: ReadFile, link: FileLink, snapshot: Snapshot): string {
  const head = `**Link** of ${code(link.service)} to ${code(link.target ?? link.raw)}`;
  const alias = link.alias === null || link.alias === link.target ? '' : ` as ${code(link.alias)}`;
  const source = file.compose.services.find(({ name }) => name === link.target);
  const lines = [`${head}${alias}`, `Docker ${file.target}: ${effectOf(link, file.target)}.`, meaning(link)];
  if (source?.image) lines.push(`Image: ${code(source.image.value)}`);
  // A running link leads to one container, also where its source has several.
  const only = liveLinks(link, file, snapshot).flatMap(({ link: { sourceId } }) => sourceId ?? []);
  if (link.target !== null && link.alias !== null) lines.push(...endpointLines(link.target, link.alias, { file, snapshot, only }));
  const readers = readersOfLink(snapshot, { file, link });
  if (readers && readers.places.length > 0) lines.push(`Its variables in the code: ${prose(readersNote(readers))}.`);
  return lines.join('\n\n');
}

function meaning(link: FileLink): string {
  switch (link.mechanism) {
    case 'dns':
      return link.alias === link.target
        ? 'Docker’s DNS knows the service by this name without the link, too. What the link adds: the start order, a joint restart and, where the service has several containers, that the name leads to one of them.'
        : 'The alias is a name in Docker’s DNS that this service alone can resolve.';
    case 'legacy':
      return 'The service is on the default bridge, which has no DNS: without the link the name does not resolve. The hosts line follows a restart of the source; variables, where they are set, do not.';
    case 'none':
      return 'The service has no network, so the link has no effect.';
    case 'refused':
      return 'The service cannot start with this link.';
    case 'unknown':
      return 'What becomes of it depends on a variable or on another file.';
  }
}

function serviceHover(file: ReadFile, position: Position, snapshot: Snapshot): HoverText | null {
  const service = file.compose.services.find(({ nameRange }) => contains(nameRange, position));
  return service ? linkedTo(file, service.name, service.nameRange, snapshot) : null;
}

/** Null for a service that nobody links to. */
function linkedTo(file: ReadFile, service: string, range: Range, snapshot: Snapshot): HoverText | null {
  const receivers = file.links.filter(({ link }) => link.target === service && link.kind === 'links');
  if (receivers.length === 0) return null;
  const items = receivers.map(({ link }) => `- ${code(link.service)}${link.alias === null ? '' : ` as ${code(link.alias)}`}`);
  const endpoints = endpointLines(service, service, { file, snapshot }).flatMap((line) => ['', line]);
  return { range, markdown: [`${code(service)} is linked to by:`, '', ...items, ...endpoints].join('\n') };
}

/** A name inside a service's text: a dependency, a network alias, or a host name in the value of a variable. */
function nameHover(file: ReadFile, position: Position, word: Word, snapshot: Snapshot): HoverText | null {
  const service = file.compose.services.find(({ range }) => contains(range, position));
  if (!service) return null;
  if (service.dependsOn.some(({ range }) => contains(range, position))) return linkedTo(file, word.text, word.range, snapshot);
  if (isOwnAlias(service, position)) return linkedTo(file, service.name, word.range, snapshot);
  if (!service.environment.some(({ range }) => contains(range, position))) return null;
  const link = file.links.find(({ link: one }) => one.service === service.name && one.alias === word.text)?.link;
  return link ? { range: word.range, markdown: linkText(file, link, snapshot), links: [link] } : null;
}

function isOwnAlias({ networks }: ComposeService, position: Position): boolean {
  return (networks ?? []).some(({ aliases }) => aliases.some(({ range }) => contains(range, position)));
}

/** The same with why links have no safe edit. */
export function withReasons(hover: HoverText, reasons: readonly (string | null)[]): HoverText {
  const lines = [...new Set(reasons)].flatMap((reason) => (reason === null ? [] : [`No safe edit replaces it: ${prose(reason)}`]));
  return { ...hover, markdown: [hover.markdown, ...lines].join('\n\n') };
}

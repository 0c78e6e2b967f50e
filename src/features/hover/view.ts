import type { FileLink } from '../../domain/compose/fileLinks.ts';
import type { TargetEngine } from '../../domain/links/severity.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import { contains } from '../../syntax/text.ts';
import type { Position, Range } from '../../syntax/text.ts';
import { code } from '../shared/markdown.ts';
import { effectOf } from '../shared/words.ts';

/** What a hover shows, as Markdown in which everything that was read is escaped. */
export interface HoverText {
  readonly range: Range;
  readonly markdown: string;
}

/** What there is to say at a place of a compose file: about a link item, or about a service that others link to. */
export function hoverAt(snapshot: Snapshot, uri: string, position: Position): HoverText | null {
  const file = snapshot.files.find((one) => one.uri === uri);
  if (file?.kind !== 'compose') return null;
  const here = file.links.filter(({ link }) => contains(link.range, position));
  const [first] = here;
  if (first) {
    const parts = here.map(({ link }) => linkText(file, link, snapshot.target));
    return { range: first.link.range, markdown: parts.join('\n\n---\n\n') };
  }
  return serviceHover(file, position);
}

function linkText(file: ReadFile, link: FileLink, target: TargetEngine): string {
  const head = `**Link** of ${code(link.service)} to ${code(link.target ?? link.raw)}`;
  const alias = link.alias === null || link.alias === link.target ? '' : ` as ${code(link.alias)}`;
  const source = file.compose.services.find(({ name }) => name === link.target);
  const ports = [...new Set([...(source?.expose ?? []), ...(source?.ports ?? [])].map(({ value }) => value))];
  const lines = [`${head}${alias}`, `Docker ${target}: ${effectOf(link, target)}.`, meaning(link)];
  if (source?.image) lines.push(`Image: ${code(source.image.value)}`);
  if (ports.length > 0 && link.alias !== null) {
    lines.push(`Endpoints: ${ports.map((port) => code(`${link.alias ?? ''}:${port}`)).join(', ')}`);
  }
  return lines.join('\n\n');
}

function meaning(link: FileLink): string {
  switch (link.mechanism) {
    case 'dns':
      return link.alias === link.target
        ? 'Docker’s DNS knows the service by this name anyway; only the start order comes from the link.'
        : 'The alias is a name in Docker’s DNS that this service alone can resolve.';
    case 'legacy':
      return 'The service is on the default bridge, which has no DNS: without the link the name does not resolve.';
    case 'none':
      return 'The service has no network, so the link has no effect.';
    case 'refused':
      return 'The service cannot start with this link.';
    case 'unknown':
      return 'What becomes of it depends on a variable or on another file.';
  }
}

function serviceHover(file: ReadFile, position: Position): HoverText | null {
  const service = file.compose.services.find(({ nameRange }) => contains(nameRange, position));
  if (!service) return null;
  const receivers = file.links.filter(({ link }) => link.target === service.name && link.kind === 'links');
  if (receivers.length === 0) return null;
  const items = receivers.map(({ link }) => `- ${code(link.service)}${link.alias === null ? '' : ` as ${code(link.alias)}`}`);
  return { range: service.nameRange, markdown: [`${code(service.name)} is linked to by:`, '', ...items].join('\n') };
}

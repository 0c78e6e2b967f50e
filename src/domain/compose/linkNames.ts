import type { ComposeFormat, ComposeService } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';
import type { FileLink } from './fileLinks.ts';

/** What the names of a link's containers follow from. */
export interface NamedLink {
  readonly link: FileLink;
  readonly source: ComposeService | undefined;
  readonly receiver: ComposeService | undefined;
  readonly format: ComposeFormat;
  /** The project's name; null where it is not known. */
  readonly project: string | null;
}

/** One name under which Compose links a source's container. */
export interface LinkName {
  readonly name: string;
  /** Whether every Compose that runs the file gives it. */
  readonly sure: boolean;
}

/**
 * The names one entry of `links` turns into for single containers: the alias, and those that Compose invents. A v1 file is run by
 * docker-compose 1.x (`db_1`, or the `container_name`), others mostly by Compose 2 and later (`db-1`); an entry of `external_links` has its
 * alias only. Source: docker/compose 1.29.2 `compose/service.py` _get_links, 2.x `pkg/compose/convergence.go` getLinks.
 */
export function linkNames({ link, source, format, project }: NamedLink): readonly LinkName[] {
  const { alias, target, kind } = link;
  if (alias === null) return [];
  const names: readonly LinkName[] = [{ name: alias, sure: true }];
  if (kind === 'external_links' || target === null) return names;
  const written = source?.containerName?.value;
  if (written !== undefined && format === 'v1') return [...names, { name: literal(written) ?? `<container of ${target}>`, sure: true }];
  const gap = gapOf(format);
  const sure = source !== undefined && written === undefined;
  return [...names, { name: [target, 1].join(gap), sure }, { name: [project ?? '<project>', target, 1].join(gap), sure }];
}

/** The name of a service's only container; `<container of web>` where no file tells it. */
export function containerName(service: ComposeService | undefined, name: string, { format, project }: NamedLink): string {
  const unknown = `<container of ${name}>`;
  if (service?.containerName) return literal(service.containerName.value) ?? unknown;
  if (!service || project === null || (service.scale ?? 1) !== 1) return unknown;
  return [project, name, 1].join(gapOf(format));
}

/** A text with `$$` resolved; null where interpolation puts something in. */
export function literal(text: string): string | null {
  return isInterpolated(text) ? null : text.replaceAll('$$', '$');
}

function gapOf(format: ComposeFormat): string {
  return format === 'v1' ? '_' : '-';
}

import type { ComposeFile, ComposeService, LinkItem } from '../../syntax/compose/composeFile.ts';
import type { Range } from '../../syntax/text.ts';
import { lineageOf } from './lineage.ts';
import type { Sibling } from './lineage.ts';
import { linkMechanism } from './mechanism.ts';
import type { LinkMechanism } from './mechanism.ts';

/** Where a link's target is: in this file, in no file of the folder, somewhere this file cannot see, or hidden by a variable. */
export type TargetState = 'defined' | 'missing' | 'elsewhere' | 'interpolated';

/** A link as one service has it, wherever in the file it is written. */
export interface FileLink {
  readonly service: string;
  readonly kind: 'links' | 'external_links';
  /** Null only when a variable hides it; so is the alias. */
  readonly target: string | null;
  readonly alias: string | null;
  readonly raw: string;
  readonly range: Range;
  /** More than one colon, which is refused whatever the network mode. */
  readonly malformed: boolean;
  readonly mechanism: LinkMechanism;
  readonly targetState: TargetState;
}

/**
 * The links of each service in file order, those inherited through `extends` within the file before its own; each
 * target and alias once a service. Siblings tell where a target may be that this file does not define; so may the files it includes,
 * unless somebody has looked into them.
 */
export function fileLinks(file: ComposeFile, siblings: readonly Sibling[], includesRead = false): readonly FileLink[] {
  const services = new Map(file.services.map((service) => [service.name, service]));
  const containers = new Set(file.services.flatMap(({ containerName }) => (containerName ? [containerName.value] : [])));
  let nearby: ReadonlySet<string> | null = null;
  const open = (file.includes.length > 0 && !includesRead) || includesOthers(siblings);
  const stateOf = (kind: FileLink['kind'], target: string | null): TargetState => {
    if (target === null) return 'interpolated';
    if (kind === 'external_links') return containers.has(target) ? 'defined' : 'elsewhere';
    if (services.has(target)) return 'defined';
    nearby ??= namesIn(siblings);
    return open || nearby.has(target) ? 'elsewhere' : 'missing';
  };
  return file.services.flatMap((service) => {
    const lineage = lineageOf(service, services, siblings);
    const mechanism = linkMechanism(file, lineage);
    const links = (kind: FileLink['kind'], item: LinkItem): FileLink => ({
      service: service.name,
      kind,
      target: item.target,
      alias: item.alias,
      raw: item.raw,
      range: item.range,
      malformed: item.malformed,
      mechanism: item.malformed ? 'refused' : mechanism,
      targetState: stateOf(kind, item.target),
    });
    return [
      ...itemsOf(lineage.local, (one) => one.links).map((item) => links('links', item)),
      ...itemsOf(lineage.local, (one) => one.externalLinks).map((item) => links('external_links', item)),
    ];
  });
}

/** `local` goes from the service to its farthest base; Compose puts the base's items first. */
function itemsOf(local: readonly ComposeService[], list: (service: ComposeService) => readonly LinkItem[]): readonly LinkItem[] {
  const items = new Map<string, LinkItem>();
  for (const item of local.toReversed().flatMap(list)) {
    const same = JSON.stringify(item.target === null || item.alias === null ? [item.raw] : [item.target, item.alias]);
    if (!items.has(same)) items.set(same, item);
  }
  return [...items.values()];
}

/** What files of the folder define or, where they cannot be read, could define: whatever one of their lines has as a key. */
function namesIn(siblings: readonly Sibling[]): ReadonlySet<string> {
  return new Set(
    siblings.flatMap((sibling) => {
      if (sibling.kind === 'compose') return sibling.file.services.map(({ name }) => name);
      return sibling.text.split(/\r\n|\r|\n/).flatMap((line) => {
        const colon = line.indexOf(':');
        return colon < 0
          ? []
          : [
              line
                .slice(0, colon)
                .trim()
                .replaceAll(/^["']|["']$/g, ''),
            ];
      });
    }),
  );
}

function includesOthers(siblings: readonly Sibling[]): boolean {
  return siblings.some((sibling) => sibling.kind === 'compose' && sibling.file.includes.length > 0);
}

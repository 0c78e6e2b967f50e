import type { ComposeFile } from '../../syntax/compose/composeFile.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import type { ComposeReading } from '../../syntax/compose/read.ts';
import { applyEdits } from '../../syntax/text.ts';
import type { YamlMap } from '../../syntax/yaml/tree.ts';
import { chain } from './chain.ts';
import { Unsuitable, entryOf, pageOf } from './page.ts';
import type { Page, SpanEdit } from './page.ts';
import { unfit } from './unfit.ts';
import { mergedMaps, renameKeys } from './v1/keys.ts';
import { sameServices } from './v1/same.ts';
import { volumeName } from './v1/volumes.ts';
import type { VolumeName } from './v1/volumes.ts';
import { wrap } from './v1/wrap.ts';

/** A v1 file below `services:`, or why it stays; the edits are those of the v1 text, in its order. */
export type WrappedV1 =
  | {
      readonly kind: 'wrapped';
      readonly edits: readonly SpanEdit[];
      readonly text: string;
      readonly file: ComposeFile;
      /** Volumes that are now named at the top level, as made outside the project. */
      readonly volumes: readonly string[];
      /** What may be a volume's name, as a variable's value decides. */
      readonly unclear: readonly string[];
      /** Files whose services are extended, which must be wrapped with this one. */
      readonly bases: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

type Compose = Extract<ComposeReading, { kind: 'compose' }>;

/**
 * Wraps the services of a v1 file in `services:` and gives their keys the names they have there. No `version` is written: docker-compose from
 * 1.27 and every later Compose take the file without one, and Compose 2 warns of it. `services` are those of the whole project.
 */
export function wrapV1(text: string, services: ReadonlySet<string> = new Set()): WrappedV1 {
  const before = readCompose(text);
  if (before.kind !== 'compose') return refused(before.kind === 'fault' ? before.message : before.reason);
  const reason = refuseFile(text, before);
  if (reason !== null) return refused(reason);
  const names = new Set([...services, ...before.file.services.map(({ name }) => name)]);
  try {
    return wrapped(text, before, names);
  } catch (error) {
    if (!(error instanceof Unsuitable)) throw error;
    return refused(error.message);
  }
}

function refused(reason: string): WrappedV1 {
  return { kind: 'refused', reason };
}

function refuseFile(text: string, { file, tree: { root } }: Compose): string | null {
  if (file.format !== 'v1' || root?.kind !== 'map') return 'The file is none of version 1.';
  const wrong = unfit(text);
  if (wrong !== null) return wrong;
  const [oddity] = file.oddities;
  if (oddity) return oddity.message;
  if (root.anchor || root.tag) return 'The services have an anchor or a tag.';
  const other = root.entries.find(({ key, value }) => key.text === 'version' && value?.kind !== 'map');
  if (other) return 'docker-compose takes no file of version 1 with a `version`.';
  const extension = root.entries.find(({ key }) => key.text.startsWith('x-') || key.text === '<<');
  return extension ? `\`${extension.key.text}\` is no service, so docker-compose 1.x refuses the file.` : null;
}

function wrapped(text: string, before: Compose, names: ReadonlySet<string>): WrappedV1 {
  const renamed = step(text, before, (page, root) => {
    for (const service of serviceMaps(root)) renameKeys(page, service, names);
  });
  const volumes = volumesOf(before);
  const known = volumes.flatMap(({ name, known: sure }) => (sure ? [name] : []));
  const done = step(renamed.text, renamed.reading, (page, root) => {
    wrap(page, root, known);
  });
  const { reading } = done;
  if (reading.file.oddities.length > 0 || !sameServices(before.tree.root, reading.tree.root, names))
    return refused('The file is written in a style that no small edit fits.');
  return {
    kind: 'wrapped',
    edits: chain(text.length, renamed.edits, done.edits),
    text: done.text,
    file: reading.file,
    volumes: known,
    unclear: volumes.flatMap(({ name, known: sure }) => (sure ? [] : [name])),
    bases: [...new Set(reading.file.services.flatMap((service) => service.extends?.file ?? []))],
  };
}

interface Step {
  readonly edits: readonly SpanEdit[];
  readonly text: string;
  readonly reading: Compose;
}

/** One step after the other, each reads what the one before left. */
function step(text: string, { tree: { root }, lines }: Compose, edit: (page: Page, root: YamlMap) => void): Step {
  const page = pageOf(text);
  if (root?.kind === 'map') edit(page, root);
  const edits = page.edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const after = applyEdits(
    text,
    edits.map(({ start, end, newText }) => ({ range: lines.range({ start, end }), newText })),
  );
  const reading = readCompose(after);
  if (reading.kind !== 'compose') throw new Unsuitable('The file is written in a style that no small edit fits.');
  return { edits, text: after, reading };
}

function serviceMaps(root: YamlMap): readonly YamlMap[] {
  return root.entries.flatMap(({ value }) => (value?.kind === 'map' ? [value] : []));
}

/** Each volume once, in file order. */
function volumesOf({ tree: { root } }: Compose): readonly VolumeName[] {
  const maps = root?.kind === 'map' ? serviceMaps(root).flatMap((map) => [map, ...mergedMaps(map)]) : [];
  const entries = maps.flatMap((map) => {
    const volumes = entryOf(map, 'volumes')?.value;
    return volumes?.kind === 'seq' ? volumes.items : [];
  });
  const found = entries.flatMap((item) => (item?.kind === 'scalar' ? (volumeName(item.text) ?? []) : []));
  return [...new Map(found.map((volume) => [volume.name, volume])).values()];
}

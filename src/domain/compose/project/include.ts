import type { LookUp } from '../../../syntax/interpolation/asking.ts';
import { withEnvFiles } from './environment.ts';
import { withExtends } from './extends.ts';
import { mergeFile, settled } from './merge.ts';
import { folderOf, joined } from './paths.ts';
import type { Place } from './project.ts';
import { loadFile } from './run.ts';
import type { Reading, Run } from './run.ts';
import { at, entriesOf, itemsOf, sameData, textAt, weightOf, withEntries } from './tree.ts';
import type { Dict, Entry, Node } from './tree.ts';

/** The files of a set, or of one item of `include`, merged in their order (compose-go `loader/loader.go`, loadYamlModel). */
export function mergedFiles(run: Run, paths: readonly string[], reading: Reading, trail: readonly Asked[] = []): Dict | null {
  let merged: Dict | null = null;
  for (const path of paths) {
    const loaded = loadFile(run, path, reading, trail.at(-1)?.place ?? null);
    for (const document of loaded?.documents ?? []) {
      run.merged.push(document);
      const whole = withIncludes(run, withExtends(run, document, path, reading), reading, [...trail, { path, place: null }]);
      merged = mergeFile(run, merged ?? { ...whole, entries: new Map() }, whole);
    }
  }
  return merged;
}

/** A file on the way to an included one, and where it asks for the next. */
interface Asked {
  readonly path: string;
  readonly place: Place | null;
}

/** One item of `include`. */
interface Include {
  readonly paths: readonly string[];
  readonly reading: Reading;
  readonly place: Place;
}

const MAX_TRAIL = 32;

/** So much of the run's allowance one `include` takes, so that files which include each other many times over come to an end. */
const COST = 100;

/** A file with what it includes beside its own services and networks. */
function withIncludes(run: Run, root: Dict, reading: Reading, trail: readonly Asked[]): Dict {
  const include = at(root, 'include');
  if (!include) return root;
  let merged = withEntries(root, new Map([...root.entries].filter(([key]) => key !== 'include')));
  if (include.kind !== 'list') run.refuse('type', '`include` holds no list.', include.place);
  for (const item of itemsOf(include)) {
    const { paths, reading: inner, place } = includeOf(run, item, reading);
    const asked = [...trail, { path: '', place }];
    const circle = paths.find((path) => trail.some((each) => each.path === path));
    if (circle !== undefined || trail.length > MAX_TRAIL || !run.spend(COST)) {
      run.refuse('include', 'This file includes itself in the end.', place);
      continue;
    }
    const included = mergedFiles(run, paths, inner, asked);
    const weight = included ? [...entriesOf(at(included, 'services')).values()].reduce((sum, { value }) => sum + weightOf(value), 1) : 0;
    if (included && run.spend(weight)) merged = imported(run, merged, included, place);
  }
  return merged;
}

function includeOf(run: Run, item: Node, reading: Reading): Include {
  const long = item.kind === 'map' ? item : null;
  const written = long ? textsOf(at(long, 'path')) : textsOf(item);
  if (written.length === 0) run.refuse('include', 'This item of `include` names no file.', item.place);
  const paths = written.map((path) => joined(reading.folder, path));
  const directory = textAt(long, 'project_directory')?.value ?? '';
  const folder = directory === '' ? folderOf(paths[0] ?? reading.folder) : joined(reading.folder, directory);
  const envFiles = textsOf(at(long, 'env_file')).map((path) => joined(reading.folder, path));
  const given = envFiles.length > 0;
  const lookUp: LookUp = withEnvFiles(run, reading.lookUp, given ? envFiles : [joined(folder, '.env')], given);
  return { paths, reading: { lookUp, folder }, place: item.place };
}

function textsOf(node: Node | null): readonly string[] {
  if (node?.kind === 'text') return [node.value];
  return itemsOf(node).flatMap((item) => (item.kind === 'text' ? [item.value] : []));
}

/** What both files define must be the same in both (compose-go `loader/include.go`, importResources). */
function imported(run: Run, target: Dict, source: Dict, place: Place): Dict {
  const entries = new Map(target.entries);
  for (const section of ['services', 'networks', 'volumes', 'secrets', 'configs']) {
    const from = source.entries.get(section);
    if (from?.value.kind !== 'map') continue;
    const own = entries.get(section);
    const held: Dict = own?.value.kind === 'map' ? own.value : { ...from.value, entries: new Map() };
    const merged = new Map<string, Entry>(held.entries);
    for (const [name, entry] of from.value.entries) {
      const before = merged.get(name);
      const clean = before && settled(before.value);
      if (!before) merged.set(name, entry);
      else if (!clean || !sameData(clean, entry.value)) {
        run.refuse('include', `\`${section}.${name}\` is defined here and, otherwise, in a file that is included.`, place);
      }
    }
    entries.set(section, { key: own?.key ?? from.key, value: withEntries(held, merged) });
  }
  return withEntries(target, entries);
}

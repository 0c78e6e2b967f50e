import { folderOf, joined, pathIn } from './paths.ts';
import type { Place } from './project.ts';
import { mergeService, servicesOf, settled } from './merge.ts';
import { loadFile } from './run.ts';
import type { Run, Reading } from './run.ts';
import { at, textAt, weightOf, withEntries } from './tree.ts';
import type { Dict, Entry, Node } from './tree.ts';

/** Where a service is looked for that another one extends. */
interface Home {
  readonly path: string;
  readonly services: ReadonlyMap<string, Entry>;
  /** The folder in which a file that is extended is looked for. */
  readonly folder: string;
}

/**
 * A file's services with what they extend laid below them, as Compose 2 does it before it merges the file with earlier
 * ones: a service of this file extends this file's own text of the other one (compose-go `loader/extends.go`).
 */
export function withExtends(run: Run, root: Dict, path: string, reading: Reading): Dict {
  const home: Home = { path, services: servicesOf(root), folder: reading.folder };
  const memory = { done: new Map<string, Node>(), bases: new Map<string, Node | null>() };
  const services = new Map<string, Entry>();
  for (const [name, entry] of home.services) {
    services.set(name, { key: entry.key, value: extended(run, { name, home, reading, trail: [], ...memory }) ?? entry.value });
  }
  const held = root.entries.get('services');
  if (held?.value.kind !== 'map') return root;
  return withEntries(root, new Map(root.entries).set('services', { key: held.key, value: withEntries(held.value, services) }));
}

/** Services that extend each other in a row: more than people write, few enough for the stack. */
export const MAX_TRAIL = 64;

interface Step {
  readonly name: string;
  readonly home: Home;
  readonly reading: Reading;
  /** The services that led here. */
  readonly trail: readonly string[];
  /** Services of all homes that are ready, by path and name. */
  readonly done: Map<string, Node>;
  readonly bases: Map<string, Node | null>;
}

function extended(run: Run, step: Step): Node | null {
  const { name, home, done, trail } = step;
  const id = idOf(step);
  const known = done.get(id);
  if (known) return known;
  const service = home.services.get(name)?.value ?? null;
  if (service?.kind !== 'map') return service;
  const reference = at(service, 'extends');
  if (!reference) return service;
  const own = withEntries(service, new Map([...service.entries].filter(([key]) => key !== 'extends')));
  const base = trail.includes(id) ? circular(run, name, reference.place) : baseOf(run, reference, { ...step, trail: [...trail, id] });
  const made = base?.kind === 'map' ? mergeService(run, base, own) : own;
  done.set(id, made);
  return made;
}

function circular(run: Run, name: string, place: Place): null {
  run.refuse('extends', `The service \`${name}\` extends itself in the end.`, place);
  return null;
}

function baseOf(run: Run, reference: Node, step: Step): Node | null {
  const name = reference.kind === 'text' ? reference : textAt(reference, 'service');
  const file = textAt(reference, 'file');
  if (!name || step.trail.length > MAX_TRAIL) {
    run.refuse(
      'extends',
      name ? 'This service extends too many others, one through the other.' : 'This `extends` names no service.',
      reference.place,
    );
    return null;
  }
  const home = file ? homeAt(run, joined(step.home.folder, file.value), step.reading, file.place) : step.home;
  if (!home) return null;
  if (!home.services.has(name.value)) {
    run.refuse('extends', `There is no service \`${name.value}\` to extend in \`${pathIn(home.path)}\`.`, name.place);
    return null;
  }
  const base = settledBase(run, { ...step, name: name.value, home });
  if (!base || run.spend(weightOf(base))) return base;
  run.refuse('extends', 'So much is extended in this project that not all of it is read.', reference.place);
  return null;
}

/** What lies below other services, without the marks of what it would reset in earlier files; made once for all of them. */
function settledBase(run: Run, step: Step): Node | null {
  const id = idOf(step);
  const known = step.bases.get(id);
  if (known !== undefined) return known;
  const base = extended(run, step);
  const made = base && settled(base);
  step.bases.set(id, made);
  return made;
}

function idOf({ home, name }: Step): string {
  return `${home.path}\n${home.folder}\n${name}`;
}

/** Relative paths in the file that is extended start from its own folder. */
function homeAt(run: Run, path: string, { lookUp }: Reading, asker: Place): Home | null {
  const folder = folderOf(path);
  const loaded = loadFile(run, path, { lookUp, folder }, asker);
  const root = loaded?.documents[0];
  return root ? { path, services: servicesOf(root), folder } : null;
}

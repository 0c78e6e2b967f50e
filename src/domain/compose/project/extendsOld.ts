import { MAX_TRAIL } from './extends.ts';
import { servicesOf } from './merge.ts';
import { mergeOldService } from './mergeOld.ts';
import { folderOf, joined, pathIn } from './paths.ts';
import { loadFile } from './run.ts';
import type { Loaded, Reading, Run } from './run.ts';
import { at, textAt, weightOf, withEntries } from './tree.ts';
import type { Dict, Entry, Node } from './tree.ts';

/** What docker-compose 1.x extends services with. */
interface OldHome {
  /** The set's first file as it stands: where `extends` without a file looks, whatever other files say. */
  readonly main: Loaded;
  readonly reading: Reading;
  readonly v1: boolean;
}

/** The merged services with what they extend laid below them (docker-compose 1.x, ServiceExtendsResolver). */
export function withOldExtends(run: Run, services: ReadonlyMap<string, Entry>, home: OldHome): ReadonlyMap<string, Entry> {
  const done = new Map<string, Dict | null>();
  return new Map(
    [...services].map(([name, entry]) => {
      if (entry.value.kind !== 'map') return [name, entry];
      const step = { path: home.main.path, folder: home.reading.folder, name, trail: [], done };
      return [name, { key: entry.key, value: extended(run, entry.value, step, home) }];
    }),
  );
}

interface Step {
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  readonly trail: readonly string[];
  /** Services that others extend, by path and name. */
  readonly done: Map<string, Dict | null>;
}

function extended(run: Run, service: Dict, step: Step, home: OldHome): Dict {
  const reference = at(service, 'extends');
  if (!reference) return service;
  const id = `${step.path}\n${step.name}`;
  if (step.trail.includes(id) || step.trail.length > MAX_TRAIL) {
    run.refuse('extends', `The service \`${step.name}\` extends itself in the end.`, reference.place);
    return without(service);
  }
  const base = baseOf(run, reference, { ...step, trail: [...step.trail, id] }, home);
  if (!base) return without(service);
  if (run.spend(weightOf(base))) return mergeOldService(base, service, home.v1);
  run.refuse('extends', 'So much is extended in this project that not all of it is read.', reference.place);
  return without(service);
}

function without(service: Dict): Dict {
  return withEntries(service, new Map([...service.entries].filter(([key]) => key !== 'extends')));
}

function baseOf(run: Run, reference: Node, step: Step, home: OldHome): Dict | null {
  const name = reference.kind === 'text' ? reference : textAt(reference, 'service');
  const file = textAt(reference, 'file');
  if (!name) {
    run.refuse('extends', 'This `extends` names no service.', reference.place);
    return null;
  }
  const path = file ? joined(step.folder, file.value) : step.path;
  const id = `${path}\n${name.value}`;
  const known = step.done.get(id);
  if (known !== undefined) return known;
  const folder = path === home.main.path ? step.folder : folderOf(path);
  const loaded = path === home.main.path ? home.main : loadFile(run, path, { lookUp: home.reading.lookUp, folder }, (file ?? name).place);
  const found = loaded?.documents[0] && servicesOf(loaded.documents[0]).get(name.value)?.value;
  if (loaded && found?.kind !== 'map')
    run.refuse('extends', `There is no service \`${name.value}\` to extend in \`${pathIn(path)}\`.`, name.place);
  if (loaded && loaded.v1 !== home.v1)
    run.refuse('format', `\`${pathIn(path)}\` is of another format than the file that extends it.`, name.place);
  const base = found?.kind === 'map' ? extended(run, found, { ...step, path, folder, name: name.value }, home) : null;
  if (base) refuseUnextendable(run, base, name.value, reference);
  step.done.set(id, base);
  return base;
}

/** What a service may not hold that others extend; Compose 2 has no such rule. */
function refuseUnextendable(run: Run, base: Dict, name: string, { place }: Node): void {
  const held = ['links', 'volumes_from', 'depends_on'].filter((key) => base.entries.has(key));
  const mode = textAt(base, 'network_mode')?.value ?? '';
  const net = textAt(base, 'net')?.value ?? '';
  if (mode.startsWith('service:')) held.push('network_mode: service');
  if (net.startsWith('container:')) held.push('net: container');
  for (const key of held) run.refuse('extends', `docker-compose 1.x extends no service that has \`${key}\`, and \`${name}\` has.`, place);
}

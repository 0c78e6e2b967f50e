import { isInterpolated, splitColons } from './fields.ts';
import { readPlain } from './plain.ts';
import type { PlainMap, PlainNode } from './plain.ts';

/** A file or folder that a compose file names. */
export interface PathReference {
  /** As written. */
  readonly path: string;
  /** What names it: a service's, config's or secret's name, or `include`. */
  readonly by: string;
  /** Whether a variable stands in the path, so that files alone do not tell it. */
  readonly interpolated: boolean;
}

/**
 * The files and folders from which a compose file brings text into containers: environment and label files, bind mounts, configs,
 * secrets, further build contexts, Dockerfiles, extended and included files (compose-spec `05-services.md`, `08-configs.md`,
 * `09-secrets.md`, `14-include.md`). Each path once.
 */
export function pathReferences(text: string): readonly PathReference[] {
  const reading = readPlain(text, 'go');
  const found = new Map<string, PathReference>();
  for (const { root } of reading.kind === 'documents' ? reading.documents : []) {
    for (const [by, node] of writtenPaths(root)) {
      const path = node?.kind === 'scalar' && node.type !== 'null' ? node.text : '';
      if (path !== '' && !found.has(path)) found.set(path, { path, by, interpolated: isInterpolated(path) });
    }
  }
  return [...found.values()];
}

type Named = readonly [by: string, node: PlainNode | null];

function writtenPaths(root: PlainMap): readonly Named[] {
  const files = ['configs', 'secrets'].flatMap((key) => entriesOf(at(root, key)).map(([name, node]): Named => [name, at(node, 'file')]));
  const devices = entriesOf(at(root, 'volumes')).map(([name, node]): Named => [name, bindOf(at(node, 'driver_opts'))]);
  const included = itemsOf(at(root, 'include')).flatMap((item) =>
    item.kind === 'scalar' ? [item] : [...itemsOf(at(item, 'path')), ...itemsOf(at(item, 'env_file'))],
  );
  return [
    ...entriesOf(at(root, 'services')).flatMap(([name, service]) => pathsOf(service).map((node): Named => [name, node])),
    ...files,
    ...devices,
    ...included.map((node): Named => ['include', node]),
  ];
}

function pathsOf(service: PlainNode): readonly (PlainNode | null)[] {
  const build = at(service, 'build');
  const listed = ['env_file', 'label_file'].flatMap((key) => itemsOf(at(service, key)));
  return [
    ...listed.map((item) => (item.kind === 'map' ? at(item, 'path') : item)),
    ...itemsOf(at(service, 'volumes')).map(sourceOf),
    ...contextsOf(at(build, 'additional_contexts')),
    dockerfileOf(build),
    at(at(service, 'extends'), 'file'),
    ...itemsOf(at(at(service, 'develop'), 'watch')).map((rule) => at(rule, 'path')),
  ];
}

/** The source of a mount when it is a path; short ones that begin otherwise name a volume. */
function sourceOf(mount: PlainNode): PlainNode | null {
  if (mount.kind === 'map') return textOf(at(mount, 'type')) === 'bind' ? at(mount, 'source') : null;
  const parts = splitColons(textOf(mount));
  const source =
    /^[A-Za-z]$/.test(parts[0] ?? '') && /^[\\/]/.test(parts[1] ?? '') ? `${parts[0] ?? ''}:${parts[1] ?? ''}` : (parts[0] ?? '');
  return parts.length > 1 && /^(?:[./~$\\]|[A-Za-z]:)/.test(source) ? { ...scalarLike(mount), text: source } : null;
}

/** Contexts that are folders: not images, other services, layouts or what is fetched. */
function contextsOf(contexts: PlainNode | null): readonly (PlainNode | null)[] {
  const values = contexts?.kind === 'map' ? entriesOf(contexts).map(([, value]) => value) : itemsOf(contexts);
  return values.flatMap((value) => {
    const text = contexts?.kind === 'list' ? textOf(value).replace(/^[^=]*=/, '') : textOf(value);
    return /^(?:[a-z][a-z-]+:|git@)/.test(text) ? [] : [{ ...scalarLike(value), text }];
  });
}

/** A local volume can stand for a folder. */
function bindOf(options: PlainNode | null): PlainNode | null {
  return /\bbind\b/.test(textOf(at(options, 'o'))) ? at(options, 'device') : null;
}

/** A Dockerfile counts from its context, and is found with all else there unless it leads out of it. */
function dockerfileOf(build: PlainNode | null): PlainNode | null {
  const written = at(build, 'dockerfile');
  const path = textOf(written);
  if (!written || !/^(?:\.\.|\/|[A-Za-z]:)/.test(path)) return null;
  return path.startsWith('.') ? { ...scalarLike(written), text: `${textOf(at(build, 'context')) || '.'}/${path}` } : written;
}

function scalarLike(node: PlainNode) {
  return { kind: 'scalar', type: 'string', range: node.range, tag: null } as const;
}

function at(node: PlainNode | null, key: string): PlainNode | null {
  return node?.kind === 'map' ? (node.entries.get(key)?.value ?? null) : null;
}

function entriesOf(node: PlainNode | null): readonly (readonly [string, PlainNode])[] {
  return node?.kind === 'map' ? [...node.entries].map(([key, { value }]) => [key, value]) : [];
}

/** A list's items; one thing in its place stands for a list of one. */
function itemsOf(node: PlainNode | null): readonly PlainNode[] {
  return node?.kind === 'list' ? node.items : node ? [node] : [];
}

function textOf(node: PlainNode | null): string {
  return node?.kind === 'scalar' ? node.text : '';
}

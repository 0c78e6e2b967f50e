import type { ComposeFile } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';
import { baseName } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';

/** What files of other folders take over from a file: the whole of it, or services of it by name. */
export interface Taken {
  /** Why no link of the file can be replaced, in one sentence; null when no file includes it. */
  readonly whole: string | null;
  /** By the name of a service that another one extends, the reason in one sentence. */
  readonly services: ReadonlyMap<string, string>;
}

/** What files of other folders include or extend of the file that they lie around. */
export function takenElsewhere({ path, elsewhere }: Surroundings): Taken {
  const services = new Map<string, string>();
  let whole: string | null = null;
  for (const other of elsewhere) {
    const leads = (written: string): boolean => mayLead(written, folderOf(other.path), path);
    if (other.file.includes.some(({ value }) => leads(value)))
      whole ??= `The file ${other.name} includes this one, and its services may use the same names.`;
    for (const { name, base } of heirsOf(other.file)) {
      if (base.file !== null && !services.has(base.service) && leads(base.file))
        services.set(base.service, `"${name}" of the file ${other.name} extends "${base.service}" and would take the change over.`);
    }
  }
  return { whole, services };
}

function heirsOf({ services }: ComposeFile) {
  return services.flatMap(({ name, extends: base }) => (base ? [{ name, base }] : []));
}

/**
 * Whether a written path is, or can be, a file: paths count from the folder of the file that writes them, but from the
 * project's where that file is included or joined itself, so the path behind its dots is compared, too.
 */
function mayLead(written: string, folder: string, path: string): boolean {
  const plain = written.replaceAll('\\', '/');
  if (isInterpolated(plain)) return isInterpolated(baseName(plain)) || baseName(plain) === baseName(path);
  const tail = plain.replace(/^(?:\.{0,2}\/)+/, '');
  return resolved(folder, plain) === path || (tail.includes('/') && path.endsWith(`/${tail}`));
}

/** A written path from the root, as it counts from a folder. */
export function resolved(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of (/^(?:\/|[A-Za-z]:)/.test(path) ? path : `${folder}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

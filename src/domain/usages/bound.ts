import type { Binding } from '../../syntax/usages/bindings.ts';
import { belongs } from './belongs.ts';
import type { ReceiverFiles } from './belongs.ts';
import type { CodeFile } from './codeFile.ts';

/** A binding and the file that it stands in. */
export interface Bound extends Binding {
  readonly path: string;
}

/** The services whose files are asked for. */
interface Owner {
  readonly compose: string;
  readonly files: ReceiverFiles;
}

/** Where names are set or listed in files that a service runs, by name; also in files of no service that lie beside its code, as tests and settings do. */
export function boundFor<T extends Owner>(
  files: readonly CodeFile[],
  receivers: readonly T[],
): ReadonlyMap<T, ReadonlyMap<string, readonly Bound[]>> {
  const all = new Map(receivers.map((receiver) => [receiver, new Map<string, Bound[]>()]));
  for (const { path, bindings } of files) {
    if (bindings.length === 0) continue;
    const own = receivers.filter((receiver) => belongs(path, receiver.files) !== null);
    for (const receiver of own.length > 0 ? own : receivers.filter((one) => isBeside(path, one))) {
      const names = all.get(receiver) ?? new Map<string, Bound[]>();
      for (const binding of bindings) {
        const known = names.get(binding.name) ?? [];
        names.set(binding.name, known);
        known.push({ path, ...binding });
      }
    }
  }
  return all;
}

function isBeside(path: string, { compose, files: { context } }: Owner): boolean {
  const folder = compose.slice(0, compose.lastIndexOf('/'));
  return path.startsWith(`${folder}/`) || (context !== null && path.startsWith(`${context}/`));
}

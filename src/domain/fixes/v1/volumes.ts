import { isInterpolated, splitColons } from '../../../syntax/compose/fields.ts';

/** What stands before the first colon of a volume, if it may be a volume's name: then `known` tells whether it is one or a variable decides. */
export interface VolumeName {
  readonly name: string;
  readonly known: boolean;
}

/** The volume that an entry of `volumes` names; null for a path or a volume without a name (docker/compose 1.29.2 `config/types.py`, VolumeSpec). */
export function volumeName(entry: string): VolumeName | null {
  const parts = splitColons(entry);
  const [name = ''] = parts;
  if (parts.length < 2 || name === '' || /^(?:[./~]|[A-Za-z]$)/.test(name)) return null;
  if (!isInterpolated(name)) return { name: name.replaceAll('$$', '$'), known: true };
  return /[/\\]/.test(name.replaceAll(/\$\{[^}]*\}/g, '')) ? null : { name, known: false };
}

import { flagged, listed, written } from './argument.ts';
import type { Argument } from './argument.ts';
import { listAt, numberAt, textAt, textEntriesAt, textsAt, valueAt } from './json.ts';
import { goString, templateText } from './shell.ts';

/** The options by which a container gets the volumes and folders of another one: anonymous volumes by their names, so that their data are kept. */
export function mountArguments(container: unknown): readonly Argument[] {
  const binds = textsAt(container, 'HostConfig.Binds');
  const specs = listAt(container, 'HostConfig.Mounts');
  const tmpfs = textEntriesAt(container, 'HostConfig.Tmpfs');
  const covered = new Set(
    [...binds.map((bind) => bind.split(':')[1] ?? ''), ...specs.map((spec) => textAt(spec, 'Target')), ...tmpfs.map(([path]) => path)].map(
      withoutSlash,
    ),
  );
  const mounts = listAt(container, 'Mounts');
  const rest = mounts.flatMap((mount, index) => (covered.has(withoutSlash(textAt(mount, 'Destination'))) ? [] : [{ mount, index }]));
  return [
    ...listed('--volume', 'HostConfig.Binds', binds).filter(({ word }) => word?.includes(':')),
    ...specs.map((spec) => specArgument(spec, mounts)),
    ...tmpfs.map(([path, options]) => tmpfsArgument(path, options)),
    ...rest.map(({ mount, index }) => mountArgument(mount, index)),
  ];
}

function withoutSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

/** What `--volume` gave without a name, an image's `VOLUME`, or what came by `--volumes-from`. */
function mountArgument(mount: unknown, index: number): Argument {
  const kind = textAt(mount, 'Type') === 'volume' ? 'Name' : 'Source';
  const mode = valueAt(mount, 'RW') === false ? ':ro' : '';
  const word = `${textAt(mount, kind)}:${textAt(mount, 'Destination')}${mode}`;
  const field = `(index .Mounts ${index})`;
  return written('--volume', word, `{{${field}.${kind}}}:{{${field}.Destination}}${templateText(mode)}`);
}

function tmpfsArgument(path: string, options: string): Argument {
  const word = options === '' ? path : `${path}:${options}`;
  return written(
    '--tmpfs',
    word,
    `${templateText(word.slice(0, word.length - options.length))}{{index .HostConfig.Tmpfs ${goString(path)}}}`,
  );
}

/** `--mount` as docker/cli reads it (opts/mount.go); a volume that exists needs neither its driver nor its labels. */
function specArgument(spec: unknown, mounts: readonly unknown[]): Argument {
  const type = textAt(spec, 'Type');
  const target = textAt(spec, 'Target');
  const made = mounts.find((mount) => textAt(mount, 'Destination') === target);
  const source = type === 'volume' ? textAt(made, 'Name') || textAt(spec, 'Source') : textAt(spec, 'Source');
  const size = numberAt(spec, 'TmpfsOptions.SizeBytes');
  const mode = numberAt(spec, 'TmpfsOptions.Mode');
  const propagation = textAt(spec, 'BindOptions.Propagation');
  const fields = [
    `type=${type}`,
    ...(source === '' ? [] : [`source=${source}`]),
    `target=${target}`,
    ...(valueAt(spec, 'ReadOnly') === true ? ['readonly'] : []),
    ...(propagation === '' ? [] : [`bind-propagation=${propagation}`]),
    ...(valueAt(spec, 'BindOptions.NonRecursive') === true ? ['bind-nonrecursive'] : []),
    ...(valueAt(spec, 'VolumeOptions.NoCopy') === true ? ['volume-nocopy'] : []),
    ...(size === 0 ? [] : [`tmpfs-size=${size}`]),
    ...(mode === 0 ? [] : [`tmpfs-mode=${mode.toString(8)}`]),
  ];
  return flagged('--mount', fields.map(csvField).join(','));
}

function csvField(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

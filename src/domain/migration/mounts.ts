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
  // The engine lists them in an order that changes from answer to answer: it keeps them in a map (moby, container/container.go MountPoints).
  const rest = mounts.filter((mount) => !covered.has(withoutSlash(destinationOf(mount)))).sort(byDestination);
  return [
    ...listed('--volume', 'HostConfig.Binds', binds).filter(({ word }) => word?.includes(':')),
    ...specs.map((spec) => specArgument(spec, mounts)),
    ...tmpfs.map(([path, options]) => tmpfsArgument(path, options)),
    ...rest.map(mountArgument),
  ];
}

function withoutSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

/** What `--volume` gave without a name, an image's `VOLUME`, or what came by `--volumes-from`. */
function mountArgument(mount: unknown): Argument {
  const kind = textAt(mount, 'Type') === 'volume' ? 'Name' : 'Source';
  const mode = valueAt(mount, 'RW') === false ? ':ro' : '';
  const destination = destinationOf(mount);
  const word = `${textAt(mount, kind)}:${destination}${mode}`;
  const chosen = `{{if eq .Destination ${goString(destination)}}}{{.${kind}}}:{{.Destination}}{{end}}`;
  return written('--volume', word, `{{range .Mounts}}${chosen}{{end}}${templateText(mode)}`);
}

function destinationOf(mount: unknown): string {
  return textAt(mount, 'Destination');
}

function byDestination(one: unknown, other: unknown): number {
  return destinationOf(one) < destinationOf(other) ? -1 : 1;
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

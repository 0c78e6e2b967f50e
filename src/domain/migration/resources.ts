import { flagged, keyed, written } from './argument.ts';
import type { Argument } from './argument.ts';
import { entriesAt, listAt, numberAt, textAt, textEntriesAt, textsAt, valueAt } from './json.ts';

/** The options for ports, restarts, logs, devices, limits and security: fields that take more than one word of an option. */
export function hostArguments(container: unknown): readonly Argument[] {
  return [
    ...portArguments(container),
    ...restartArguments(container),
    ...logArguments(container),
    ...deviceArguments(container),
    ...limitArguments(container),
    ...securityArguments(container),
  ];
}

/** The ports that are published, with the address and port of the host where one was given. */
export function publishedPorts(container: unknown): readonly string[] {
  return entriesAt(container, 'HostConfig.PortBindings').flatMap(([port, places]) =>
    (Array.isArray(places) ? places : []).map((place: unknown) => `${hostPart(textAt(place, 'HostIp'), textAt(place, 'HostPort'))}${port}`),
  );
}

function portArguments(container: unknown): readonly Argument[] {
  return publishedPorts(container).map((port) => flagged('--publish', port));
}

function hostPart(address: string, port: string): string {
  const host = address.includes(':') ? `[${address}]` : address;
  if (host === '') return port === '' ? '' : `${port}:`;
  return `${host}:${port}:`;
}

function restartArguments(container: unknown): readonly Argument[] {
  const policy = restartPolicy(container);
  return policy === 'no' ? [] : [flagged('--restart', policy)];
}

/** The restart policy as `--restart` takes it, `no` without one. */
export function restartPolicy(container: unknown): string {
  const name = textAt(container, 'HostConfig.RestartPolicy.Name');
  const count = numberAt(container, 'HostConfig.RestartPolicy.MaximumRetryCount');
  return name === 'on-failure' && count > 0 ? `${name}:${count}` : name || 'no';
}

/** The engine's own default may have changed since, so that the driver is always written. */
function logArguments(container: unknown): readonly Argument[] {
  const driver = textAt(container, 'HostConfig.LogConfig.Type');
  const options = textEntriesAt(container, 'HostConfig.LogConfig.Config');
  return [
    ...(driver === '' ? [] : [flagged('--log-driver', driver)]),
    ...options.map((entry) => keyed('--log-opt', 'HostConfig.LogConfig.Config', entry)),
  ];
}

function deviceArguments(container: unknown): readonly Argument[] {
  const devices = listAt(container, 'HostConfig.Devices').map((device) =>
    [textAt(device, 'PathOnHost'), textAt(device, 'PathInContainer'), textAt(device, 'CgroupPermissions')].filter(Boolean).join(':'),
  );
  const rates = [
    ['--blkio-weight-device', 'BlkioWeightDevice', 'Weight'],
    ['--device-read-bps', 'BlkioDeviceReadBps', 'Rate'],
    ['--device-write-bps', 'BlkioDeviceWriteBps', 'Rate'],
    ['--device-read-iops', 'BlkioDeviceReadIOps', 'Rate'],
    ['--device-write-iops', 'BlkioDeviceWriteIOps', 'Rate'],
  ] as const;
  return [
    ...devices.map((device) => flagged('--device', device)),
    ...listAt(container, 'HostConfig.DeviceRequests').map((request) => flagged('--gpus', gpus(request))),
    ...rates.flatMap(([flag, field, rate]) =>
      listAt(container, `HostConfig.${field}`).map((item) => flagged(flag, `${textAt(item, 'Path')}:${numberAt(item, rate)}`)),
    ),
  ];
}

/** A request for graphics processors as `--gpus` takes it: fields of CSV, lists in quotes (docker/cli, opts/gpus.go). */
function gpus(request: unknown): string {
  const driver = textAt(request, 'Driver');
  const ids = textsAt(request, 'DeviceIDs');
  const count = numberAt(request, 'Count');
  const capabilities = listAt(request, 'Capabilities').flatMap((all) => (Array.isArray(all) ? all.map(String) : []));
  return [
    ...(driver === '' ? [] : [`driver=${driver}`]),
    ids.length > 0 ? `"device=${ids.join(',')}"` : `count=${count === -1 ? 'all' : count}`,
    ...(capabilities.length > 0 ? [`"capabilities=${capabilities.join(',')}"`] : []),
  ].join(',');
}

function limitArguments(container: unknown): readonly Argument[] {
  const cpus = numberAt(container, 'HostConfig.NanoCpus');
  const init = valueAt(container, 'HostConfig.Init');
  const limits = listAt(container, 'HostConfig.Ulimits').map(
    (limit) => `${textAt(limit, 'Name')}=${numberAt(limit, 'Soft')}:${numberAt(limit, 'Hard')}`,
  );
  return [
    ...(cpus === 0 ? [] : [flagged('--cpus', cpus / 1e9)]),
    ...limits.map((limit) => flagged('--ulimit', limit)),
    ...(typeof init === 'boolean' ? [flagged(`--init${init ? '' : '=false'}`)] : []),
  ];
}

/** The command line makes `systempaths=unconfined` into empty lists of paths (docker/cli, parseSystemPaths). */
function securityArguments(container: unknown): readonly Argument[] {
  const options = textsAt(container, 'HostConfig.SecurityOpt');
  const masked = valueAt(container, 'HostConfig.MaskedPaths');
  const open = Array.isArray(masked) && masked.length === 0 && valueAt(container, 'HostConfig.Privileged') !== true;
  return [
    ...options.map((option, index) => written('--security-opt', option, `{{index .HostConfig.SecurityOpt ${index}}}`)),
    ...(open ? [flagged('--security-opt', 'systempaths=unconfined')] : []),
  ];
}

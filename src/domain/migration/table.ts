import { flagged, keyed, listed, written } from './argument.ts';
import type { Argument } from './argument.ts';
import { entriesAt, numberAt, textAt, textEntriesAt, textsAt, valueAt } from './json.ts';

/** A field of the inspect data that one option of `docker create` sets. */
interface Row {
  readonly kind: 'text' | 'number' | 'true' | 'list' | 'map';
  readonly path: string;
  readonly flag: string;
  /** What the field holds when nobody set it. */
  readonly usual?: readonly (string | number)[];
}

/** Options of `docker create` with the fields they set (docker/cli, cli/command/container/opts.go), in the order in which they are written. */
const ROWS: readonly Row[] = [
  { kind: 'text', path: 'Config.Domainname', flag: '--domainname' },
  { kind: 'text', path: 'Config.MacAddress', flag: '--mac-address' },
  { kind: 'true', path: 'Config.Tty', flag: '--tty' },
  { kind: 'true', path: 'Config.OpenStdin', flag: '--interactive' },
  { kind: 'number', path: 'Config.StopTimeout', flag: '--stop-timeout' },
  { kind: 'true', path: 'HostConfig.AutoRemove', flag: '--rm' },
  { kind: 'true', path: 'HostConfig.PublishAllPorts', flag: '--publish-all' },
  { kind: 'list', path: 'HostConfig.ExtraHosts', flag: '--add-host' },
  { kind: 'list', path: 'HostConfig.Dns', flag: '--dns' },
  { kind: 'list', path: 'HostConfig.DnsOptions', flag: '--dns-option' },
  { kind: 'list', path: 'HostConfig.DnsSearch', flag: '--dns-search' },
  { kind: 'text', path: 'HostConfig.VolumeDriver', flag: '--volume-driver' },
  { kind: 'true', path: 'HostConfig.Privileged', flag: '--privileged' },
  { kind: 'true', path: 'HostConfig.ReadonlyRootfs', flag: '--read-only' },
  { kind: 'list', path: 'HostConfig.CapAdd', flag: '--cap-add' },
  { kind: 'list', path: 'HostConfig.CapDrop', flag: '--cap-drop' },
  { kind: 'list', path: 'HostConfig.GroupAdd', flag: '--group-add' },
  { kind: 'map', path: 'HostConfig.Sysctls', flag: '--sysctl' },
  { kind: 'map', path: 'HostConfig.StorageOpt', flag: '--storage-opt' },
  { kind: 'map', path: 'HostConfig.Annotations', flag: '--annotation' },
  { kind: 'text', path: 'HostConfig.IpcMode', flag: '--ipc', usual: ['private'] },
  { kind: 'text', path: 'HostConfig.PidMode', flag: '--pid' },
  { kind: 'text', path: 'HostConfig.UTSMode', flag: '--uts' },
  { kind: 'text', path: 'HostConfig.UsernsMode', flag: '--userns' },
  { kind: 'text', path: 'HostConfig.CgroupnsMode', flag: '--cgroupns' },
  { kind: 'text', path: 'HostConfig.CgroupParent', flag: '--cgroup-parent' },
  { kind: 'text', path: 'HostConfig.Isolation', flag: '--isolation', usual: ['default'] },
  { kind: 'text', path: 'HostConfig.Runtime', flag: '--runtime', usual: ['runc'] },
  { kind: 'number', path: 'HostConfig.OomScoreAdj', flag: '--oom-score-adj' },
  { kind: 'true', path: 'HostConfig.OomKillDisable', flag: '--oom-kill-disable' },
  { kind: 'number', path: 'HostConfig.PidsLimit', flag: '--pids-limit' },
  { kind: 'number', path: 'HostConfig.ShmSize', flag: '--shm-size', usual: [67_108_864] },
  { kind: 'number', path: 'HostConfig.Memory', flag: '--memory' },
  { kind: 'number', path: 'HostConfig.MemoryReservation', flag: '--memory-reservation' },
  { kind: 'number', path: 'HostConfig.MemorySwap', flag: '--memory-swap' },
  { kind: 'number', path: 'HostConfig.MemorySwappiness', flag: '--memory-swappiness', usual: [-1] },
  { kind: 'number', path: 'HostConfig.CpuShares', flag: '--cpu-shares' },
  { kind: 'number', path: 'HostConfig.CpuPeriod', flag: '--cpu-period' },
  { kind: 'number', path: 'HostConfig.CpuQuota', flag: '--cpu-quota' },
  { kind: 'number', path: 'HostConfig.CpuRealtimePeriod', flag: '--cpu-rt-period' },
  { kind: 'number', path: 'HostConfig.CpuRealtimeRuntime', flag: '--cpu-rt-runtime' },
  { kind: 'text', path: 'HostConfig.CpusetCpus', flag: '--cpuset-cpus' },
  { kind: 'text', path: 'HostConfig.CpusetMems', flag: '--cpuset-mems' },
  { kind: 'number', path: 'HostConfig.BlkioWeight', flag: '--blkio-weight' },
  { kind: 'list', path: 'HostConfig.DeviceCgroupRules', flag: '--device-cgroup-rule' },
];

/** Fields that other files of this folder read, and those that say nothing about what a container is. */
const READ_ELSEWHERE = {
  Config:
    'Hostname User ExposedPorts Env Cmd Healthcheck Image Volumes WorkingDir Entrypoint Labels StopSignal StdinOnce ' +
    'AttachStdin AttachStdout AttachStderr ArgsEscaped Shell OnBuild',
  HostConfig:
    'Links Binds Mounts Tmpfs LogConfig NetworkMode PortBindings RestartPolicy Devices DeviceRequests Ulimits SecurityOpt Init ' +
    'MaskedPaths ReadonlyPaths NanoCpus BlkioWeightDevice BlkioDeviceReadBps BlkioDeviceWriteBps BlkioDeviceReadIOps ' +
    'BlkioDeviceWriteIOps VolumesFrom ConsoleSize ContainerIDFile',
} as const;

/** The options that each stand for one field of the inspect data. */
export function tableArguments(container: unknown): readonly Argument[] {
  return ROWS.flatMap((row) => rowArguments(container, row));
}

/** The fields that hold something and that no option here stands for, such as `HostConfig.KernelMemory`. */
export function unknownFields(container: unknown): readonly string[] {
  const rows = new Set(ROWS.map(({ path }) => path));
  return (['Config', 'HostConfig'] as const).flatMap((part) => {
    const elsewhere = READ_ELSEWHERE[part].split(' ');
    const unread = entriesAt(container, part).filter(([name, value]) => !elsewhere.includes(name) && !isEmpty(value));
    return unread.map(([name]) => `${part}.${name}`).filter((path) => !rows.has(path));
  });
}

function rowArguments(container: unknown, { kind, path, flag, usual = [] }: Row): readonly Argument[] {
  switch (kind) {
    case 'text': {
      const text = textAt(container, path);
      return text === '' || usual.includes(text) ? [] : [written(flag, text, `{{.${path}}}`)];
    }
    case 'number': {
      const number = numberAt(container, path);
      return number === 0 || usual.includes(number) ? [] : [flagged(flag, number)];
    }
    case 'true':
      return valueAt(container, path) === true ? [flagged(flag)] : [];
    case 'list':
      return listed(flag, path, textsAt(container, path));
    case 'map':
      return textEntriesAt(container, path).map((entry) => keyed(flag, path, entry));
  }
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isEmpty);
  return value === null || value === undefined || value === '' || value === 0 || value === false;
}

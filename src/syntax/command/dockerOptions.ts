/** The options of `docker run` and `docker create` that take no value (Docker's command line reference, 28.2; those of older versions too). */
const FLAGS: ReadonlySet<string> = new Set(
  [
    'detach disable-content-trust help init interactive no-healthcheck oom-kill-disable privileged publish-all quiet read-only rm sig-proxy',
    'tty use-api-socket',
  ]
    .join(' ')
    .split(' '),
);

/** The options with a value; the last line holds names that are no longer documented, as far as they were read for long. */
const VALUED: ReadonlySet<string> = new Set(
  [
    'add-host annotation attach blkio-weight blkio-weight-device cap-add cap-drop cgroup-parent cgroupns cidfile cpu-count cpu-percent',
    'cpu-period cpu-quota cpu-rt-period cpu-rt-runtime cpu-shares cpus cpuset-cpus cpuset-mems detach-keys device device-cgroup-rule',
    'device-read-bps device-read-iops device-write-bps device-write-iops dns dns-option dns-search domainname entrypoint env env-file expose',
    'gpus group-add health-cmd health-interval health-retries health-start-interval health-start-period health-timeout hostname',
    'io-maxbandwidth io-maxiops ip ip6 ipc isolation kernel-memory label label-file link link-local-ip log-driver log-opt mac-address memory',
    'memory-reservation memory-swap memory-swappiness mount name network network-alias oom-score-adj pid pids-limit platform publish pull',
    'restart runtime security-opt shm-size stop-signal stop-timeout storage-opt sysctl tmpfs ulimit user userns uts volume volume-driver',
    'volumes-from workdir',
    'net net-alias dns-opt cpuset lxc-conf',
  ]
    .join(' ')
    .split(' '),
);

const SHORT: Readonly<Record<string, string>> = {
  a: 'attach',
  c: 'cpu-shares',
  d: 'detach',
  e: 'env',
  h: 'hostname',
  i: 'interactive',
  l: 'label',
  m: 'memory',
  p: 'publish',
  P: 'publish-all',
  q: 'quiet',
  t: 'tty',
  u: 'user',
  v: 'volume',
  w: 'workdir',
};

/** Docker's own options before the command that take a value. */
const GLOBAL_VALUED: ReadonlySet<string> = new Set([
  'config',
  'context',
  'host',
  'log-level',
  'tlscacert',
  'tlscert',
  'tlskey',
  'c',
  'H',
  'l',
]);

/** One word that begins an option, read as Docker reads it. */
export interface ReadOption {
  /** The long name; an older one that means the same stands as today's. */
  readonly name: string;
  /** The value in the same word, from this offset of the word's value on; null when the next word holds it, or there is none. */
  readonly attached: number | null;
  readonly takesNext: boolean;
  readonly isKnown: boolean;
}

/** Reads a word that begins with a dash; of several short options in one word it is the last that can have a value. */
export function readOption(word: string): ReadOption {
  if (!word.startsWith('--')) return readShort(word);
  const equals = word.indexOf('=');
  const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
  const attached = equals < 0 ? null : equals + 1;
  const isFlag = FLAGS.has(name);
  return { name: today(name), attached, takesNext: !isFlag && attached === null, isKnown: isFlag || VALUED.has(name) };
}

function readShort(word: string): ReadOption {
  for (let at = 1; at < word.length; at++) {
    const letter = word.charAt(at);
    const name = Object.hasOwn(SHORT, letter) ? SHORT[letter] : undefined;
    if (name === undefined) return { name: letter, attached: null, takesNext: false, isKnown: false };
    if (FLAGS.has(name)) continue;
    const rest = at + 1 + (word.charAt(at + 1) === '=' ? 1 : 0);
    return { name, attached: rest < word.length ? rest : null, takesNext: rest >= word.length, isKnown: true };
  }
  return { name: SHORT[word.charAt(1)] ?? '', attached: null, takesNext: false, isKnown: word.length > 1 };
}

function today(name: string): string {
  return name === 'net' ? 'network' : name === 'net-alias' ? 'network-alias' : name;
}

/** Whether the next word is the value of one of Docker's options before the command. */
export function globalTakesNext(word: string): boolean {
  return word.startsWith('--') ? GLOBAL_VALUED.has(word.slice(2)) : word.length === 2 && GLOBAL_VALUED.has(word.slice(1));
}

import { describe, expect, test } from 'vitest';
import { between, migrationOf } from './given.ts';
import type { GivenContainer, Wish } from './given.ts';

/** The options and words by which `db` is made anew, but for its name, its network and its image. */
function words(db: GivenContainer, wish?: Wish): readonly string[] {
  const { script } = migrationOf({ db, web: { links: ['/db:/web/db'] } }, wish);
  return between(script, '--name db-next', '>/dev/null')
    .slice(2)
    .filter((word) => word !== 'IMAGE');
}

describe('options of docker create', () => {
  test.each([
    [{ Hostname: 'one.two', Domainname: 'corp' }, ['--domainname corp', '--hostname one.two']],
    [
      { User: '1:1', WorkingDir: '/srv', StopSignal: 'SIGINT', StopTimeout: 3 },
      ['--stop-timeout 3', '--user 1:1', '--workdir /srv', '--stop-signal SIGINT'],
    ],
    [{ Env: ['A=1', 'B=', 'A=2', "C=it's"] }, ['--env B=', '--env A=2', `--env 'C=it'\\''s'`]],
    [{ Labels: { a: 'b', 'no name': 'x' } }, ['--label a=b']],
    [{ ExposedPorts: { '1/tcp': {}, '2/udp': {} } }, ['--expose 1/tcp', '--expose 2/udp']],
    [{ Cmd: ['sh', '-c', 'a b'] }, [`--entrypoint ''`, 'sh', '-c', `'a b'`]],
    [{ Entrypoint: ['/run', '-x'], Cmd: ['y'] }, ['--entrypoint /run', '-x', 'y']],
    [{ Healthcheck: { Test: ['NONE'] } }, ['--no-healthcheck']],
    [
      { Healthcheck: { Test: ['CMD-SHELL', 'a || b'], Interval: 1_500_000_000, Timeout: 5 } },
      [`--health-cmd 'a || b'`, '--health-interval 1500ms', '--health-timeout 5ns'],
    ],
    [{ Healthcheck: { Test: ['CMD', 'check', 'a b'] } }, [`--health-cmd ''\\''check'\\'' '\\''a b'\\'''`]],
    [{ Tty: true, OpenStdin: true, StdinOnce: true }, ['--tty', '--interactive']],
    [{ MacAddress: '02:42:00:00:00:01' }, ['--mac-address 02:42:00:00:00:01']],
  ])('Config %j', (Config, expected) => {
    const wish = 'Cmd' in Config ? { image: null } : {};
    expect(words({ Config: { Entrypoint: [], ...Config } }, wish)).toEqual(expected);
  });

  test.each([
    [
      {
        PortBindings: {
          '80/tcp': [
            { HostIp: '', HostPort: '8080' },
            { HostIp: '::1', HostPort: '' },
          ],
        },
      },
      ['--publish 8080:80/tcp', `--publish '[::1]::80/tcp'`],
    ],
    [{ RestartPolicy: { Name: 'unless-stopped', MaximumRetryCount: 0 } }, ['--restart unless-stopped']],
    [{ RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 } }, ['--restart on-failure:2']],
    [{ LogConfig: { Type: 'syslog', Config: { tag: 'a b' } } }, ['--log-driver syslog', `--log-opt 'tag=a b'`]],
    [{ Binds: ['data:/data:ro', '/etc:/host etc'] }, ['--volume data:/data:ro', `--volume '/etc:/host etc'`]],
    [
      { Mounts: [{ Type: 'tmpfs', Target: '/t', TmpfsOptions: { SizeBytes: 4096, Mode: 448 } }] },
      ['--mount type=tmpfs,target=/t,tmpfs-size=4096,tmpfs-mode=700'],
    ],
    [
      { Mounts: [{ Type: 'bind', Source: '/a,b', Target: '/t', ReadOnly: true, BindOptions: { Propagation: 'rslave' } }] },
      [`--mount 'type=bind,"source=/a,b",target=/t,readonly,bind-propagation=rslave'`],
    ],
    [{ Tmpfs: { '/run': 'size=1m', '/tmp': '' } }, ['--tmpfs /run:size=1m', '--tmpfs /tmp']],
    [{ Devices: [{ PathOnHost: '/dev/a', PathInContainer: '/dev/b', CgroupPermissions: 'rw' }] }, ['--device /dev/a:/dev/b:rw']],
    [
      { DeviceRequests: [{ Driver: '', Count: -1, Capabilities: [['gpu', 'utility']] }] },
      [`--gpus 'count=all,"capabilities=gpu,utility"'`],
    ],
    [
      { Ulimits: [{ Name: 'nofile', Soft: 1, Hard: 2 }], NanoCpus: 1_500_000_000, Init: false },
      ['--cpus 1.5', '--ulimit nofile=1:2', '--init=false'],
    ],
    [
      { SecurityOpt: ['label=disable'], MaskedPaths: [], ReadonlyPaths: [] },
      ['--security-opt label=disable', '--security-opt systempaths=unconfined'],
    ],
    [{ Privileged: true, MaskedPaths: [] }, ['--privileged']],
    [
      { Memory: 1024, MemorySwap: -1, MemorySwappiness: -1, ShmSize: 67_108_864, IpcMode: 'private', Runtime: 'runc' },
      ['--memory 1024', '--memory-swap -1'],
    ],
    [
      { ExtraHosts: ['a:1.2.3.4'], Dns: ['8.8.8.8'], Sysctls: { 'net.x': '1' }, CapAdd: ['ALL'] },
      ['--add-host a:1.2.3.4', '--dns 8.8.8.8', '--cap-add ALL', '--sysctl net.x=1'],
    ],
    [{ BlkioDeviceReadBps: [{ Path: '/dev/a', Rate: 5 }] }, ['--device-read-bps /dev/a:5']],
  ])('HostConfig %j', (HostConfig, expected) => {
    expect(words({ HostConfig })).toEqual(expected);
  });

  test('volumes without a name go by the name they got, so that their data are kept', () => {
    const Mounts = [
      { Type: 'volume', Name: 'abc', Destination: '/var/lib', RW: true },
      { Type: 'bind', Source: '/from', Destination: '/other', RW: false },
      { Type: 'volume', Name: 'data', Destination: '/data', RW: true },
      { Type: 'volume', Name: 'def', Destination: '/spec', RW: true },
    ];
    const HostConfig = { Binds: ['data:/data/'], Mounts: [{ Type: 'volume', Target: '/spec' }], VolumesFrom: ['x'] };
    expect(words({ Mounts, HostConfig })).toEqual([
      '--volume data:/data/',
      '--mount type=volume,source=def,target=/spec',
      '--volume /from:/other:ro',
      '--volume abc:/var/lib',
    ]);
  });

  test('what the image gives anyway is left out, where the image is known', () => {
    const Config = {
      Env: ['A=1', 'B=2'],
      Labels: { a: 'b' },
      Entrypoint: ['/run'],
      Cmd: ['x'],
      User: 'me',
      ExposedPorts: { '1/tcp': {} },
      Healthcheck: { Test: ['CMD', 'y'], Retries: 3 },
    };
    expect(words({ Config }, { image: Config })).toEqual([]);
    expect(words({ Config }, { image: null })).toHaveLength(9);
    expect(words({ Config: { ...Config, Cmd: ['z'], Env: ['A=1', 'B=3'] } }, { image: Config })).toEqual(['--env B=3', 'z']);
  });

  test('an image’s command that was taken away stays away', () => {
    expect(words({ Config: { Entrypoint: ['/run'] } }, { image: { Entrypoint: ['/run'], Cmd: ['x'] } })).toEqual(['--entrypoint /run']);
    expect(words({ Config: { Cmd: ['y'] } }, { image: { Entrypoint: ['/run'], Cmd: ['x'] } })).toEqual([`--entrypoint ''`, 'y']);
  });

  test('a variable that was taken away stays away', () => {
    expect(words({ Config: { Env: ['A'] } })).toEqual(['--env A']);
    const { script } = migrationOf({ db: { Config: { Env: ['A'] } }, web: { links: ['/db:/web/db'] } });
    expect(script).toContain('\nenv -u A docker create \\\n');
  });
});

describe('what cannot be carried over is named', () => {
  test.each([
    [{ HostConfig: { KernelMemory: 5 } }, 'HostConfig.KernelMemory is set, and no option of docker create is known for it.'],
    [{ HostConfig: { VolumesFrom: ['x'] } }, '--volumes-from x: its volumes are named one by one.'],
    [{ Config: { Labels: { 'a b': '1' } } }, 'The label "a b" is left out'],
    [{ Config: { OpenStdin: true } }, 'Its input is closed as soon as one who attached to it leaves'],
    [{ Config: { Healthcheck: { Test: ['CMD', 'x'] } } }, 'The health check runs a program without a shell'],
  ])('%j', (db, text) => {
    expect(migrationOf({ db, web: { links: ['/db:/web/db'] } }).script).toContain(`# Not carried over as it is: ${text.slice(0, 60)}`);
  });

  test('and nothing else', () => {
    expect(migrationOf({ db: {}, web: { links: ['/db:/web/db'] } }).script).not.toContain('Not carried over');
  });
});

describe('no secret stands in the script', () => {
  const secrets: GivenContainer = {
    Config: {
      Env: ['DB_PASSWORD=hunter0', 'URL=postgres://me:hunter1@db/x', 'API_KEY=hunter2\nhunter3', 'HTTP_PROXY=http://me:hunter4@x\n'],
      Labels: { 'api.token': 'hunter5' },
      Entrypoint: ['/run', '--secret=hunter6'],
      Cmd: ['--password', 'hunter7'],
      Healthcheck: { Test: ['CMD-SHELL', 'curl -H x --token=hunter8'] },
    },
    HostConfig: { LogConfig: { Type: 'splunk', Config: { 'splunk-token': 'hunter9' } } },
  };
  const { script } = migrationOf({ db: secrets, web: { links: ['/db:/web/db'] } });

  test('all of them are read from the old container', () => {
    expect(script).not.toContain('hunter');
    expect(script?.match(/show "\$old" /g)).toHaveLength(9);
  });

  test('those of one line by a file for the owner alone', () => {
    expect(between(script, '{', '}')).not.toEqual([]);
    expect(script).toContain(
      `{\n  show "$old" '{{index .Config.Env 0}}' # DB_PASSWORD\n  show "$old" '{{index .Config.Env 1}}' # URL\n} >"$files"/db.env\n`,
    );
    expect(script).toContain('  --env-file "$files"/db.env \\\n');
    expect(script).toContain('umask 077\n');
  });

  test('longer ones by the environment of the command, unless the command would heed them', () => {
    expect(script).toMatch(/\nAPI_KEY=\$\{word_(\d)#\*=\} docker create \\\n/);
    expect(script).toContain('  --env API_KEY \\\n');
    expect(script).toMatch(/\n {2}--env "\$word_\d" \\\n/);
  });
});

test('text that does not show, or would stand in a line of its own, is read from the old container', () => {
  const evil = '\n# docker rm -f db\u202e';
  const db = { Config: { Env: [`A=${evil}`], Labels: { [`l${evil.trim().replaceAll(' ', '')}`]: 'x' }, Cmd: [evil], User: `a\u200bb` } };
  const { script } = migrationOf({ db, web: { links: ['/db:/web/db'] } });
  expect(script).not.toMatch(/^# docker rm -f db$/m);
  expect(script).not.toMatch(/\p{Cf}/u);
  expect(script?.match(/show "\$old" /g)).toHaveLength(4);
});

test('a security profile that the engine keeps becomes a file again', () => {
  const { script } = migrationOf({ db: { HostConfig: { SecurityOpt: ['seccomp={"a":1}'] } }, web: { links: ['/db:/web/db'] } });
  expect(script).toContain('printf %s "${word_1#seccomp=}" >"$files"/db-word_1.json\n');
  expect(script).toContain('  --security-opt seccomp="$files"/db-word_1.json \\\n');
});

import { describe, expect, test } from 'vitest';
import { candidates } from '../../../../src/sources/engine/candidates.ts';
import { decodeDetail, decodeSummaries, decodeVersion } from '../../../../src/sources/engine/decode.ts';

const listed = {
  Id: 'a1',
  Names: ['/web/db', '/mysql_server'],
  HostConfig: { NetworkMode: 'default' },
  Labels: { 'com.docker.compose.service': 'db' },
};

const inspected = {
  Id: 'a1',
  Name: '/mysql_server',
  State: { Running: true },
  Path: '/bin/sh',
  Args: ['-c', 'mysqld'],
  Config: { Hostname: 'h', Image: 'mysql:8', Env: ['A=1'], ExposedPorts: { '3306/tcp': {} } },
  HostConfig: { NetworkMode: 'bridge', Links: ['/x:/mysql_server/y'] },
  NetworkSettings: { Networks: { bridge: { IPAddress: '172.17.0.2', GlobalIPv6Address: '', Links: null } } },
};

describe('answers of an engine', () => {
  test('the version is read, and Podman is told from Docker', () => {
    expect(decodeVersion({ Version: '29.7.2', ApiVersion: '1.52' })).toEqual({
      value: { version: '29.7.2', apiVersion: '1.52', product: 'docker' },
    });
    const podman = { Version: '4.3.1', ApiVersion: '1.41', Components: [{ Name: 'Podman Engine' }] };
    expect(decodeVersion(podman)).toMatchObject({ value: { product: 'podman' } });
  });

  test('the own name in a list is the one with a single slash', () => {
    expect(decodeSummaries([listed])).toEqual({
      value: [
        {
          id: 'a1',
          name: 'mysql_server',
          names: ['/web/db', '/mysql_server'],
          networkMode: 'default',
          labels: new Map([['com.docker.compose.service', 'db']]),
          image: '',
          published: [],
        },
      ],
    });
    // A port is listed for each address at which it is published, and without one where it is only exposed.
    const ports = [
      { IP: '0.0.0.0', PrivatePort: 53, PublicPort: 53, Type: 'udp' },
      { IP: '::', PrivatePort: 53, PublicPort: 53, Type: 'udp' },
      { PrivatePort: 80, Type: 'tcp' },
    ];
    expect(decodeSummaries([{ ...listed, Image: 'dns:1', Ports: ports }])).toMatchObject({
      value: [{ image: 'dns:1', published: ['53/udp'] }],
    });
  });

  test('a container is read with its endpoints', () => {
    expect(decodeDetail(inspected)).toEqual({
      value: {
        id: 'a1',
        name: 'mysql_server',
        created: '',
        running: true,
        state: { status: '', error: '', exitCode: 0, startedAt: '', finishedAt: '', pid: 0, health: null },
        hostname: 'h',
        domainname: '',
        image: 'mysql:8',
        command: ['/bin/sh', '-c', 'mysqld'],
        env: ['A=1'],
        exposedPorts: ['3306/tcp'],
        networkMode: 'bridge',
        links: ['/x:/mysql_server/y'],
        extraHosts: [],
        networks: new Map([['bridge', { ipv4: '172.17.0.2', ipv6: '', gateway: '', links: [], aliases: [], dnsNames: [] }]]),
      },
    });
  });

  test('the state has its times, its last failure and the end of the health log; what never happened is empty', () => {
    const Log = [
      { ExitCode: 0, Output: 'fine' },
      { ExitCode: -1, Output: 'Cannot link' },
    ];
    const State = {
      Status: 'running',
      Running: true,
      Pid: 199,
      StartedAt: '2026-11-24T14:16:37.135Z',
      FinishedAt: '0001-01-01T00:00:00Z',
      Health: { Status: 'unhealthy', Log },
    };
    expect(decodeDetail({ ...inspected, State })).toMatchObject({
      value: {
        state: {
          status: 'running',
          pid: 199,
          startedAt: '2026-11-24T14:16:37.135Z',
          finishedAt: '',
          health: { status: 'unhealthy', lastOutput: 'Cannot link' },
        },
      },
    });
    expect(decodeDetail({ ...inspected, State: { Running: true, Health: { Status: 'none', Log: null } } })).toMatchObject({
      value: { state: { health: null } },
    });
  });

  test('null lists and maps, as engines write empty ones, are empty', () => {
    const bare = { ...inspected, Config: { Env: null, ExposedPorts: null }, HostConfig: {}, NetworkSettings: { Networks: null } };
    expect(decodeDetail(bare)).toMatchObject({ value: { hostname: '', env: [], exposedPorts: [], links: [], networkMode: '' } });
  });
});

describe('an answer of another shape is named', () => {
  test.each([
    [decodeVersion(Buffer.from('<html>')), 'version is not JSON'],
    [decodeVersion({ Version: '1' }), 'ApiVersion is missing'],
    [decodeVersion({ Version: '1', ApiVersion: 1.41 }), 'ApiVersion is a number'],
    [decodeSummaries(Buffer.from('hello')), 'the container list is not JSON'],
    [decodeSummaries({ message: 'no' }), 'the container list is an object'],
    [decodeSummaries([null]), 'a listed container is null'],
    [decodeSummaries([{ ...listed, Names: '/a' }]), 'Names is a string'],
    [decodeSummaries([{ ...listed, Labels: { a: 1 } }]), 'Labels.a is a number'],
    [decodeDetail({ ...inspected, State: { Pid: '1' } }), 'State.Pid is a string'],
    [decodeDetail({ ...inspected, Config: undefined }), 'Config is missing'],
    [decodeDetail({ ...inspected, HostConfig: { Links: [1] } }), 'HostConfig.Links is a number'],
    [decodeDetail({ ...inspected, NetworkSettings: { Networks: [] } }), 'NetworkSettings.Networks is a list'],
  ])('%j', (decoded, wrong) => {
    expect(decoded).toEqual({ wrong });
  });
});

test('what shares a network stack and is nobody’s source is not inspected', () => {
  const container = (id: string, networkMode: string, names: readonly string[]) => ({
    id,
    name: id,
    names,
    networkMode,
    labels: new Map(),
  });
  const all = [
    container('a', 'default', ['/a']),
    container('b', 'none', ['/b']),
    container('c', 'shop_default', ['/c']),
    container('d', 'host', ['/d']),
    container('e', 'container:a', ['/e']),
    container('f', 'container:a', ['/f', '/a/f']),
  ];
  expect(candidates(all).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'f']);
});

test('what a container was asked to look names up by is read where something was asked for', () => {
  const dnsOf = (more: object): unknown => {
    const decoded = decodeDetail({ ...inspected, HostConfig: { ...inspected.HostConfig, ...more } });
    return 'value' in decoded ? decoded.value.dns : decoded;
  };
  expect(dnsOf({ Dns: ['10.1.1.1'], DnsSearch: null, DnsOptions: ['ndots:2'] })).toEqual({
    servers: ['10.1.1.1'],
    search: [],
    options: ['ndots:2'],
  });
  expect(dnsOf({ Dns: [], DnsSearch: null })).toBeUndefined();
});

import { describe, expect, test } from 'vitest';
import { missedWords, systemsOfEngine, systemsOfFile } from '../../../../src/domain/registries/candidates.ts';
import { recogniseRegistry } from '../../../../src/domain/registries/recognise.ts';
import { registeredPorts } from '../../../../src/domain/registries/registrator.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';
import { decodeDetail, decodeSummaries } from '../../../../src/sources/engine/decode.ts';

function candidate(image: string, { environment = [] as readonly string[], exposed = [] as readonly string[] } = {}) {
  const variables = new Map(environment.map((name) => [name, 'x']));
  return { name: 'a', image, labels: new Map<string, string>(), environment: variables, command: '', exposed, published: [] };
}

describe('what is recognised by its image', () => {
  test.each([
    ['consul:1.15', 'consul'],
    ['hashicorp/consul', 'consul'],
    ['docker.io/hashicorp/consul:1.20@sha256:00', 'consul'],
    ['gliderlabs/consul-server', 'consul'],
    ['quay.io/coreos/etcd:v3.5.0', 'etcd'],
    ['gcr.io/etcd-development/etcd', 'etcd'],
    ['localhost:5000/bitnami/etcd:3', 'etcd'],
    ['rancher/etcd:v2.3.7-11', 'etcd'],
    ['zookeeper:3.8', 'zookeeper'],
    ['confluentinc/cp-zookeeper:7.0', 'zookeeper'],
    ['gliderlabs/registrator:latest', 'registrator'],
    ['acme/eureka-server', 'eureka'],
    ['traefik:v3', 'traefik'],
    ['traefik/whoami', null],
    ['consul-template', null],
    ['hashicorp/consul-template', null],
    ['acme/etcd-browser', null],
    ['mysql', null],
    ['', null],
  ])('%s → %s', (image, kind) => {
    expect(recogniseRegistry(candidate(image))?.kind ?? null).toBe(kind);
  });
});

test('another image is recognised by a variable and a port of a registry, by neither alone', () => {
  const environment = ['ETCD_LISTEN_CLIENT_URLS'];
  const exposed = ['2379/tcp'];
  expect(recogniseRegistry(candidate('acme/store', { environment, exposed }))).toEqual({
    kind: 'etcd',
    evidence: ['port 2379/tcp', 'variable ETCD_LISTEN_CLIENT_URLS'],
  });
  expect(recogniseRegistry(candidate('acme/store', { environment }))).toBeNull();
  expect(recogniseRegistry(candidate('acme/store', { exposed }))).toBeNull();
  // The address of a Consul is what its clients have.
  expect(recogniseRegistry(candidate('acme/app', { environment: ['CONSUL_HTTP_ADDR'], exposed: ['8500/tcp'] }))).toBeNull();
});

const FILE = `services:
  consul: { image: consul, ports: ["8500:8500"] }
  registrator: { image: gliderlabs/registrator, command: consul://consul:8500 }
  edge: { image: "traefik:v3" }
  db: { image: "mysql:8", expose: ["3306"], labels: { SERVICE_NAME: database } }
  web: { image: web, ports: ["80:80"], environment: ["SERVICE_NAME=web"] }
  app: { image: app, expose: ["9000"] }
`;

function found(text: string) {
  const reading = readCompose(text, { kind: 'always' });
  if (reading.kind !== 'compose') throw new Error(reading.kind);
  return systemsOfFile(reading.file.services);
}

test('a compose file: what is read, what is explained, and whose ports registrator passes over', () => {
  const { systems, missed } = found(FILE);
  expect(systems.map(({ name, kind, published, explanation }) => [name, kind, published, explanation === null])).toEqual([
    ['consul', 'consul', ['8500/tcp'], true],
    ['registrator', 'registrator', [], false],
    ['edge', 'traefik', [], false],
  ]);
  expect(missed.map(missedWords)).toEqual([
    'db: registrator passes over 3306/tcp (as database), which is not published; it registers only published ports, unless it is started with -internal.',
  ]);
  expect(found(FILE.replace('command: consul', 'command: -internal consul')).missed).toEqual([]);
  expect(found(FILE.replace(/ {2}registrator.*\n/, '')).missed).toEqual([]);
});

test('what is recognised and not read is explained: Kubernetes by labels of kompose, Eureka by its variables and port', () => {
  const { systems } = found(`services:
  api: { image: api, labels: { kompose.service.type: loadbalancer } }
  registry: { image: acme/registry, ports: ["8761:8761"], environment: { EUREKA_SERVER_ENABLE_SELF_PRESERVATION: "false" } }
  client: { image: acme/client, environment: { EUREKA_CLIENT_SERVICEURL_DEFAULTZONE: "http://registry:8761/eureka" } }
  edge: { image: "containous/traefik:v2" }
`);
  expect(systems.map(({ name, kind, evidence, explanation }) => [name, kind, evidence, explanation !== null])).toEqual([
    ['api', 'kubernetes', ['label kompose.service.type=loadbalancer'], true],
    ['registry', 'eureka', ['port 8761/tcp', 'variable EUREKA_SERVER_ENABLE_SELF_PRESERVATION'], true],
    ['edge', 'traefik', ['image containous/traefik:v2'], true],
  ]);
});

test('labels of containers tell of Swarm, once for the engine, and of Kubernetes', () => {
  const task = (id: string) => ({ Id: id, Names: [`/s.${id}`], Image: 'x', Labels: { 'com.docker.swarm.service.name': 's' } });
  const pod = { Id: 'p', Names: ['/k8s_x'], Image: 'x', Labels: { 'io.kubernetes.pod.name': 'x' } };
  const store = {
    Id: 'e',
    Names: ['/e'],
    Image: 'bitnami/etcd',
    Labels: {},
    Ports: [
      { PrivatePort: 2379, PublicPort: 2379, Type: 'tcp' },
      { PrivatePort: 2380, Type: 'tcp' },
    ],
  };
  const summaries = decodeSummaries([task('1'), task('2'), pod, store, { ...store, Id: 'gone', Names: ['/gone'] }]);
  const gone = decodeDetail({ Id: 'gone', Name: '/gone', State: { Running: false }, Config: {}, HostConfig: {}, NetworkSettings: {} });
  if ('wrong' in summaries || 'wrong' in gone) throw new Error('not decoded');
  const version = { version: '28', apiVersion: '1.51', product: 'docker' } as const;
  const { systems } = systemsOfEngine({ version, summaries: summaries.value, details: [gone.value] });
  expect(systems.map(({ name, kind, published, container }) => [name, kind, published, container])).toEqual([
    ['s.1', 'swarm', [], '1'],
    ['k8s_x', 'kubernetes', [], 'p'],
    ['e', 'etcd', ['2379/tcp'], 'e'],
  ]);
});

describe('what registrator makes of a container', () => {
  const container = {
    image: 'registry.local:5000/acme/app:2',
    labels: new Map([['SERVICE_TAGS', 'a,b']]),
    environment: new Map([
      ['SERVICE_80_NAME', 'site'],
      ['SERVICE_NAME', 'shop'],
      ['SERVICE_9000_IGNORE', '1'],
    ]),
    exposed: ['80/tcp', '443/tcp', '53/udp', '9000/tcp'],
    published: ['80/tcp', '443/tcp', '9000/tcp'],
  };

  test('published ports only, with what is meant for one port before the rest', () => {
    expect(registeredPorts(container, false)).toEqual([
      { port: '80/tcp', name: 'site', tags: ['a', 'b'], reason: null },
      { port: '443/tcp', name: 'shop-443', tags: ['a', 'b'], reason: null },
      { port: '9000/tcp', name: 'shop-9000', tags: ['a', 'b'], reason: 'ignored' },
      { port: '53/udp', name: 'shop-53', tags: ['a', 'b', 'udp'], reason: 'not-published' },
    ]);
  });

  test('all of them with -internal, and a single one by the name of the image', () => {
    expect(registeredPorts(container, true).map(({ reason }) => reason)).toEqual([null, null, 'ignored', null]);
    const single = { ...container, environment: new Map<string, string>(), exposed: ['80/tcp'], published: ['80/tcp'] };
    expect(registeredPorts(single, false)[0]?.name).toBe('app');
  });
});

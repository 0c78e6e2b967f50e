import { describe, expect, test } from 'vitest';
import { fileLinks } from '../../../../src/domain/compose/fileLinks.ts';
import { ambassadorsAmong } from '../../../../src/domain/ambassadors/ambassador.ts';
import type { Ambassador } from '../../../../src/domain/ambassadors/ambassador.ts';
import { stationsOfEngine, stationsOfFile } from '../../../../src/domain/ambassadors/station.ts';
import { adviceFor, ambassadorMessage, chainWords, faultOf } from '../../../../src/domain/ambassadors/words.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';
import { container, engineOf } from '../verdicts/engineOf.ts';

function found(text: string): readonly Ambassador[] {
  const reading = readCompose(text);
  if (reading.kind !== 'compose') throw new Error(reading.kind);
  return ambassadorsAmong(stationsOfFile(reading.file, fileLinks(reading.file, [])));
}

const chains = (text: string): readonly string[] => found(text).map((each) => `${chainWords(each)} ${each.score}`);

/** Docker's own example of the pattern, the half beside the server and the half beside the client. */
const NEAR = `redis: { image: crosbymichael/redis, expose: ["6379"] }
redis_ambassador: { image: svendowideit/ambassador, links: ["redis:redis"], ports: ["6379:6379"] }
client: { image: relateiq/redis-cli, links: ["redis_ambassador:redis"] }
`;
const FAR = `redis_ambassador:
  image: svendowideit/ambassador
  expose: ["6379"]
  environment: { REDIS_PORT_6379_TCP: "tcp://192.168.1.52:6379" }
client: { image: relateiq/redis-cli, links: ["redis_ambassador:redis"] }
`;

describe('ambassadors of compose files', () => {
  test('between client and server, with its evidence', () => {
    const [ambassador] = found(NEAR);
    expect(ambassador && chainWords(ambassador)).toBe('client → redis_ambassador → redis');
    expect(ambassador?.evidence.map(({ code, points }) => `${code} ${points}`)).toEqual([
      'image 4',
      'name 2',
      'linked 1',
      'links 1',
      'ports 1',
      'published 1',
    ]);
    expect(ambassador?.servers).toEqual([
      { kind: 'near', name: 'redis', alias: 'redis', found: 'at-start', ports: [{ listens: 6379, port: 6379 }] },
    ]);
  });

  test('the half on the client’s host, whose environment names the far address', () => {
    const [ambassador] = found(FAR);
    expect(ambassador && chainWords(ambassador)).toBe('client → redis_ambassador → 192.168.1.52:6379');
    expect(ambassador?.servers).toMatchObject([{ kind: 'far', found: 'by-address', ports: [{ listens: 6379, port: 6379 }] }]);
    expect(ambassador?.evidence.map(({ code }) => code)).toContain('environment');
  });

  test.each([
    ['socat -t 100000000 TCP4-LISTEN:6379,fork,reuseaddr TCP4:cache:6379', 'client → middle → redis 5'],
    ['socat TCP-L:6379,fork TCP:cache:6379', 'client → middle → redis 5'],
    ['["socat", "tcp-listen:6379,fork", "tcp-connect:cache:6379"]', 'client → middle → redis 5'],
    ['simpleproxy -L 6379 -R cache:6379', 'client → middle → redis 5'],
    ['nc -lk -p 6379 -e nc cache 6379', 'client → middle → redis 5'],
    ['haproxy -f /haproxy.cfg', 'client → middle → redis 5'],
  ])('by its command: %s', (command, chain) => {
    const services = `redis: { image: redis }\nmiddle: { image: alpine, command: ${command.startsWith('[') ? command : `'${command}'`}, links: ["redis:cache"] }\n`;
    expect(chains(`${services}client: { image: app, links: ["middle:redis"] }\n`)).toEqual([chain]);
  });

  test('one that is built here and named so, with an entrypoint of its own', () => {
    const text = 'services:\n  db: {}\n  db-ambassador: { build: ., links: [db] }\n  web: { links: ["db-ambassador:db"] }\n';
    expect(chains(text)).toEqual(['web → db-ambassador → db 4']);
    expect(faultOf(found(text)[0] as Ambassador)).toBe('how it finds its server is not told here');
  });

  test('grand-ambassador follows a container by its name', () => {
    const text = 'services:\n  any:\n    image: cpuguy83/docker-grand-ambassador\n    command: -name redis -sock /docker.sock\n';
    expect(chains(text)).toEqual(['whoever asks → any → redis 4']);
  });

  test.each([
    [
      'Kubernetes’ gateway',
      'services:\n  ambassador: { image: "quay.io/datawire/ambassador:1.5", ports: ["80:80"], links: [web] }\n  web: {}\n',
    ],
    [
      'an application between two others',
      'nginx: { image: nginx, links: [web] }\nweb: { image: app, links: [db], expose: ["80"] }\ndb: { image: x, expose: ["80"] }\n',
    ],
    ['a load balancer before two', 'lb: { image: dockercloud/haproxy, links: [a, b] }\na: {}\nb: {}\nout: { links: [lb] }\n'],
    [
      'a proxy that nobody links to',
      'services:\n  proxy: { image: alpine/socat, command: "tcp-listen:2375,fork unix-connect:/var/run/docker.sock" }\n',
    ],
    [
      'variables set in place of a link',
      'services:\n  web: { image: app, environment: { DB_PORT_3306_TCP: "tcp://db:3306" }, links: [cache] }\n  db: {}\n  cache: {}\n  front: { links: [web] }\n',
    ],
    [
      'an application with a far database',
      'services:\n  web: { image: app, environment: { DB_PORT_3306_TCP: "tcp://10.0.0.5:3306" }, links: [cache] }\n  cache: {}\n  front: { links: [web] }\n',
    ],
    [
      'a service of people called ambassadors',
      'services:\n  ambassador: { image: shop/people, ports: ["80:80"] }\n  web: { links: [ambassador] }\n',
    ],
  ])('not %s', (_, text) => {
    expect(chains(text)).toEqual([]);
  });
});

describe('what takes their place', () => {
  test('on the same host the server itself, by the name that the client asks for', () => {
    const text = 'services:\n  db: {}\n  amb: { image: svendowideit/ambassador, links: ["db:db"] }\n  web: { links: ["amb:mysql"] }\n';
    expect(adviceFor(found(text)[0] as Ambassador)).toEqual({
      where: 'same-host',
      steps: ['Delete amb and let web ask db itself, on a network of their own. Give db the name mysql as a network alias.'],
    });
  });

  test('a port that is turned into another is said', () => {
    const text =
      'services:\n  db: {}\n  amb: { command: "socat TCP-LISTEN:80,fork TCP:db:3306", links: [db] }\n  web: { links: ["amb:db"] }\n';
    expect(adviceFor(found(text)[0] as Ambassador).steps[1]).toBe(
      'A name cannot turn one port into another: web must ask db for port 3306 in place of 80.',
    );
  });

  test('on another host an overlay network, or a name outside', () => {
    const advice = adviceFor(found(FAR)[0] as Ambassador);
    expect(advice.where).toBe('other-host');
    expect(advice.steps[0]).toMatch(/192\.168\.1\.52:6379 .* attachable overlay network/);
  });

  test.each([
    [NEAR, 'it keeps the address that redis had when it started, whoever has that address by now'],
    [FAR, 'it passes on to 192.168.1.52:6379, an address that somebody wrote and nobody corrects'],
    [
      NEAR.replace('image: svendowideit/ambassador,', 'command: "socat TCP4-LISTEN:6379,fork TCP4:redis:6379",'),
      'it asks for redis by name, which its clients can do themselves',
    ],
  ])('the fault is that of its mechanism', (text, fault) => {
    const [ambassador] = found(text);
    expect(ambassador && faultOf(ambassador)).toBe(fault);
    expect(ambassador && ambassadorMessage(ambassador)).toContain(fault);
  });
});

describe('ambassadors of an engine', () => {
  const redis = container('redis', { exposedPorts: ['6379/tcp'] });
  const client = container('client', { links: ['/redis_ambassador:/client/redis'] });
  const near = container('redis_ambassador', {
    image: 'svendowideit/ambassador',
    command: ['/bin/sh', '-c', '/run.sh'],
    exposedPorts: ['6379/tcp'],
    links: ['/redis:/redis_ambassador/redis'],
  });

  test('between client and server', () => {
    const [ambassador, ...others] = ambassadorsAmong(stationsOfEngine(engineOf([redis, near, client])));
    expect(others).toEqual([]);
    expect(ambassador && chainWords(ambassador)).toBe('client → redis_ambassador → redis');
  });

  test('with a far address, whatever container has the same name', () => {
    const env = ['PATH=/bin', 'REDIS_PORT_6379_TCP=tcp://172.17.0.1:16379'];
    const far = container('redis_ambassador', { image: 'x/ambassador:latest', exposedPorts: ['6379/tcp'], env });
    const [ambassador] = ambassadorsAmong(stationsOfEngine(engineOf([redis, far, client])));
    expect(ambassador && chainWords(ambassador)).toBe('client → redis_ambassador → 172.17.0.1:16379');
  });

  test('an engine that tells neither image nor command goes by names', () => {
    const bare = container('redis_ambassador', { links: ['/redis:/redis_ambassador/redis'] });
    expect(ambassadorsAmong(stationsOfEngine(engineOf([redis, bare, client])))).toHaveLength(1);
    expect(ambassadorsAmong(stationsOfEngine(engineOf([redis, client])))).toEqual([]);
  });
});

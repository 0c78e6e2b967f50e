import { expect, test } from 'vitest';
import { diagnosticsOf } from '../../../../src/features/diagnostics/view.ts';
import type { CompanionFact } from '../../../../src/model/facts.ts';
import { storeOf } from '../../features/shared/workspace.ts';

const COMPOSE = `services:
  proxy:
    image: nginx
    volumes:
      - ./nginx:/etc/nginx/conf.d
      - ./nginx.conf:/etc/nginx/nginx.conf:ro
  api: {image: x}
  own: {build: ./own}
`;

function fact(path: string, text: string): CompanionFact {
  return { uri: `file:///shop/${path}`, text };
}

/** What is said, once every file that is asked for was read. */
function said(companions: readonly CompanionFact[], compose = COMPOSE) {
  const store = storeOf({ 'compose.yaml': compose }, { companions });
  const asked = store.snapshot.wanted;
  const rows = diagnosticsOf(store.snapshot).flatMap((file) => file.rows);
  return { asked, rows, lines: rows.map(({ code, range }) => `${range.start.line + 1} ${code}`) };
}

test('a file and a folder of configuration that are mounted', () => {
  const found = said([
    fact('nginx/', 'default.conf\n'),
    fact('nginx/default.conf', 'server {\n  location / { proxy_pass http://api:3000; }\n}\n'),
    fact('nginx.conf', 'upstream back { server api; }\n'),
  ]);
  expect(
    found.rows.map(({ message, range, related, severity }) => [
      range.start.line,
      severity,
      message,
      related.map(({ place }) => place.path),
    ]),
  ).toEqual([
    [
      4,
      'information',
      'nginx in "proxy" asks for "api" once, when it starts (proxy_pass, default.conf:2), and keeps the address until it is reloaded. With `resolver 127.0.0.11` and a variable in proxy_pass, or `resolve` at the server of an upstream, it asks anew.',
      ['file:///shop/nginx/default.conf'],
    ],
    [5, 'information', expect.stringContaining('(upstream, nginx.conf:1)'), ['file:///shop/nginx.conf']],
  ]);
});

test('a configuration that comes as a config', () => {
  const compose = `services:
  proxy:
    image: nginx
    configs:
      - source: front
        target: /etc/nginx/conf.d/front.conf
      - front
      - {source: gone, target: /etc/nginx/nginx.conf}
  api: {image: x}
configs:
  front: {file: front/api.conf}
  gone: {external: true}
`;
  const found = said([fact('front/api.conf', 'server { location / { proxy_pass http://api:3000; } }\n')], compose);
  expect(found.lines).toEqual(['5 resolves-once']);
});

test('a service with which the proxy shares no network', () => {
  const apart = COMPOSE.replace('api: {image: x}', 'api: {image: x, networks: [back]}').replace(
    '    image: nginx',
    '    image: nginx\n    networks: [front]',
  );
  const compose = `${apart}networks: {front: {}, back: {}}\n`;
  const found = said([fact('nginx.conf', 'proxy_pass http://api; proxy_pass http://example.com;')], compose);
  expect(found.rows.map(({ code, severity, message }) => [code, severity, message])).toEqual([
    [
      'host-no-network',
      'warning',
      'nginx in "proxy" asks for "api" (proxy_pass, nginx.conf:1), with which it shares no network: the name does not resolve, and nginx does not start.',
    ],
  ]);
  const open = compose.replace('front: {}', 'front: {external: true}');
  expect(said([fact('nginx.conf', 'proxy_pass http://api;')], open).lines).toEqual([]);
});

test('the same of an image that is built', () => {
  const docker = fact('own/Dockerfile', 'FROM nginx\nCOPY default.conf /etc/nginx/conf.d/\n');
  const found = said([docker, fact('own/default.conf', 'proxy_pass http://api;')]);
  expect(found.lines).toEqual(['8 resolves-once']);
});

test.each([
  ['asks at run time', 'resolver 127.0.0.11; set $up api; proxy_pass http://$up;'],
  ['names a group of another file', 'proxy_pass http://back;'],
  ['leads outside', 'proxy_pass https://example.com;'],
  ['leads to itself', 'proxy_pass http://proxy:8080;'],
])('nothing is said of a configuration that %s', (_title, text) => {
  const more = fact('nginx/', 'back.conf\n');
  expect(said([fact('nginx.conf', text), more, fact('nginx/back.conf', 'upstream back { server 10.0.0.1; }')]).lines).toEqual([]);
});

test('nothing is asked for beyond what the file says lies beside it', () => {
  const elsewhere =
    'services:\n  proxy: {image: nginx, volumes: ["/etc/nginx:/etc/nginx", "~/n:/etc/nginx", "${X}:/etc/nginx", "data:/etc/nginx"]}\n';
  const plain = said([], 'services:\n  proxy: {image: nginx}\n');
  expect(said([], elsewhere).asked).toEqual(plain.asked);
});

test('a changed configuration is read again, and a comment silences what is said', () => {
  const store = storeOf({ 'compose.yaml': COMPOSE }, { companions: [fact('nginx.conf', 'proxy_pass http://api;')] });
  const codes = (): readonly string[] => diagnosticsOf(store.snapshot).flatMap(({ rows }) => rows.map(({ code }) => code));
  expect(codes()).toEqual(['resolves-once']);
  store.putCompanion(fact('nginx.conf', 'proxy_pass http://$up;'));
  expect(codes()).toEqual([]);
  const ignored = COMPOSE.replace(':ro', ':ro # docker-links: ignore resolves-once restarted together');
  expect(said([fact('nginx.conf', 'proxy_pass http://api;')], ignored).lines).toEqual([]);
});

import { expect, test } from 'vitest';
import { copiedFiles } from '../../../../src/syntax/dockerfile/copied.ts';
import { proxyOf, readProxy } from '../../../../src/syntax/proxies/proxyConfig.ts';
import type { ProxyProgram } from '../../../../src/syntax/proxies/proxyConfig.ts';

function hosts(program: ProxyProgram, text: string): readonly string[] {
  return readProxy(program, text).hosts.map(({ host, by, range }) => `${range.start.line + 1} ${by} ${host}`);
}

test.each([
  ['a host of proxy_pass', 'location / { proxy_pass http://api:3000/x; }', ['1 proxy_pass api']],
  ['in quotes', 'proxy_pass "http://api";', ['1 proxy_pass api']],
  ['of FastCGI, and without a port', 'fastcgi_pass php:9000;\nuwsgi_pass app;', ['1 fastcgi_pass php', '2 uwsgi_pass app']],
  ['of a stream', 'stream { server { listen 1; proxy_pass db:5432; } }', ['1 proxy_pass db']],
  ['servers of a group', 'upstream u {\n  server a:1 max_fails=3; # no\n  server b;\n}', ['2 upstream a', '3 upstream b']],
  ['a server that is asked for anew', 'upstream u { zone z 64k; resolver 127.0.0.11; server a:1 resolve; }', []],
  ['a variable, with a resolver', 'resolver 127.0.0.11; set $up api; proxy_pass http://$up:3000;', []],
  ['a template’s variable', 'proxy_pass http://${API}:3000; proxy_pass http://api:${PORT};', []],
  ['a literal in spite of a resolver', 'resolver 127.0.0.11 valid=10s; proxy_pass http://api;', ['1 proxy_pass api']],
  ['a comment', '# proxy_pass http://api;\n', []],
  ['addresses and sockets', 'proxy_pass http://10.0.0.1; fastcgi_pass unix:/run/php.sock; proxy_pass http://unix:/x:/;', []],
  [
    'the name of a server, and its block',
    'server { server_name api; listen 80; location = /x { return 200 "proxy_pass http://api;"; } }',
    [],
  ],
  ['a text that is none', 'proxy_pass {{ upstream }} "', []],
])('nginx: %s', (_title, text, expected) => {
  expect(hosts('nginx', text)).toEqual(expected);
});

test('nginx: names of groups are told', () => {
  expect(readProxy('nginx', 'upstream back { server a; }').groups).toEqual(['back']);
});

test.each([
  ['a server', 'backend b\n  server s1 api:80 check', ['2 server api']],
  ['one with resolvers', 'backend b\n  server s1 api:80 check resolvers docker', []],
  [
    'resolvers of the section',
    'backend b\n  default-server resolvers docker\n  server s1 api:80\nbackend c\n  server s2 web:80',
    ['5 server web'],
  ],
  ['resolvers of all sections', 'defaults\n  default-server resolvers docker\nbackend b\n  server s1 api:80', []],
  [
    'defaults that take the place of others',
    'defaults\n  default-server resolvers d\ndefaults\n  mode tcp\nlisten b\n  server s1 api:80',
    ['6 server api'],
  ],
  [
    'addresses, sockets, variables',
    'backend b\n  server s1 10.0.0.1:80\n  server s2 /run/s\n  server s3 "${HOST}":80\n  server s4 unix@/x',
    [],
  ],
  ['one that asks for nothing', 'backend b\n  server s1 api:80 init-addr none\n  server s2 web:80 disabled', []],
  ['a comment', 'backend b\n  # server s1 api:80', []],
])('HAProxy: %s', (_title, text, expected) => {
  expect(hosts('haproxy', text)).toEqual(expected);
});

test.each([
  ['/etc/nginx/nginx.conf', 'nginx'],
  ['/etc/nginx/conf.d/default.conf', 'nginx'],
  ['/etc/nginx/sites-enabled/shop', 'nginx'],
  ['/usr/local/openresty/nginx/conf/nginx.conf', 'nginx'],
  ['/usr/local/etc/haproxy/haproxy.cfg', 'haproxy'],
  ['/etc/nginx/templates/default.conf.template', null],
  ['/etc/nginx/mime.types', null],
  ['/etc/redis/redis.conf', null],
])('who reads %s', (path, program) => {
  expect(proxyOf(path)).toBe(program);
});

test('what a Dockerfile puts where', () => {
  const text = [
    'COPY nginx.conf /etc/nginx/nginx.conf',
    'COPY --chown=nginx a.conf b.conf /etc/nginx/conf.d/',
    'ADD ["with blank.conf", "/etc/nginx/conf.d/"]',
    'COPY --from=build /x /etc/nginx/x.conf',
    'COPY $WHICH /etc/nginx/y.conf',
    'COPY conf relative',
  ];
  expect(copiedFiles(text.join('\n')).map(({ source, target }) => `${source} ${target}`)).toEqual([
    'nginx.conf /etc/nginx/nginx.conf',
    'a.conf /etc/nginx/conf.d/',
    'b.conf /etc/nginx/conf.d/',
    'with blank.conf /etc/nginx/conf.d/',
  ]);
});

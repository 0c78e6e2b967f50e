import type { Scenario } from '../scenario.ts';

const DB = '  db: { image: mysql }\n';

/** What a link can look like, and which links Compose refuses. */
export const links: readonly Scenario[] = [
  { name: 'bare', files: { 'compose.yaml': `services:\n  web: { image: web, links: [db] }\n${DB}` } },
  { name: 'alias', files: { 'compose.yaml': `services:\n  web: { image: web, links: ["db:database", db] }\n${DB}` } },
  {
    name: 'same-alias',
    files: { 'compose.yaml': `services:\n  web: { image: web, links: ["db:x", "other:x"] }\n${DB}  other: { image: o }\n` },
  },
  { name: 'empty-alias', files: { 'compose.yaml': `services:\n  web: { image: web, links: ["db:"] }\n${DB}` } },
  { name: 'three-parts', files: { 'compose.yaml': `services:\n  web: { image: web, links: ["db:a:b"] }\n${DB}` } },
  { name: 'dotted-alias', files: { 'compose.yaml': `services:\n  web: { image: web, links: ["db:db.example.com"] }\n${DB}` } },
  {
    name: 'alias-of-a-service',
    files: { 'compose.yaml': `services:\n  web: { image: web, links: ["db:other"] }\n${DB}  other: { image: o }\n` },
  },
  { name: 'undefined', files: { 'compose.yaml': 'services:\n  web: { image: web, links: [nosuch] }\n' } },
  { name: 'itself', files: { 'compose.yaml': 'services:\n  web: { image: web, links: ["web:me"] }\n' } },
  {
    name: 'circle',
    files: {
      'compose.yaml': 'services:\n  a: { image: a, links: [b] }\n  b: { image: b, depends_on: [c] }\n  c: { image: c, links: ["a:x"] }\n',
    },
  },
  { name: 'twice', files: { 'compose.yaml': `services:\n  web: { image: web, links: [db, db] }\n${DB}` } },
  { name: 'no-list', files: { 'compose.yaml': `services:\n  web: { image: web, links: db }\n${DB}` } },
  { name: 'external', files: { 'compose.yaml': 'services:\n  web: { image: web, external_links: [redis_1, "project_db_1:mysql"] }\n' } },
  { name: 'external-twice', files: { 'compose.yaml': 'services:\n  web: { image: web, external_links: [a, a] }\n' } },
  {
    name: 'with-depends-on',
    files: {
      'compose.yaml': `services:
  web:
    image: web
    links: [db, "cache:c"]
    depends_on:
      db: { condition: service_healthy }
${DB}  cache: { image: redis }
`,
    },
  },
  {
    name: 'list-depends-on',
    files: { 'compose.yaml': `services:\n  web: { image: web, depends_on: [db, cache] }\n${DB}  cache: { image: redis }\n` },
  },
  {
    name: 'options-of-depends-on',
    only: 'compose-2',
    files: {
      'compose.yaml': `services:
  web:
    image: web
    depends_on:
      db: { condition: service_started, restart: true }
      gone: { condition: service_started, required: false }
${DB}  gone: { image: x, profiles: [off] }
`,
    },
  },
  { name: 'network-of-a-service', files: { 'compose.yaml': `services:\n  web: { image: web, network_mode: "service:db" }\n${DB}` } },
  { name: 'network-of-nobody', files: { 'compose.yaml': 'services:\n  web: { image: web, network_mode: "service:db" }\n' } },
  {
    name: 'mode-and-networks',
    files: { 'compose.yaml': 'services:\n  web: { image: web, network_mode: host, networks: [a] }\nnetworks: { a: }\n' },
  },
  {
    name: 'bridge',
    files: {
      'compose.yaml':
        'services:\n  web: { image: web, network_mode: bridge, links: ["db:x"] }\n  db: { image: mysql, network_mode: bridge }\n',
    },
  },
  {
    name: 'options-old-compose-does-not-know',
    only: 'compose-1',
    files: { 'compose.yaml': `services:\n  web: { image: web, depends_on: { db: { condition: service_started, restart: true } } }\n${DB}` },
  },
  {
    name: 'dependency-without-a-condition',
    files: { 'compose.yaml': `services:\n  web: { image: web, depends_on: { db: { } } }\n${DB}` },
    only: 'compose-1',
  },
  { name: 'image-of-an-unset-variable', files: { 'compose.yaml': 'services:\n  web: { image: $NOSUCH }\n' } },
  {
    name: 'build-without-a-context',
    files: { 'compose.yaml': 'services:\n  web: { build: { dockerfile_inline: "FROM $$x" } }\n' },
    only: 'compose-2',
  },
  { name: 'volumes-from', files: { 'compose.yaml': `services:\n  web: { image: web, volumes_from: ["db:ro"] }\n${DB}` } },
  {
    name: 'networks',
    files: {
      'compose.yaml': `services:
  web:
    image: web
    networks:
      front:
      back: { aliases: [w, www.example.com] }
  db: { image: mysql, networks: [back] }
networks:
  front:
  back: { driver: bridge, internal: true }
  unused: { name: shared, external: true }
`,
    },
  },
  { name: 'undefined-network', files: { 'compose.yaml': 'services:\n  web: { image: web, networks: [nosuch] }\n' } },
  {
    name: 'external-default',
    files: { 'compose.yaml': 'services:\n  web: { image: web }\nnetworks:\n  default: { external: true, name: shared }\n' },
  },
  {
    name: 'old-external-name',
    files: { 'compose.yaml': 'services:\n  web: { image: web, networks: [a] }\nnetworks:\n  a: { external: { name: shared } }\n' },
  },
  {
    name: 'scaled',
    files: { 'compose.yaml': 'services:\n  web: { image: web, scale: 3 }\n  db: { image: db, deploy: { replicas: 2 } }\n' },
  },
  {
    name: 'scaled-and-named',
    files: { 'compose.yaml': 'services:\n  web: { image: web, scale: 2, container_name: w }\n' },
    only: 'compose-2',
  },
  { name: 'no-image', files: { 'compose.yaml': 'services:\n  web: { links: [db] }\n  db: { image: mysql }\n' } },
  {
    name: 'hosts',
    files: {
      'compose.yaml':
        'services:\n  web: { image: web, extra_hosts: ["db:10.0.0.1", "v6:::1"] }\n  map: { image: web, extra_hosts: { db: 10.0.0.1 } }\n',
    },
  },
  {
    name: 'all-facts',
    files: {
      'compose.yaml': `services:
  web:
    build: { context: web, dockerfile: D, target: last }
    container_name: the-web
    hostname: web.example.com
    expose: [3306, "53/udp"]
    ports: ["8080:80", "127.0.0.1:5353:53/udp", "9000"]
    labels: { a: b, c: "" }
`,
      'web/D': 'FROM scratch\n',
    },
  },
];

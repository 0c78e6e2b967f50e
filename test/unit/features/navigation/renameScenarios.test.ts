import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { renamingOf } from '../../../../src/features/navigation/rename.ts';
import { Lines, applyEdits } from '../../../../src/syntax/text.ts';
import { snapshotOf } from '../shared/workspace.ts';

type Texts = Readonly<Record<string, string>>;

/** Files in which `@` stands for the name wherever it can be renamed, `^` where it only follows, and `%` where that asks first. */
interface Scenario {
  readonly old: string;
  readonly files: Texts;
}

const DB = 'db';
const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'a service, every form of depends_on': {
    old: DB,
    files: {
      'compose.yaml': `services:
  a: { image: a, links: [@], depends_on: [@, b] }
  b: { image: b, links: ["@:data"], depends_on: { "@": { condition: service_healthy }, c: { condition: service_started } } }
  c:
    image: c
    links:
      - '@:db2' # db
    depends_on:
      - "@"
  @: { image: db, container_name: db, hostname: db }
`,
    },
  },
  'a service and its override file': {
    old: DB,
    files: {
      'compose.yaml': 'services:\n  web: { image: web, links: [@] }\n  @: { image: db }\n',
      'compose.override.yaml':
        'services:\n  web:\n    depends_on: { @: { condition: service_started, restart: true } }\n    links: ["@:data"]\n  @:\n    ports: ["1"]\n',
    },
  },
  'a service that only the override file links to': {
    old: DB,
    files: {
      'docker-compose.yml': 'version: "2"\nservices:\n  web:\n    image: web\n  @:\n    image: db\n',
      'docker-compose.override.yml': 'version: "2"\nservices:\n  web:\n    links:\n      - @\n',
    },
  },
  'a service of a v1 file': {
    old: DB,
    files: {
      'docker-compose.yml': `@:
  image: db
web:
  image: web
  links:
    - @
    - "@:data"
  volumes_from: [@, '@:ro']
job:
  extends: { service: @ }
side:
  image: side
  net: "container:@"
`,
    },
  },
  'a service behind anchors, aliases and merge keys': {
    old: DB,
    files: {
      'compose.yaml': `x-links: &links [@, "@:data"]
x-base: &base
  image: base
  depends_on: &needs [@]
services:
  web: { <<: *base, links: *links }
  job: { <<: [*base], depends_on: *needs, links: [*one] }
  @: { image: db }
`.replace('x-base', 'x-one: &one "@:third"\nx-base'),
    },
  },
  'a service whose namespaces and volumes others take': {
    old: DB,
    files: {
      'compose.yaml': `services:
  a: { image: a, network_mode: "service:@", links: [@] }
  b: { image: b, ipc: service:@, pid: 'service:@', volumes_from: [@, "@:ro", "container:db"] }
  c: { extends: { service: @ }, image: c }
  d: { extends: @, image: d }
  @: { image: db }
`,
    },
  },
  'a service behind a profile, with hosts in values': {
    old: DB,
    files: {
      'compose.yaml': `services:
  web:
    image: web
    links: [@]
    environment: { URL: "mysql://%:3306/db" }
  @: { image: db, profiles: [data] }
`,
    },
  },
  'a service that has its container for an external link': {
    old: DB,
    files: {
      'compose.yaml': `services:
  web: { image: web, external_links: ["mysql:data", other_db_1] }
  job: { image: job, links: [@] }
  @: { image: db, container_name: mysql }
`,
    },
  },
  'a service whose container has its name, for external links': {
    old: DB,
    files: {
      'docker-compose.yml':
        'version: "2"\nservices:\n  web: { image: web, external_links: ["shop_^_1:data", "shop-^-2:more", "other_db_1"] }\n  @: { image: db }\n',
    },
  },
  'a service that another file extends': {
    old: DB,
    files: {
      'compose.yaml': 'services:\n  web: { image: web, links: [@] }\n  @: { image: db }\n',
      'more.yaml': 'services:\n  main: { extends: { file: compose.yaml, service: ^ } }\n',
    },
  },
  'a service of an included file': {
    old: DB,
    files: {
      'compose.yaml': 'include: [data.yaml]\nservices:\n  web: { image: web, links: [@], depends_on: [@] }\n',
      'data.yaml': 'services:\n  @: { image: db }\n  job: { image: job, links: ["@:data"] }\n',
    },
  },
  'a service that an override resets links to': {
    old: DB,
    files: {
      'compose.yaml': 'services:\n  web: { image: web, links: [@], depends_on: [@] }\n  @: { image: db }\n',
      'compose.override.yaml': 'services:\n  web: { links: !override ["@:data"], depends_on: !reset null }\n',
    },
  },
  'a service that images are built from': {
    old: DB,
    files: {
      'compose.yaml':
        'services:\n  job: { build: { context: ., additional_contexts: ["base=service:@", "docs=https://example.com/db"] } }\n  web: { build: { context: ., additional_contexts: { base: "service:@" } }, links: [@] }\n  @: { build: db }\n',
    },
  },
  'an alias of a link, and of the networks': {
    old: 'data',
    files: {
      'compose.yaml': `services:
  web: { image: web, links: ["db:@", cache], environment: ["URL=http://%:1/"] }
  job: { image: job, links: ["db:@", "db:other"], depends_on: [db] }
  none: { image: none, links: ["cache:data"] }
  db: { image: db, networks: { default: { aliases: [@, other] } } }
  cache: { image: cache }
`,
    },
  },
  'an alias and its override file': {
    old: 'data',
    files: {
      'compose.yaml': 'services:\n  web: { image: web, links: ["db:@"] }\n  db: { image: db }\n',
      'compose.override.yaml': 'services:\n  job: { image: job, links: ["db:@"] }\n  db: { networks: { default: { aliases: ["@"] } } }\n',
    },
  },
  'an alias of a v1 file, with its variables': {
    old: 'data',
    files: {
      'docker-compose.yml': 'web:\n  image: web\n  links: ["db:@", db]\njob:\n  image: job\n  links:\n    - db:@\ndb:\n  image: db\n',
    },
  },
  'an alias behind an anchor': {
    old: 'data',
    files: {
      'compose.yaml': `x-links: &links ["db:@"]
services:
  web: { image: web, links: *links }
  job: { image: job, links: *links, depends_on: [db] }
  db: { image: db }
`,
    },
  },
  'an alias of an external link': {
    old: 'data',
    files: {
      'compose.yaml': `services:
  web: { image: web, external_links: ["mysql:@"], environment: { HOST: "%" } }
  job: { image: job, external_links: ["mysql:@", "mysql:other"] }
  db: { image: db, container_name: mysql }
`,
    },
  },
};

const NEW = 'store';

/** The files with a name in its places, those that ask first with another. */
function filled({ files }: Scenario, sure: string, asked: string): Texts {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll(/[@^]/g, sure).replaceAll('%', asked)]));
}

/** Every place from which a person may start. */
const STARTS = Object.entries(SCENARIOS).flatMap(([title, scenario]) =>
  Object.entries(scenario.files).flatMap(([path, text]) =>
    [...text.matchAll(/@/g)].map(({ index }, nth) => {
      const before = text.slice(0, index).replaceAll(/[@^%]/g, scenario.old);
      return { title, path, nth: nth + 1, scenario, offset: before.length };
    }),
  ),
);

test.each(STARTS)('$title, from place $nth of $path', ({ path, scenario, offset }) => {
  const texts = filled(scenario, scenario.old, scenario.old);
  const uriOf = (each: string): string => `file:///shop/${each}`;
  const position = new Lines(texts[path] ?? '').positionAt(offset);
  const request = { uri: uriOf(path), position, servicesAreServed: false };
  const renaming = renamingOf(snapshotOf(texts), request, { newName: NEW, others: [] });
  if (renaming?.kind !== 'edits') throw new Error(renaming?.reason ?? 'There is no name.');
  const after = (agreed: boolean): Texts =>
    Object.fromEntries(
      Object.entries(texts).map(([each, text]) => {
        const edits = renaming.edits.filter(({ uri, asks }) => uri === uriOf(each) && (agreed || asks === null));
        return [each, applyEdits(text, edits)];
      }),
    );
  expect(after(true)).toEqual(filled(scenario, NEW, NEW));
  expect(after(false)).toEqual(filled(scenario, NEW, scenario.old));
  expect(dangling(texts)).toEqual([]);
  expect(dangling(after(false))).toEqual([]);
});

test('an external link without an alias keeps its name inside, and a service is not renamed from a file that only extends it', () => {
  const texts = {
    'docker-compose.yml': 'version: "2"\nservices:\n  db: { image: db }\n  web: { image: web, external_links: [shop_db_1] }\n',
    'more.yaml': 'services:\n  main: { extends: { file: docker-compose.yml, service: db } }\n',
  };
  const at = (path: string, line: number, character: number) =>
    renamingOf(
      snapshotOf(texts),
      { uri: `file:///shop/${path}`, position: { line, character }, servicesAreServed: false },
      { newName: NEW, others: [] },
    );
  const renaming = at('docker-compose.yml', 2, 3);
  const edits = renaming?.kind === 'edits' ? renaming.edits.filter(({ uri }) => uri.endsWith('docker-compose.yml')) : [];
  expect(applyEdits(texts['docker-compose.yml'], edits)).toContain(
    '  store: { image: db }\n  web: { image: web, external_links: [shop_store_1:shop_db_1] }',
  );
  expect(at('more.yaml', 1, 59)).toBeNull();
});

type Dict = Readonly<Record<string, unknown>>;

/** What the services of the files, read by another program than ours, say of services and containers that none of them defines. */
function dangling(texts: Texts): readonly string[] {
  const all = Object.values(texts).flatMap((text) => {
    const root = parse(text, { merge: true, logLevel: 'error' }) as Dict;
    return Object.entries((root['services'] ?? root) as Record<string, Dict>).filter(([name]) => !name.startsWith('x-'));
  });
  const names = new Set(all.map(([name]) => name));
  const missing = all.flatMap(([name, service]) => referred(service).flatMap((each) => (names.has(each) ? [] : [`${name} → ${each}`])));
  const containers = new Set(
    all.map(([name, service]) => service['container_name'] ?? `shop_${name}_1`).concat(all.map(([name]) => `shop-${name}-2`)),
  );
  const external = all.flatMap(([, service]) => listed(service['external_links'])).map((each) => each.split(':')[0] ?? '');
  return [...missing, ...external.filter((each) => !each.startsWith('other_') && !containers.has(each))];
}

function referred(service: Dict): readonly string[] {
  const modes = ['network_mode', 'net', 'ipc', 'pid'].flatMap(
    (key) => /^(?:service|container):(.*)$/.exec(String(service[key]))?.[1] ?? [],
  );
  const { depends_on: needs, extends: base } = service;
  const taken = listed(service['volumes_from']).filter((each) => !each.startsWith('container:'));
  const contexts = Object.values(((service['build'] as Dict | undefined)?.['additional_contexts'] ?? {}) as Dict);
  return [
    ...contexts.flatMap((each) => /^(?:.*=)?service:(.*)$/.exec(String(each))?.[1] ?? []),
    ...[...listed(service['links']), ...taken].map((each) => each.split(':')[0] ?? ''),
    ...(Array.isArray(needs) || typeof needs !== 'object' ? listed(needs) : Object.keys(needs ?? {})),
    ...(typeof base === 'string' ? [base] : base === undefined ? [] : [String((base as Dict)['service'])]),
    ...modes,
  ];
}

function listed(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

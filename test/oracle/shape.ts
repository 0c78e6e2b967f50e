import type { Project, ProjectService } from '../../src/domain/compose/project/project.ts';

/** What both readings of a project are reduced to before they are compared. */
export type Shape = Readonly<Record<string, unknown>>;

type Json = Readonly<Record<string, unknown>>;

/** Our reading. */
export function ourShape(project: Project): Shape {
  const { reader, name, networks, services } = project;
  const shown = reader === 'compose-1' ? [...services, ...project.disabled] : services;
  // Compose 2 prints the networks that are used.
  const used = new Set(services.flatMap((service) => service.networks.map(({ key }) => key)));
  return {
    name: reader === 'compose-1' ? null : name,
    networks: Object.fromEntries(
      networks.flatMap(({ key, place, realName, external, driver, internal }) => {
        if (reader === 'compose-1' ? place === null : !used.has(key)) return [];
        return [[key, { name: reader === 'compose-1' && realName === `${name}_${key}` ? null : realName, external, driver, internal }]];
      }),
    ),
    services: Object.fromEntries(shown.map((service) => [service.name, ourService(service, project)])),
  };
}

function ourService(service: ProjectService, { reader, v1 }: Project): Shape {
  const old = reader === 'compose-1';
  const values = (facts: readonly { readonly value: string }[]) => facts.map(({ value }) => value);
  const map = (facts: ProjectService['environment']) => Object.fromEntries(facts.map(({ name, value }) => [name, value]));
  return {
    links: values(service.links),
    externalLinks: values(service.externalLinks),
    networkMode: service.networkMode?.value ?? (v1 ? 'bridge' : null),
    networks: Object.fromEntries(service.networks.map(({ key, aliases }) => [key, values(aliases).sort()])),
    dependsOn: Object.fromEntries(
      service.dependsOn.flatMap(({ service: name, condition, restart, required, from }) => {
        if (old) return from === 'depends_on' ? [[name, { condition }]] : [];
        return [[name, { condition, restart, required }]];
      }),
    ),
    containerName: service.containerName?.value ?? null,
    hostname: service.hostname?.value ?? null,
    image: service.image?.value ?? null,
    build: service.build && {
      context: service.build.context,
      dockerfile: service.build.dockerfile ?? (old || service.build.inline !== null ? null : 'Dockerfile'),
      inline: service.build.inline,
      target: service.build.target,
    },
    expose: values(service.expose).sort(),
    ports: values(service.ports).sort(),
    environment: map(service.environment),
    labels: map(service.labels),
    extraHosts: service.extraHosts.map(({ name, address }) => `${name}=${address}`).sort(),
    profiles: values(service.profiles).sort(),
    scale: service.scale,
  };
}

/** What `config` of a program printed. */
export function programShape(config: Json, old: boolean): Shape {
  const networks = Object.entries(asMap(config['networks'])).map(([key, value]) => {
    const network = asMap(value);
    const external = network['external'] !== undefined && network['external'] !== false;
    return [key, { name: network['name'] ?? null, external, driver: network['driver'] ?? null, internal: network['internal'] === true }];
  });
  return {
    name: old ? null : config['name'],
    networks: Object.fromEntries(networks) as Json,
    services: Object.fromEntries(
      Object.entries(asMap(config['services'])).map(([name, service]) => [name, programService(asMap(service), old)]),
    ),
  };
}

function programService(service: Json, old: boolean): Shape {
  const build = service['build'] === undefined ? null : asMap(service['build']);
  const networks = Object.entries(
    service['networks'] === undefined && !service['network_mode'] ? { default: null } : asMap(service['networks']),
  );
  return {
    links: texts(service['links']),
    externalLinks: texts(service['external_links']),
    networkMode: service['network_mode'] ?? null,
    networks: Object.fromEntries(networks.map(([key, value]) => [key, texts(asMap(value)['aliases']).sort()])),
    dependsOn: Object.fromEntries(
      Object.entries(asMap(service['depends_on'])).map(([name, value]) => [name, dependency(asMap(value), old)]),
    ),
    containerName: text(service['container_name']),
    hostname: text(service['hostname']),
    image: text(service['image']) || null,
    build: build && {
      context: build['context'] ?? null,
      dockerfile: build['dockerfile'] ?? null,
      inline: text(build['dockerfile_inline']),
      target: build['target'] ?? null,
    },
    expose: texts(service['expose']).sort(),
    ports: [...new Set(list(service['ports']).map(port))].sort(),
    environment: pairs(service['environment']),
    labels: pairs(service['labels']),
    extraHosts: hosts(service['extra_hosts']),
    profiles: texts(service['profiles']).sort(),
    scale: Number(service['scale'] ?? asMap(service['deploy'])['replicas'] ?? 1),
  };
}

function dependency(value: Json, old: boolean): Json {
  if (old) return { condition: value['condition'] };
  return { condition: value['condition'], restart: value['restart'] === true, required: value['required'] !== false };
}

function port(value: unknown): string {
  const map = asMap(value);
  if (map['target'] === undefined) return (String(value).split(':').at(-1) ?? '').replace('/tcp', '');
  const protocol = text(map['protocol']) ?? 'tcp';
  return `${text(map['target']) ?? ''}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}

function hosts(value: unknown): readonly string[] {
  const entries = Array.isArray(value)
    ? texts(value)
    : Object.entries(asMap(value)).flatMap(([name, held]) => list(held).map((one) => `${name}=${String(one)}`));
  return entries.map((each) => each.replace(/^([^:=]+):/, '$1=')).sort();
}

function pairs(value: unknown): Json {
  return Object.fromEntries(Object.entries(asMap(value)).map(([name, held]) => [unescaped(name), text(held)]));
}

function asMap(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function texts(value: unknown): string[] {
  return list(value).map((each) => text(each) ?? '');
}

/** Programs print `$` as `$$`. */
function text(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return unescaped(typeof value === 'string' ? value : JSON.stringify(value));
}

function unescaped(value: string): string {
  return value.replaceAll('$$', '$');
}

import type { ContainerDetail, ContainerState, ContainerSummary, Endpoint, EngineVersion, Health } from '../../domain/engine/container.ts';
import type { EngineImage } from '../../domain/engine/image.ts';
import { decode, kindOf, list, number, optionalRecord, record, text, texts, Wrong } from './shape.ts';
import type { Decoded, Fields } from './shape.ts';

export type { Decoded } from './shape.ts';

/** Reads the answer to `GET /version`. */
export function decodeVersion(answer: unknown): Decoded<EngineVersion> {
  return decode(() => {
    const fields = record(answer, 'version');
    const components = list(fields['Components'], 'Components').map((component) => record(component, 'Components')['Name']);
    const podman = components.some((name) => typeof name === 'string' && name.startsWith('Podman'));
    return {
      version: text(fields['Version'], 'Version'),
      apiVersion: text(fields['ApiVersion'], 'ApiVersion'),
      product: podman ? 'podman' : 'docker',
    };
  });
}

/** Reads the answer to `GET /containers/json`. */
export function decodeSummaries(answer: unknown): Decoded<readonly ContainerSummary[]> {
  return decode(() => {
    if (!Array.isArray(answer)) throw new Wrong(`the container list is ${kindOf(answer)}`);
    return answer.map(summary);
  });
}

/** Reads the answer to `GET /containers/{id}/json`. */
export function decodeDetail(answer: unknown): Decoded<ContainerDetail> {
  return decode(() => {
    const fields = record(answer, 'container');
    const config = record(fields['Config'], 'Config');
    const hostConfig = record(fields['HostConfig'], 'HostConfig');
    return {
      id: text(fields['Id'], 'Id'),
      name: text(fields['Name'], 'Name').replace(/^\//, ''),
      created: time(fields['Created'], 'Created'),
      running: record(fields['State'], 'State')['Running'] === true,
      state: state(record(fields['State'], 'State')),
      hostname: text(config['Hostname'] ?? '', 'Config.Hostname'),
      domainname: text(config['Domainname'] ?? '', 'Config.Domainname'),
      image: text(config['Image'] ?? '', 'Config.Image'),
      command: [text(fields['Path'] ?? '', 'Path'), ...texts(fields['Args'], 'Args')].filter((word) => word !== ''),
      env: texts(config['Env'], 'Config.Env'),
      exposedPorts: Object.keys(optionalRecord(config['ExposedPorts'], 'Config.ExposedPorts')),
      networkMode: text(hostConfig['NetworkMode'] ?? '', 'HostConfig.NetworkMode'),
      links: texts(hostConfig['Links'], 'HostConfig.Links'),
      extraHosts: texts(hostConfig['ExtraHosts'], 'HostConfig.ExtraHosts'),
      ...wantedDns(hostConfig),
      networks: networks(record(fields['NetworkSettings'], 'NetworkSettings')['Networks']),
    };
  });
}

/** Reads the answer to `GET /images/{name}/json`; an image of nothing but files may have no configuration. */
export function decodeImage(answer: unknown): Decoded<EngineImage> {
  return decode(() => {
    const fields = record(answer, 'image');
    const config = optionalRecord(fields['Config'], 'Config');
    return {
      id: text(fields['Id'], 'Id'),
      exposedPorts: Object.keys(optionalRecord(config['ExposedPorts'], 'Config.ExposedPorts')),
      env: texts(config['Env'], 'Config.Env'),
    };
  });
}

function wantedDns(hostConfig: Fields): Pick<ContainerDetail, 'dns'> {
  const dns = {
    servers: texts(hostConfig['Dns'], 'HostConfig.Dns'),
    search: texts(hostConfig['DnsSearch'], 'HostConfig.DnsSearch'),
    options: texts(hostConfig['DnsOptions'], 'HostConfig.DnsOptions'),
  };
  return dns.servers.length + dns.search.length + dns.options.length > 0 ? { dns } : {};
}

function summary(answer: unknown): ContainerSummary {
  const fields = record(answer, 'a listed container');
  const names = texts(fields['Names'], 'Names');
  const labels = Object.entries(optionalRecord(fields['Labels'], 'Labels'));
  return {
    id: text(fields['Id'], 'Id'),
    name: (names.find((name) => name.lastIndexOf('/') <= 0) ?? '').replace(/^\//, ''),
    names,
    networkMode: text(optionalRecord(fields['HostConfig'], 'HostConfig')['NetworkMode'] ?? '', 'HostConfig.NetworkMode'),
    labels: new Map(labels.map(([name, value]) => [name, text(value, `Labels.${name}`)])),
    image: text(fields['Image'] ?? '', 'Image'),
    published: published(fields['Ports']),
  };
}

/** Each port is listed once for each address it is published at. */
function published(answer: unknown): readonly string[] {
  const ports = list(answer, 'Ports').map((port) => record(port, 'Ports'));
  const keys = ports
    .filter((port) => typeof port['PublicPort'] === 'number')
    .map((port) => `${number(port['PrivatePort'], 'Ports.PrivatePort')}/${text(port['Type'] ?? 'tcp', 'Ports.Type')}`);
  return [...new Set(keys)];
}

function state(fields: Fields): ContainerState {
  return {
    status: text(fields['Status'] ?? '', 'State.Status'),
    error: text(fields['Error'] ?? '', 'State.Error'),
    exitCode: number(fields['ExitCode'], 'State.ExitCode'),
    startedAt: time(fields['StartedAt'], 'State.StartedAt'),
    finishedAt: time(fields['FinishedAt'], 'State.FinishedAt'),
    pid: number(fields['Pid'], 'State.Pid'),
    health: health(optionalRecord(fields['Health'], 'State.Health')),
  };
}

/** Engines write a health of status `none` for a container without a check. */
function health(fields: Fields): Health | null {
  const status = text(fields['Status'] ?? '', 'State.Health.Status');
  if (status === '' || status === 'none') return null;
  const last = list(fields['Log'], 'State.Health.Log').at(-1);
  return { status, lastOutput: text(optionalRecord(last, 'State.Health.Log')['Output'] ?? '', 'State.Health.Log.Output') };
}

/** A time as the engine writes it; Go's zero time is the empty text. */
function time(value: unknown, what: string): string {
  const written = text(value ?? '', what);
  return written.startsWith('0001-01-01T') ? '' : written;
}

function networks(answer: unknown): ReadonlyMap<string, Endpoint> {
  return new Map(
    Object.entries(optionalRecord(answer, 'NetworkSettings.Networks')).map(([name, value]) => {
      const fields = optionalRecord(value, `Networks.${name}`);
      const endpoint = {
        ipv4: text(fields['IPAddress'] ?? '', `Networks.${name}.IPAddress`),
        ipv6: text(fields['GlobalIPv6Address'] ?? '', `Networks.${name}.GlobalIPv6Address`),
        gateway: text(fields['Gateway'] ?? '', `Networks.${name}.Gateway`),
        links: texts(fields['Links'], `Networks.${name}.Links`),
        aliases: texts(fields['Aliases'], `Networks.${name}.Aliases`),
        dnsNames: texts(fields['DNSNames'], `Networks.${name}.DNSNames`),
      };
      return [name, endpoint];
    }),
  );
}

import type { ContainerDetail, ContainerSummary, Endpoint, EngineVersion } from '../../domain/engine/container.ts';

/** A validated value, or what is wrong with the engine's answer in words. */
export type Decoded<T> = { readonly value: T } | { readonly wrong: string };

type Fields = Readonly<Record<string, unknown>>;

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
      running: record(fields['State'], 'State')['Running'] === true,
      hostname: text(config['Hostname'] ?? '', 'Config.Hostname'),
      env: texts(config['Env'], 'Config.Env'),
      exposedPorts: Object.keys(optionalRecord(config['ExposedPorts'], 'Config.ExposedPorts')),
      networkMode: text(hostConfig['NetworkMode'] ?? '', 'HostConfig.NetworkMode'),
      links: texts(hostConfig['Links'], 'HostConfig.Links'),
      networks: networks(record(fields['NetworkSettings'], 'NetworkSettings')['Networks']),
    };
  });
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
  };
}

function networks(answer: unknown): ReadonlyMap<string, Endpoint> {
  return new Map(
    Object.entries(optionalRecord(answer, 'NetworkSettings.Networks')).map(([name, value]) => {
      const fields = optionalRecord(value, `Networks.${name}`);
      const endpoint = {
        ipv4: text(fields['IPAddress'] ?? '', `Networks.${name}.IPAddress`),
        ipv6: text(fields['GlobalIPv6Address'] ?? '', `Networks.${name}.GlobalIPv6Address`),
        links: texts(fields['Links'], `Networks.${name}.Links`),
      };
      return [name, endpoint];
    }),
  );
}

/** Thrown inside this file only: `decode` turns it into words. */
class Wrong extends Error {}

function decode<T>(read: () => T): Decoded<T> {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof Wrong) return { wrong: error.message };
    throw error;
  }
}

function record(value: unknown, what: string): Fields {
  if (isRecord(value)) return value;
  throw new Wrong(`${what} is ${kindOf(value)}`);
}

function optionalRecord(value: unknown, what: string): Fields {
  return value === null || value === undefined ? {} : record(value, what);
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

function text(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw new Wrong(`${what} is ${kindOf(value)}`);
}

function list(value: unknown, what: string): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new Wrong(`${what} is ${kindOf(value)}`);
}

function texts(value: unknown, what: string): readonly string[] {
  return list(value, what).map((item) => text(item, what));
}

/** What a value is, in words; the HTTP client hands on a body that is no JSON as bytes. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (ArrayBuffer.isView(value)) return 'not JSON';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

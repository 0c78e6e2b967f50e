import { fieldsOf, jsonOf, objectOf, portOf, textOf, textsOf } from './json.ts';

/** Where something answers, as a value of a key says. */
export interface Registration {
  readonly host: string;
  readonly port: number | null;
  readonly tags: readonly string[];
  readonly container: string | null;
}

/** The container in an id of registrator, `HOST:CONTAINER:PORT` with `:udp` behind it for UDP; null for another id (registrator, bridge/bridge.go). */
export function containerOfId(id: string): string | null {
  return /^[^:/]+:([A-Za-z0-9][A-Za-z0-9_.-]*):\d{1,5}(?::udp)?$/.exec(id)?.[1] ?? null;
}

/** What a value registers: `address:port`, a URL, or JSON with a host or an address; null for a value of another kind. */
export function registrationOf(value: string): Registration | null {
  const fields = objectOf(jsonOf(value));
  if (!fields) return endpointOf(value.trim());
  // SkyDNS and CoreDNS (`host`), registrator in ZooKeeper (`IP`, `PublicPort`), Curator (`address`), gRPC's naming (`Addr`).
  const host = textOf(fields['host']) || textOf(fields['IP']) || textOf(fields['address']);
  const whole = endpointOf(textOf(fields['Addr']) || textOf(fields['addr']));
  if (host === '') return whole;
  const port = portOf(fields['port']) ?? portOf(fields['PublicPort']) ?? portOf(fields['sslPort']);
  const tags = [...textsOf(fields['Tags']), ...textsOf(fields['tags']), ...textsOf([fields['text']])];
  const container = textOf(fields['ContainerID']) || textOf(fieldsOf(fields['Attrs'])['container']);
  return { host, port, tags, container: container === '' ? null : container };
}

function endpointOf(text: string): Registration | null {
  const [, host, port] = /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/)?(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9_.-]{1,253}):(\d{1,5})\/?$/.exec(text) ?? [];
  const number = portOf(port);
  return host === undefined || number === null ? null : { host: host.replace(/^\[|\]$/g, ''), port: number, tags: [], container: null };
}

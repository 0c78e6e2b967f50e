import type { Written } from '../text.ts';
import type { YamlMap } from '../yaml/tree.ts';
import { asMap, itemsAt, rangeOf, splitColons, textAt, textOf } from './fields.ts';
import type { Reading } from './fields.ts';
import type { Reached } from './follow.ts';

/** The container side of each item of `ports`, short (`127.0.0.1:8080:80/udp`) or long form (compose-spec, ports). */
export function readPorts(reading: Reading, service: Reached<YamlMap>): readonly Written<string>[] {
  return itemsAt(reading, service, 'ports').flatMap((item) => {
    const long = asMap(item);
    if (long) return longPort(reading, long) ?? [];
    const short = textOf(reading, item.node, 'ports');
    return short && short.value !== '' ? { ...short, value: containerPort(short.value) } : [];
  });
}

function longPort(reading: Reading, port: Reached<YamlMap>): Written<string> | null {
  const target = textAt(reading, port, 'target');
  if (!target) return null;
  const protocol = textAt(reading, port, 'protocol')?.value ?? 'tcp';
  return { value: withProtocol(target.value, protocol), range: rangeOf(reading, port.node) };
}

/** The container side of a short port (`127.0.0.1:8080:80/udp` → `80/udp`), protocol appended unless tcp. */
export function containerPort(text: string): string {
  const last = splitColons(text).at(-1) ?? text;
  const slash = last.startsWith('${') ? last.indexOf('/', last.indexOf('}')) : last.indexOf('/');
  return slash < 0 ? last : withProtocol(last.slice(0, slash), last.slice(slash + 1));
}

/** A port with its protocol, which is left out for tcp. */
export function withProtocol(port: string, protocol: string): string {
  const lower = protocol.toLowerCase();
  return lower === '' || lower === 'tcp' ? port : `${port}/${lower}`;
}

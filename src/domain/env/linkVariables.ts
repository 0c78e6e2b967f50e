import type { Algorithm } from './algorithm.ts';
import { byNumber, byProtocol, exposedPort } from './ports.ts';
import type { ExposedPort } from './ports.ts';
import { linkPrefix } from './prefix.ts';

/** What a link's variables are made of. */
export interface LinkInput {
  readonly alias: string;
  /** The full link name, `/receiver/alias`. */
  readonly fullName: string;
  /** The source's IPv4 on the default bridge, or a placeholder such as `<address of db>` where nobody knows it. */
  readonly address: string;
  /** Keys of the source's `Config.ExposedPorts`. */
  readonly exposedPorts: readonly string[];
  /** The source's `Config.Env`. */
  readonly sourceEnv: readonly string[];
}

/** One variable that a link injects. */
export interface LinkVariable {
  readonly name: string;
  readonly value: string;
}

/** The variables one link injects, in the engine's order; none when the engine has them off (moby `daemon/links/links.go`). */
export function linkVariables(link: LinkInput, algorithm: Algorithm): readonly LinkVariable[] {
  if (algorithm === 'off') return [];
  const ports = link.exposedPorts.map(exposedPort).sort(algorithm === 'tcp-first' ? byProtocol : byNumber);
  const block = new Block(linkPrefix(link.alias), link.address);
  const [first] = ports;
  if (first) block.add('PORT', block.url(first));
  if (algorithm === 'number-first') steppedRanges(block, ports);
  for (const port of ports) block.port(port);
  if (algorithm === 'tcp-first') contiguousRanges(block, ports);
  block.add('NAME', link.fullName);
  for (const entry of link.sourceEnv) {
    const equals = entry.indexOf('=');
    const key = entry.slice(0, Math.max(equals, 0));
    if (equals >= 0 && key !== 'HOME' && key !== 'PATH') block.add(`ENV_${key}`, entry.slice(equals + 1));
  }
  return block.variables;
}

/** The variables of one link while they are collected. */
class Block {
  readonly #prefix: string;
  readonly #address: string;
  readonly variables: LinkVariable[] = [];

  constructor(prefix: string, address: string) {
    this.#prefix = prefix;
    this.#address = address;
  }

  add(suffix: string, value: string): void {
    this.variables.push({ name: `${this.#prefix}_${suffix}`, value });
  }

  url({ proto, text }: ExposedPort): string {
    return `${proto}://${this.#address}:${text}`;
  }

  port(port: ExposedPort): void {
    const name = portName(port, port);
    this.add(name, this.url(port));
    this.add(`${name}_ADDR`, this.#address);
    this.add(`${name}_PORT`, port.text);
    this.add(`${name}_PROTO`, port.proto);
  }

  range(first: ExposedPort, last: ExposedPort, endProto: ExposedPort): void {
    this.add(`${portName(first, first)}_START`, this.url(first));
    this.add(`${portName(first, first)}_PORT_START`, first.text);
    this.add(`${portName(first, endProto)}_END`, this.url(last));
    this.add(`${portName(first, endProto)}_PORT_END`, last.text);
  }
}

function portName(number: ExposedPort, proto: ExposedPort): string {
  return `PORT_${number.text}_${proto.proto.toUpperCase()}`;
}

/** Up to engine 27: runs of three or more entries, counted by steps and not by numbers, so a gap after a doubled number is overlooked. */
function steppedRanges(block: Block, ports: readonly ExposedPort[]): void {
  let start = 0;
  for (let first = ports[start]; first; first = ports[start]) {
    let end = start;
    let value = first.number;
    for (let next = ports[end + 1]; next && next.number <= value + 1; next = ports[end + 1]) {
      end += 1;
      value += 1;
    }
    const last = ports[end];
    if (last && end > start + 1) {
      block.range(first, last, last);
      start = end + 1;
    } else {
      start += 1;
    }
  }
}

/** From engine 28: every maximal run of two or more consecutive numbers of one protocol, named after its first port. */
function contiguousRanges(block: Block, ports: readonly ExposedPort[]): void {
  let first = ports[0];
  ports.forEach((port, index) => {
    const next = ports[index + 1];
    if (next?.proto === port.proto && next.number === port.number + 1) return;
    if (first && first !== port) block.range(first, port, first);
    first = next;
  });
}

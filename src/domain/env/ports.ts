/** One key of `Config.ExposedPorts`: `number` and `proto` as moby's `nat.Port` reads them, `text` the part before the slash as written. */
export interface ExposedPort {
  readonly number: number;
  readonly text: string;
  readonly proto: string;
}

/** Reads `3306/tcp`; without a protocol it is tcp; a range keeps its text and counts by its first number. */
export function exposedPort(key: string): ExposedPort {
  const [text = '', proto = ''] = key.split('/');
  const number = Number.parseInt(text, 10);
  return { number: Number.isNaN(number) ? 0 : number, text, proto: proto === '' ? 'tcp' : proto };
}

/** By number, at equal number tcp before others: engines up to 27. */
export function byNumber(a: ExposedPort, b: ExposedPort): number {
  return a.number - b.number || Number(b.proto === 'tcp') - Number(a.proto === 'tcp');
}

/** tcp first (in either case), then other protocols alphabetically, inside one by number: engines from 28. */
export function byProtocol(a: ExposedPort, b: ExposedPort): number {
  const left = a.proto.toLowerCase();
  const right = b.proto.toLowerCase();
  if (left === right) return a.number - b.number;
  if (left === 'tcp') return -1;
  if (right === 'tcp') return 1;
  return left < right ? -1 : 1;
}

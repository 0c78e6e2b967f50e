import { printable } from '../base/printable.ts';

/** Says on standard error what is wrong. */
export function complain(message: string): void {
  process.stderr.write(`docker-link-inspector: ${printable(message)}\n`);
}

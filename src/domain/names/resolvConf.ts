/** The name servers that a `resolv.conf` names, in their order (resolv.conf(5)). */
export function nameServersIn(file: string): readonly string[] {
  return file.split('\n').flatMap((line) => /^\s*nameserver\s+(\S+)/.exec(line)?.[1] ?? []);
}

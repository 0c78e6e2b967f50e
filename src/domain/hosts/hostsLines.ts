/** What a link's hosts lines are made of. */
export interface HostsInput {
  readonly alias: string;
  /** The source's `Config.Hostname`; a domain name is not added. */
  readonly hostname: string;
  /** The source's container name, without the slash. */
  readonly sourceName: string;
  /** The source's addresses on the default bridge; the empty text where it has none. */
  readonly ipv4: string;
  readonly ipv6: string;
}

/** The lines a legacy link adds to the receiver's hosts file when the receiver starts, one an address family (moby `addLegacyLinks`). */
export function hostsLines({ alias, hostname, sourceName, ipv4, ipv6 }: HostsInput): readonly string[] {
  const names = [alias, hostname, ...(sourceName === alias ? [] : [sourceName])].join(' ');
  return [ipv4, ipv6].filter((address) => address !== '').map((address) => `${address}\t${names}`);
}

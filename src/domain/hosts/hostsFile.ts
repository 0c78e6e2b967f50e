/** One line of a hosts file that gives names to an address. */
export interface HostsLine {
  readonly address: string;
  readonly names: readonly string[];
  /** The line as it is written. */
  readonly text: string;
}

/** The lines of a hosts file that name an address, in their order; comments and empty lines are left out. */
export function readHosts(file: string): readonly HostsLine[] {
  return file.split('\n').flatMap((text): readonly HostsLine[] => {
    const [address = '', ...names] = text
      .replace(/#.*/, '')
      .trim()
      .split(/[ \t\r]+/);
    return address === '' || names.length === 0 ? [] : [{ address, names, text }];
  });
}

/** The lines that give a name, which is looked up without regard to letter case; of one address family the first line counts. */
export function linesNaming(lines: readonly HostsLine[], name: string): readonly HostsLine[] {
  const wanted = name.toLowerCase();
  return lines.filter(({ names }) => names.some((one) => one.toLowerCase() === wanted));
}

/** Whether an address is one of IPv6. */
export function isIpv6(address: string): boolean {
  return address.includes(':');
}

/** The lines whose first name is this one, as those of a link with this alias are. */
export function firstNamed(lines: readonly HostsLine[], name: string): readonly HostsLine[] {
  return lines.filter(({ names }) => names[0] === name);
}

/** A container as the judge reads it: with plain string means, since the scripts it gets are plain. */
export interface JudgedContainer {
  readonly name: string;
  readonly hostname: string | null;
  readonly links: readonly string[];
  readonly network: string;
  readonly aliases: readonly string[];
}

/** The containers that a plain script makes, and that its networks are made before they are needed. */
export function containersOf(script: string): readonly JudgedContainer[] {
  const networks = new Set(['bridge', 'front']);
  const containers: JudgedContainer[] = [];
  for (const line of script.replaceAll(/\\\n/g, ' ').split('\n')) {
    const words = line.replace(/#.*/, '').replaceAll('--link=', '--link ').trim().split(/\s+/);
    const made = /network create (\S+)$/.exec(line)?.[1];
    if (made !== undefined) networks.add(made);
    if (!/(?:^|sudo )docker run/.test(line)) continue;
    const valuesOf = (option: string): readonly string[] => words.flatMap((word, at) => (words[at - 1] === option ? [word] : []));
    const network = valuesOf('--network').at(-1) ?? 'bridge';
    if (!networks.has(network)) throw new Error(`the network ${network} is not made before it is used`);
    containers.push({
      name: valuesOf('--name')[0] ?? '',
      hostname: valuesOf('--hostname')[0] ?? null,
      links: valuesOf('--link'),
      network,
      aliases: valuesOf('--network-alias'),
    });
  }
  return containers;
}

/** Every name that a container resolves by its links or by the DNS of its network, and to which container; a name of several leads to all of them. */
export function namesOf(containers: readonly JudgedContainer[], at: number): ReadonlyMap<string, string> {
  const own = containers[at];
  const names = new Map<string, string>();
  if (!own) return names;
  if (own.network !== 'bridge') {
    for (const { name, network, aliases } of containers) {
      if (network !== own.network) continue;
      for (const one of [name, ...aliases])
        names.set(one, names.has(one) && names.get(one) !== name ? `${names.get(one) ?? ''}+${name}` : name);
    }
  }
  for (const link of own.links) {
    const [target = '', alias = target] = link.split(':');
    const source = containers.slice(0, at).find(({ name }) => name === target);
    if (!source || source.network !== own.network) continue;
    const added = own.network === 'bridge' ? [alias, source.name, ...(source.hostname === null ? [] : [source.hostname])] : [alias];
    for (const name of added) if (!names.has(name)) names.set(name, source.name);
  }
  return names;
}

import type { ComposeFile, ComposeNetwork, ComposeService, ServiceNetwork } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';

/** A file whose keys for one real network are one key, and the way back. */
export interface RealNetworks {
  /** The file with one key for each real network: `default`, else the one written first. */
  readonly file: ComposeFile;
  /** The key in `file` of a key as written. */
  readonly keyOf: (written: string) => string;
  /** The key by which a service of the file as written names the network of a key in `file`. */
  readonly writtenOn: (service: string, key: string) => string;
}

/** Networks are one by their real names (compose-spec `06-networks.md`, `name`): that of a key alone begins with the project's name. */
export function realNetworks(file: ComposeFile): RealNetworks {
  const keys = keysByReality(file);
  const keyOf = (written: string): string => keys.get(written) ?? written;
  const services = file.services.map((service) => ({ ...service, networks: service.networks && joined(service.networks, keyOf) }));
  const networks = file.networks.map((network) => ({ ...network, name: keyOf(network.name) }));
  const written = new Map(file.services.map(({ name, networks: own }) => [name, own]));
  const writtenOn = (service: string, key: string): string => written.get(service)?.find(({ name }) => keyOf(name) === key)?.name ?? key;
  return { file: { ...file, services, networks }, keyOf, writtenOn };
}

/** Only the keys that another one stands for. */
function keysByReality(file: ComposeFile): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const keys = new Map<string, string>();
  const standard = file.networks.find(({ name }) => name === 'default') ?? { name: 'default', realName: null, external: false };
  for (const network of [standard, ...file.networks]) {
    const real = realNameOf(network, file.name?.value ?? null);
    const key = real === null ? undefined : first.get(real);
    if (key !== undefined) keys.set(network.name, key);
    else if (real !== null) first.set(real, network.name);
  }
  return keys;
}

/** Null when files alone do not tell. */
function realNameOf(
  { name, realName, external }: Pick<ComposeNetwork, 'name' | 'realName' | 'external'>,
  project: string | null,
): string | null {
  const real = realName ?? (external ? name : project === null ? null : `${project}_${name}`);
  return real === null || isInterpolated(real) ? null : real;
}

/** The networks of a service by their one key, with the aliases of all that stand for it. */
function joined(networks: readonly ServiceNetwork[], keyOf: (written: string) => string): NonNullable<ComposeService['networks']> {
  const joint = new Map<string, ServiceNetwork>();
  for (const network of networks) {
    const name = keyOf(network.name);
    const known = joint.get(name);
    joint.set(name, known ? { ...known, aliases: [...known.aliases, ...network.aliases] } : { ...network, name });
  }
  return [...joint.values()];
}

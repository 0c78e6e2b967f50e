import type { ComposeFile, ComposeService } from '../../syntax/compose/composeFile.ts';
import type { Lineage } from './lineage.ts';

/** What a link becomes, decided by its receiver's network mode alone (moby `daemon/daemon_unix.go` registerLinks). */
export type LinkMechanism =
  /** On the default bridge: a hosts line and, up to engine 28, variables. */
  | 'legacy'
  /** On a network of its own: a private name in Docker's DNS, no variables. */
  | 'dns'
  /** Network mode `none`: accepted, without any effect. */
  | 'none'
  /** The engine or Compose refuses to start the receiver. */
  | 'refused'
  /** Hidden by a variable, or by a file that is not at hand. */
  | 'unknown';

/** The mechanism of every well-formed link of a service, with the mode that `extends` hands down. */
export function linkMechanism(file: ComposeFile, { local, foreign, complete }: Lineage): LinkMechanism {
  const chain = [...local, ...foreign];
  const mode = chain.find(({ networkMode }) => networkMode && networkMode.value !== '')?.networkMode?.value;
  if (mode !== undefined) return mechanismOfMode(mode);
  if (!complete) return 'unknown';
  if (file.format === 'v1') return 'legacy';
  return usesPredefined(file, chain) ? 'unknown' : 'dns';
}

function mechanismOfMode(mode: string): LinkMechanism {
  if (mode.includes('$')) return /^(?:container|service):/.test(mode) ? 'refused' : 'unknown';
  if (mode === 'bridge' || mode === 'default') return 'legacy';
  if (mode === 'none') return 'none';
  return mode === 'host' || /^(?:container|service):/.test(mode) ? 'refused' : 'dns';
}

/** Whether one of the service's networks stands for a network every engine has. */
function usesPredefined(file: ComposeFile, chain: readonly ComposeService[]): boolean {
  const named = chain.flatMap(({ networks }) => networks ?? []).map(({ name }) => name);
  const used = named.length > 0 ? named : ['default'];
  return file.networks.some(
    ({ name, external, realName }) => external && used.includes(name) && /^(?:bridge|host|none)$/.test(realName ?? name),
  );
}

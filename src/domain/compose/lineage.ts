import type { ComposeFile, ComposeService } from '../../syntax/compose/composeFile.ts';

/** Another file of the same folder: what it says, or its text when it cannot be read as a compose file. */
export type Sibling =
  | { readonly kind: 'compose'; readonly name: string; readonly file: ComposeFile }
  | { readonly kind: 'unreadable'; readonly name: string; readonly text: string };

/** A service and what it extends, nearest first. */
export interface Lineage {
  /** Those that this file holds. */
  readonly local: readonly ComposeService[];
  /** Those that other files of the folder hold, farther than all local ones. */
  readonly foreign: readonly ComposeService[];
  /** Whether every base was found. */
  readonly complete: boolean;
}

/** More bases than people write; longer chains are cut, so that a file full of them stays quick. */
const MOST = 64;

/** Follows `extends` through this file and then through its siblings; a circle or a very long chain ends it, incomplete. */
export function lineageOf(service: ComposeService, services: ReadonlyMap<string, ComposeService>, siblings: readonly Sibling[]): Lineage {
  const local: ComposeService[] = [];
  const foreign: ComposeService[] = [];
  let here: ReadonlyMap<string, ComposeService> = services;
  let next: ComposeService | undefined = service;
  while (next && local.length + foreign.length < MOST && !local.includes(next) && !foreign.includes(next)) {
    (here === services ? local : foreign).push(next);
    if (!next.extends) return { local, foreign, complete: true };
    const { file, service: base } = next.extends;
    here = file === null ? here : servicesOf(siblings, file);
    next = here.get(base);
  }
  return { local, foreign, complete: false };
}

function servicesOf(siblings: readonly Sibling[], path: string): ReadonlyMap<string, ComposeService> {
  const name = path.startsWith('./') ? path.slice(2) : path;
  const sibling = siblings.find((one) => one.name === name);
  return new Map(sibling?.kind === 'compose' ? sibling.file.services.map((service) => [service.name, service]) : []);
}

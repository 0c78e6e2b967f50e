import type { EngineOffer } from '../../model/engineChoice.ts';
import { addressOf, written } from './address.ts';
import type { DockerContext, EngineName } from './contexts.ts';
import { contextsOf, dockersEngine } from './dockerFolder.ts';
import { foundSockets } from './sockets.ts';
import type { UsualSocket } from './sockets.ts';

/** What offers are made of. */
export interface Known {
  readonly dockers: EngineName;
  /** What `DOCKER_HOST` holds. */
  readonly host: string;
  readonly contexts: readonly (DockerContext | { readonly wrong: string })[];
  readonly sockets: readonly UsualSocket[];
}

/** The engines that can be chosen on this machine, read from disk. */
export async function engineOffers(environment: NodeJS.ProcessEnv = process.env): Promise<readonly EngineOffer[]> {
  const [{ engine }, contexts, sockets] = await Promise.all([dockersEngine(environment), contextsOf(environment), foundSockets()]);
  return offersOf({ dockers: engine, host: environment['DOCKER_HOST'] ?? '', contexts, sockets });
}

/** Docker's default, every context that can be read, and each socket that none of them leads to. */
export function offersOf({ dockers, host, contexts, sockets }: Known): readonly EngineOffer[] {
  const usable = contexts.flatMap((context) => ('wrong' in context ? [] : [context]));
  const named = [
    offer('default', host, dockers.kind === 'host'),
    ...usable.map((context) => offer(context.name, context.host, dockers.kind === 'context' && dockers.name === context.name)),
  ];
  const taken = new Set(named.map(({ description }) => description));
  const found = sockets
    .filter(({ path }) => !taken.has(path))
    .map(({ path, product }) => ({ value: path, label: product, description: path, isDockers: false }));
  return [...named, ...found];
}

function offer(name: string, host: string, isDockers: boolean): EngineOffer {
  const address = addressOf(host);
  return { value: name, label: name, description: address.kind === 'unusable' ? address.reason : written(address), isDockers };
}

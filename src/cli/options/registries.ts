import { REGISTRY_KINDS } from '../../domain/registries/registry.ts';
import type { FixOptions, Request } from '../requests.ts';
import { misplacedOption } from './misplaced.ts';
import { oneOf, wrong } from './values.ts';
import type { Values } from './values.ts';

type AskedEngine = Pick<FixOptions, 'engine' | 'ask'>;

/** What `registries` is asked for. */
export function registriesRequest(values: Values, paths: readonly string[], asked: AskedEngine): Request {
  const misplaced = misplacedOption('registries', values);
  if (misplaced !== null) return wrong(misplaced);
  if (values.inspect !== undefined) return wrong('--inspect does not belong to registries; --engine asks the running engine');
  const format = values.format === 'json' ? 'json' : 'text';
  return { kind: 'registries', paths: paths.length > 0 || asked.engine ? paths : ['.'], format, ...asked };
}

/** What `registry` is asked for: of which, and where it is. */
export function registryRequest(values: Values, words: readonly string[], { engine, ask }: AskedEngine): Request {
  const misplaced = misplacedOption('registry', values);
  if (misplaced !== null) return wrong(misplaced);
  if (values.inspect !== undefined) return wrong('--inspect does not belong to registry, which asks the registry itself');
  const [named = '', ...rest] = words;
  const kind = oneOf(REGISTRY_KINDS, named);
  const shared = { kind: 'registry', format: values.format === 'json' ? 'json' : 'text' } as const;
  if (kind === undefined) return wrong(`registry wants one of ${REGISTRY_KINDS.join(', ')}${named === '' ? '' : `, not "${named}"`}`);
  if (kind !== 'swarm' && engine) return wrong(`--engine does not belong to registry ${kind}`);
  if (kind === 'zookeeper')
    return rest.length > 0
      ? { ...shared, registry: { kind, command: rest } }
      : wrong('registry zookeeper wants a command behind --, such as docker exec -i zk zkCli.sh');
  const [address, ...more] = rest;
  if (kind === 'swarm')
    return address === undefined
      ? { ...shared, registry: { kind }, ...(ask && { ask }) }
      : wrong(`registry swarm asks the engine, so "${address}" has no place`);
  return address === undefined || more.length > 0
    ? wrong(`registry ${kind} wants one address`)
    : { ...shared, registry: { kind, address } };
}

import { readSwarm } from '../../domain/registries/swarm.ts';
import type { AskEngine, RegistryAnswer } from './target.ts';

/** Reads the services, tasks, nodes and networks of the Swarm that an engine manages. */
export async function readSwarmOf(ask: AskEngine, signal: AbortSignal): Promise<RegistryAnswer> {
  const services = await ask('/services', { status: 'true' }, signal);
  if ('fault' in services) return { fault: /HTTP (?:503|406)/.test(services.fault) ? notManager(services.fault) : services.fault };
  const [tasks, nodes, networks] = await Promise.all([
    ask('/tasks', {}, signal),
    ask('/nodes', {}, signal),
    ask('/networks', { filters: JSON.stringify({ scope: ['swarm'] }) }, signal),
  ]);
  if ('fault' in tasks) return tasks;
  const reading = readSwarm({ services: services.value, tasks: tasks.value, nodes: valueOf(nodes), networks: valueOf(networks) });
  return 'wrong' in reading ? { fault: `The engine’s answer about its Swarm has another shape: ${reading.wrong}.` } : reading.value;
}

function valueOf(answer: { readonly value: unknown } | { readonly fault: string }): unknown {
  return 'fault' in answer ? null : answer.value;
}

/** Only managers know the services of a Swarm (`GET /services` answers 503 elsewhere). */
function notManager(fault: string): string {
  return /not a swarm manager/i.test(fault)
    ? 'This engine is no manager of a Swarm, so it knows no services: it is in no Swarm, or a worker of one.'
    : fault;
}

import type { ContainerDetail, EngineFacts } from '../engine/container.ts';
import { engineLinks } from '../engine/engineLinks.ts';
import type { EngineLink } from '../engine/engineLinks.ts';

/** One command of a cure, in its order. */
export interface CureStep {
  readonly kind: 'restart' | 'start';
  readonly container: string;
  readonly containerId: string;
  /** Why it is part of the cure: somebody asked for it, or one of its sources is restarted and may get another address. */
  readonly because: 'asked' | 'source-restarts';
  /** Running receivers whose `docker exec` and health checks fail while it is down. */
  readonly disturbed: readonly string[];
  /** What a person would type; nobody runs it for them. */
  readonly command: string;
}

/** Why receivers cannot be restarted: they would be stopped and not start again. */
export interface CureObstacle {
  readonly code: 'source-down' | 'source-gone' | 'source-off-bridge' | 'source-unread' | 'cycle' | 'receiver-unread';
  readonly receiver: string;
  /** The source in the way; the receiver's own name where it is the receiver that is not known. */
  readonly source: string;
  readonly text: string;
  /** What a person would type first; null where no single command helps. */
  readonly first: string | null;
}

/** How receivers get fresh variables, hosts lines and firewall rules. */
export type Cure =
  | { readonly kind: 'steps'; readonly steps: readonly CureStep[]; readonly script: string }
  | { readonly kind: 'refused'; readonly obstacles: readonly CureObstacle[] };

/** The links by receiver id that the engine looks at when it starts the receiver. */
type Graph = ReadonlyMap<string, readonly EngineLink[]>;

/** The order in which these receivers are restarted, sources first, with the running receivers of those that restart; refused while that would stop one for good. */
export function cureOf(facts: EngineFacts, receiverIds: readonly string[]): Cure {
  const details = new Map(facts.details.map((detail) => [detail.id, detail]));
  const graph = graphOf(facts);
  const wanted = withReceivers(receiverIds, graph, details);
  const order = sourcesFirst(wanted, graph);
  const obstacles = [
    ...unknownReceivers(receiverIds, details),
    ...wanted.flatMap((id) => obstaclesOf(details.get(id), graph, details)),
    ...order.cycles.flatMap((id) => cycleAt(details.get(id), graph)),
  ];
  if (obstacles.length > 0) return { kind: 'refused', obstacles };
  const steps = order.ids.flatMap((id) => stepOf(details.get(id), receiverIds, graph, details));
  return { kind: 'steps', steps, script: steps.map(({ command }) => `${command}\n`).join('') };
}

function graphOf(facts: EngineFacts): Graph {
  const onBridge = new Set(facts.details.filter(({ networks }) => networks.has('bridge')).map(({ id }) => id));
  const receivers = engineLinks(facts, false).filter(({ receiverId }) => onBridge.has(receiverId));
  return new Map(receivers.map(({ receiverId, links }) => [receiverId, links.filter(({ mechanism }) => mechanism === 'legacy')]));
}

/** The receivers that were asked for and, since a restarted source may get another address, all running ones downstream. */
function withReceivers(ids: readonly string[], graph: Graph, details: ReadonlyMap<string, ContainerDetail>): readonly string[] {
  const found = new Set(ids.filter((id) => details.has(id)));
  for (const id of found) for (const receiver of receiversOf(id, graph)) if (details.get(receiver)?.running) found.add(receiver);
  return [...found];
}

function receiversOf(id: string, graph: Graph): readonly string[] {
  return [...graph].filter(([, links]) => links.some(({ sourceId }) => sourceId === id)).map(([receiver]) => receiver);
}

/** Depth first, by the links among the wanted ones; `cycles` are those from which links lead back. */
function sourcesFirst(wanted: readonly string[], graph: Graph): { readonly ids: readonly string[]; readonly cycles: readonly string[] } {
  const ids = new Set<string>();
  const cycles = new Set<string>();
  const open = new Set<string>();
  const waiting = [...wanted].reverse();
  while (waiting.length > 0) {
    const id = waiting.at(-1) ?? '';
    const sources = (graph.get(id) ?? []).flatMap(({ sourceId }) => (sourceId !== null && wanted.includes(sourceId) ? [sourceId] : []));
    const next = open.has(id) ? [] : sources.filter((source) => !ids.has(source));
    if (next.some((source) => open.has(source) || source === id)) cycles.add(id);
    open.add(id);
    const fresh = next.filter((source) => !open.has(source));
    waiting.push(...fresh);
    if (fresh.length > 0) continue;
    waiting.pop();
    ids.add(id);
  }
  return { ids: [...ids], cycles: [...cycles] };
}

function unknownReceivers(ids: readonly string[], details: ReadonlyMap<string, ContainerDetail>): readonly CureObstacle[] {
  return ids
    .filter((id) => !details.has(id))
    .map((id) => ({ code: 'receiver-unread', receiver: id, source: id, text: `Nothing was read of the container ${id}.`, first: null }));
}

function obstaclesOf(
  receiver: ContainerDetail | undefined,
  graph: Graph,
  details: ReadonlyMap<string, ContainerDetail>,
): readonly CureObstacle[] {
  if (!receiver) return [];
  return (graph.get(receiver.id) ?? []).flatMap((link): readonly CureObstacle[] => {
    const base = { receiver: receiver.name, source: link.source, first: null };
    const source = details.get(link.sourceId ?? '');
    if (link.unset?.code === 'dangling')
      return [{ ...base, code: 'source-gone', text: `"${link.source}" is gone; "${receiver.name}" must be created again.` }];
    if (!source)
      return [{ ...base, code: 'source-unread', text: `Nothing was read of "${link.source}", to which "${receiver.name}" links.` }];
    if (!source.running) {
      const first = `docker start ${shellWord(source.name)}`;
      return [
        {
          ...base,
          code: 'source-down',
          text: `"${source.name}" does not run; a restart would stop "${receiver.name}" and not start it again.`,
          first,
        },
      ];
    }
    if (!source.networks.has('bridge'))
      return [{ ...base, code: 'source-off-bridge', text: `"${source.name}" is not on the default bridge.` }];
    return [];
  });
}

function cycleAt(receiver: ContainerDetail | undefined, graph: Graph): readonly CureObstacle[] {
  if (!receiver) return [];
  const source = graph.get(receiver.id)?.[0]?.source ?? '';
  return [
    {
      code: 'cycle',
      receiver: receiver.name,
      source,
      text: `Links lead from "${receiver.name}" back to it: whichever restarts first leaves the other with old variables.`,
      first: null,
    },
  ];
}

function stepOf(
  detail: ContainerDetail | undefined,
  asked: readonly string[],
  graph: Graph,
  details: ReadonlyMap<string, ContainerDetail>,
): readonly CureStep[] {
  if (!detail) return [];
  const kind = detail.running ? 'restart' : 'start';
  const receivers = receiversOf(detail.id, graph).flatMap((id) => details.get(id) ?? []);
  return [
    {
      kind,
      container: detail.name,
      containerId: detail.id,
      because: asked.includes(detail.id) ? 'asked' : 'source-restarts',
      disturbed: detail.running ? receivers.filter(({ running }) => running).map(({ name }) => name) : [],
      command: `docker ${kind} ${shellWord(detail.name)}`,
    },
  ];
}

/** A name as a shell reads it as one word; a text that is no container name is quoted. */
function shellWord(name: string): string {
  return /^[A-Za-z0-9][\w.-]*$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`;
}

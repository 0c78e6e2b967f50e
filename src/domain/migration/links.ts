import type { ContainerDetail, EngineFacts } from '../engine/container.ts';
import { engineLinks } from '../engine/engineLinks.ts';
import type { EngineLink } from '../engine/engineLinks.ts';

/** A link that has to be replaced for its receiver to find its source. */
export interface LiveLink {
  readonly receiver: ContainerDetail;
  readonly source: ContainerDetail;
  readonly alias: string;
  /** The user-defined network that it is a private name of; null for a legacy link, which is none of a network's. */
  readonly network: string | null;
  readonly raw: string;
  /** True where the engine's link leads to a container that is gone, and another one has its name. */
  readonly wasDangling: boolean;
}

/** A link that gives its receiver nothing, and so is left out, with the reason in one sentence. */
export interface IdleLink {
  readonly receiver: ContainerDetail;
  readonly text: string;
}

/** Every link of an engine by what becomes of it; `unread` are those whose source nobody read. */
export interface LinksToReplace {
  readonly live: readonly LiveLink[];
  readonly idle: readonly IdleLink[];
  readonly unread: readonly IdleLink[];
}

/** The links of an engine, parted into those that work, those that do not, and those of which too little is known. */
export function linksToReplace(facts: EngineFacts): LinksToReplace {
  const details = new Map(facts.details.map((detail) => [detail.id, detail]));
  const found = engineLinks(facts, false).flatMap(({ receiverId, links }) => {
    const receiver = details.get(receiverId);
    return receiver ? links.map((link) => sorted(link, receiver, facts)) : [];
  });
  return {
    live: found.flatMap((one) => ('live' in one ? [one.live] : [])),
    idle: found.flatMap((one) => ('idle' in one ? [one.idle] : [])),
    unread: found.flatMap((one) => ('unread' in one ? [one.unread] : [])),
  };
}

/** The ids of the containers that have links. */
export function linkedContainers(facts: EngineFacts): readonly string[] {
  return engineLinks(facts, false).map(({ receiverId }) => receiverId);
}

type Sorted = { readonly live: LiveLink } | { readonly idle: IdleLink } | { readonly unread: IdleLink };

function sorted(link: EngineLink, receiver: ContainerDetail, facts: EngineFacts): Sorted {
  const { alias, source: name, raw, mechanism, network, unset } = link;
  const idle = (why: string): Sorted => ({ idle: { receiver, text: `The link "${name}" as "${alias}" of "${receiver.name}" ${why}.` } });
  if (mechanism === 'none') return idle('has no effect, and is left out');
  if (unset?.code === 'receiver-off-bridge') return idle('has no effect since it left the default bridge, and is left out');
  const source = sourceOf(link, facts);
  if (!source && unset?.code === 'source-unread')
    return { unread: { receiver, text: `"${receiver.name}" links to "${name}", of which nothing was read: docker inspect it, too.` } };
  if (!source) return idle('leads to a container that is gone, and is left out');
  const wasDangling = unset?.code === 'dangling';
  if (mechanism === 'legacy') return { live: { receiver, source, alias, network: null, raw, wasDangling } };
  if (network !== null && !source.networks.has(network))
    return idle(`resolves to nothing, as "${source.name}" is not on the network "${network}", and is left out`);
  return { live: { receiver, source, alias, network, raw, wasDangling } };
}

/** By the link itself, else by the name it was made with; a network's link may name a container by its id, too. */
function sourceOf({ sourceId, source }: EngineLink, { details }: EngineFacts): ContainerDetail | undefined {
  return (
    details.find(({ id }) => id === sourceId) ??
    details.find(({ name }) => name === source) ??
    details.find(({ id }) => /^[0-9a-f]{12,}$/.test(source) && id.startsWith(source))
  );
}

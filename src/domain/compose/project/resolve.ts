import type { ContainerNames, NameMechanism, ProjectNames } from './names.ts';
import type { Place } from './project.ts';

/** What a name leads to inside a container. */
export type Resolution =
  | {
      readonly kind: 'found';
      /** Containers of the project; none for an address of `extra_hosts`. */
      readonly containers: readonly string[];
      /** Whether all of them answer in turn, or one of them that no file tells. */
      readonly choice: 'each' | 'one';
      readonly mechanism: NameMechanism;
      /** Where the link or line is written that makes the name. */
      readonly place: Place | null;
    }
  | { readonly kind: 'none' }
  /** Something outside the files decides. */
  | { readonly kind: 'unknown'; readonly why: string };

const NONE: Resolution = { kind: 'none' };

/**
 * Looks a name up as a program in the container would: hosts file, then aliases of links, then the networks' names
 * (libnetwork, ResolveName: where a container has a link's alias, the networks are not asked for that name).
 */
export function resolveName(names: ProjectNames, receiver: ContainerNames, name: string): Resolution {
  if (receiver.outcome.kind !== 'runs') return NONE;
  const { attachment, container } = receiver;
  if (attachment.kind === 'service') {
    const owner = names.containers.find((each) => each.container.service.name === attachment.service);
    return owner && owner !== receiver && owner.attachment.kind !== 'service' ? resolveName(names, owner, name) : NONE;
  }
  const line = receiver.hosts.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (line) {
    if (!line.known) return outside(line.containers);
    return { kind: 'found', containers: line.containers, choice: choiceOf(line.containers), mechanism: line.mechanism, place: line.place };
  }
  if (attachment.kind === 'outside')
    return { kind: 'unknown', why: `\`${container.name}\` has the network of a container outside the files` };
  if (attachment.kind === 'host') return { kind: 'unknown', why: 'the host resolves names' };
  if (attachment.kind !== 'networks') return NONE;
  const link = receiver.links.get(name);
  if (!link) return onNetworks(names, attachment.networks, name);
  if (!link.known) return outside(link.containers);
  const reached = [...new Set(link.containers.flatMap((target) => called(names, attachment.networks, target)))];
  if (reached.length === 0) return NONE;
  const choice = link.containers.length > 1 ? choiceOf(reached) : 'each';
  return { kind: 'found', containers: reached, choice, mechanism: 'link alias', place: link.place };
}

function choiceOf(containers: readonly string[]): 'each' | 'one' {
  return containers.length > 1 ? 'one' : 'each';
}

function outside(containers: readonly string[]): Resolution {
  return { kind: 'unknown', why: `\`${containers[0] ?? ''}\` is no container of the files` };
}

/** A link's alias stands for its source's name, which is looked up when it is asked for: whoever else has that name answers, too. */
function called({ networks }: ProjectNames, realNames: readonly string[], container: string): readonly string[] {
  return realNames.flatMap((realName) => networks.get(realName)?.names.get(container.toLowerCase())?.containers ?? []);
}

/** Of several networks that know the name, one answers; which one, the files do not tell. */
function onNetworks({ networks }: ProjectNames, realNames: readonly string[], name: string): Resolution {
  const members = realNames.flatMap((realName) => networks.get(realName) ?? []);
  const answers = members.flatMap((network) => {
    const suffix = `.${network.realName.toLowerCase()}`;
    const lower = name.toLowerCase();
    return network.names.get(lower) ?? (lower.endsWith(suffix) ? (network.names.get(lower.slice(0, -suffix.length)) ?? []) : []);
  });
  const [first] = answers;
  const open = members.find((network) => network.open);
  if (!first) return open ? { kind: 'unknown', why: `others may be on the network \`${open.realName}\`` } : NONE;
  const containers = [...new Set(answers.flatMap((answer) => answer.containers))];
  const same = answers.every((answer) => answer.containers.length === containers.length);
  return { kind: 'found', containers, choice: same ? 'each' : 'one', mechanism: first.mechanism, place: null };
}

import type { CommandLink, CommandOption, CommandScript, CreatedContainer } from '../../syntax/command/commandScript.ts';
import type { FileLink } from '../compose/fileLinks.ts';

/** What a `--link` leads to. */
export type CommandTarget =
  /** Commands of the same file, by their place in its order; several where each makes a container of this name. */
  | { readonly kind: 'created'; readonly by: readonly number[] }
  /** A command that comes after the link's own. */
  | { readonly kind: 'later' }
  /** Commands of another file. */
  | { readonly kind: 'elsewhere'; readonly path: string }
  /** Commands of another job, whose machine is not the link's own. */
  | { readonly kind: 'apart' }
  /** Nobody who is known. */
  | { readonly kind: 'unknown' }
  /** A variable holds it. */
  | { readonly kind: 'hidden' };

/** What other files say about the containers of a file's commands. */
export interface AroundCommands {
  /** What a new network is to be called, unless the name is taken. */
  readonly network: string;
  /** The networks of other files. */
  readonly taken: readonly string[];
  readonly elsewhere: MadeElsewhere;
  /** Says why a container of this name cannot leave the default bridge; null where no other file is against it. */
  readonly heldBy: (name: string) => string | null;
}

/** One `--link`, joined with the commands around it. */
export interface JoinedLink {
  readonly link: CommandLink;
  /** The receiver's command. */
  readonly receiver: CreatedContainer;
  readonly at: number;
  /** What people call the receiver. */
  readonly service: string;
  readonly target: CommandTarget;
  readonly mechanism: FileLink['mechanism'];
}

/** Says in which other file a container of this name is made; null for none. */
export type MadeElsewhere = (name: string) => string | null;

/** The links of a file's commands, in order. */
export function joinCommands({ containers }: CommandScript, elsewhere: MadeElsewhere = () => null): readonly JoinedLink[] {
  return containers.flatMap((receiver, at) =>
    receiver.links.map((link) => ({
      link,
      receiver,
      at,
      service: containerTitle(receiver),
      target: targetOf(link, at, { containers, elsewhere }),
      mechanism: mechanismOf(receiver, link),
    })),
  );
}

/** What people call a container that a command makes: its name, else its image. */
export function containerTitle({ name, image }: CreatedContainer): string {
  return name?.text ?? image?.text ?? 'a container';
}

interface Around {
  readonly containers: readonly CreatedContainer[];
  readonly elsewhere: MadeElsewhere;
}

/** Functions and jobs can run in any order, so that only what is later in the same one is too late. */
function targetOf({ target, value }: CommandLink, at: number, { containers, elsewhere }: Around): CommandTarget {
  if (!value.isStable) return { kind: 'hidden' };
  const { sequence, machine } = containers[at]?.place ?? {};
  const called = containers.flatMap((container, index) => (index !== at && isCalled(container, target) ? [index] : []));
  const all = called.filter((index) => containers[index]?.place.machine === machine);
  const by = all.filter((index) => index < at || containers[index]?.place.sequence !== sequence);
  if (by.length > 0) return { kind: 'created', by };
  if (all.length > 0) return { kind: 'later' };
  if (called.length > 0) return { kind: 'apart' };
  const path = elsewhere(target);
  if (path !== null) return { kind: 'elsewhere', path };
  return target.includes('${') ? { kind: 'hidden' } : { kind: 'unknown' };
}

/** Whether a container is the one that this name means; a name that a variable holds is the same where the variable is. */
function isCalled({ name, id }: CreatedContainer, target: string): boolean {
  const wanted = target.replace(/^\//, '');
  return (name !== null && name.isStable && name.text === wanted) || (id !== null && id === wanted);
}

/** The way a link works, by its receiver's network (moby `daemon/daemon_unix.go` registerLinks). */
function mechanismOf({ networks, hidden }: CreatedContainer, { value, alias, target }: CommandLink): FileLink['mechanism'] {
  if (alias?.includes(':') || (value.isKnown && target === '')) return 'refused';
  const names = networks.map(networkName);
  if (names.some((name) => name === 'host' || name.startsWith('container:'))) return 'refused';
  if (names.includes('none')) return 'none';
  if (names.some((name) => !isBridge(name))) return 'dns';
  return hidden === null ? 'legacy' : 'unknown';
}

/** The network that a `--network` names, also in its long form `name=…,alias=…`. */
export function networkName({ value: { text } }: CommandOption): string {
  return /(?:^|,)name=([^,]*)/.exec(text)?.[1] ?? text;
}

/** Whether a network is the default bridge, by one of its names. */
export function isBridge(network: string): boolean {
  return network === 'bridge' || network === 'default';
}

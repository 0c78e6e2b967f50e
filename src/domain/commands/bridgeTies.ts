import type { CreatedContainer } from '../../syntax/command/commandScript.ts';
import { linksBesides } from '../../syntax/command/writtenLinks.ts';
import { Lines } from '../../syntax/text.ts';
import { fileAt } from './bundles.ts';
import type { Bundle } from './bundles.ts';
import { callOf, canBeCalled } from './commandNames.ts';
import { containerTitle, isBridge, networkName } from './joinCommands.ts';
import type { AroundCommands, JoinedLink } from './joinCommands.ts';

/** Links that are replaced together, and the commands of their receivers and sources. */
interface Moved {
  readonly links: readonly JoinedLink[];
  readonly members: readonly number[];
}

/** A bundle while it is asked who else needs its containers where they are. */
interface Asked {
  readonly bundle: Bundle;
  readonly joined: readonly JoinedLink[];
  readonly around: AroundCommands;
}

/**
 * Says who needs one of the moved containers on the default bridge: mostly a link that stays and leads to it, or may, since from there Docker links
 * to no container that has left it (moby `registerLink`). Null for none.
 */
export function tieToBridge({ links, members }: Moved, { bundle, joined, around }: Asked): string | null {
  const { containers } = bundle.script;
  const moved = members.flatMap((at) => (containers[at] ? [{ at, container: containers[at] }] : []));
  const besides = linksBesides(bundle.text, bundle.script);
  for (const { at, container } of moved) {
    const title = containerTitle(container);
    const other = joined.find((one) => !links.includes(one) && staysOnBridge(one.receiver) && leadsTo(one, at, container));
    if (other) {
      const { link, service } = other;
      const leads = link.target === container.name?.text ? `leads to "${title}", too` : `may lead to "${title}"`;
      return `The link "${link.value.text}" of "${service}" stays, and ${leads}.`;
    }
    const beside = besides.find(({ target, isKnown }) => canBeCalled(container, { text: target, isKnown }));
    if (beside) {
      const leads = beside.isKnown ? `leads to "${title}", too` : `may lead to "${title}"`;
      return `A link in ${placeOf(beside.start, bundle)} belongs to no command that can be read, and ${leads}.`;
    }
    const open = containers.find((one) => one.mayLink !== null && staysOnBridge(one) && callOf(one) === callOf(container));
    if (open) return `It is not known whether ${open.mayLink ?? ''} of "${containerTitle(open)}" holds a further link to "${title}".`;
    const elsewhere = container.name && around.heldBy(container.name.text);
    if (elsewhere !== null) return elsewhere;
  }
  return null;
}

/** What makes a link's target unknown; the alias behind it may be. */
const VARIABLE = /\$\{|\$\(|`|%\w/;

/** Whether a container has links of the default bridge, if it has any. */
function staysOnBridge({ networks }: CreatedContainer): boolean {
  return networks.map(networkName).every(isBridge);
}

/** Whether a link leads to the container of a command, or may. */
function leadsTo({ link, target, receiver, at: own }: JoinedLink, at: number, container: CreatedContainer): boolean {
  if (own === at || callOf(receiver) !== callOf(container)) return false;
  switch (target.kind) {
    case 'created':
      return target.by.includes(at);
    case 'elsewhere':
    case 'apart':
      return false;
    case 'later':
    case 'unknown':
    case 'hidden':
      return canBeCalled(container, { text: link.target.replace(/^\//, ''), isKnown: !VARIABLE.test(link.target) });
  }
}

function placeOf(start: number, bundle: Bundle): string {
  const file = fileAt(bundle, start);
  const line = new Lines(file?.text ?? '').positionAt(start - (file?.start ?? 0)).line + 1;
  return bundle.files.length > 1 ? `line ${line} of ${file?.path ?? ''}` : `line ${line}`;
}

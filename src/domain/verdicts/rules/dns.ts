import type { ContainerDetail } from '../../engine/container.ts';
import type { LinkCase, Rule } from '../linkCase.ts';
import { told } from '../verdict.ts';
import type { Verdict } from '../verdict.ts';

/** A link of a user-defined network: a private name, looked up by the source's name when somebody asks (libnetwork `Sandbox.ResolveName`). */
export const dns: Rule = (one) => {
  const { link, links } = one;
  const network = link.network;
  if (link.mechanism !== 'dns' || network === null) return [];
  const later = links.slice(links.indexOf(link) + 1).find((other) => other.network === network && other.alias === link.alias);
  if (later) return [overridden(one, later.source)];
  return [...source(one, network), ...shared(one, network)];
};

function source(one: LinkCase, network: string): readonly Verdict[] {
  const { link, receiver, source: found } = one;
  if (link.sourceId === null) return [missing(one)];
  if (!found) return [];
  if (!found.networks.has(network)) return [elsewhere(one, found, network)];
  if (!found.running) return [stopped(one, found)];
  return [
    {
      ...base(one),
      code: 'dns-right',
      summary: `"${receiver.name}" resolves "${link.alias}" to "${found.name}" on the network "${network}".`,
      consequence: 'The name follows restarts and new addresses at once; it sets no variables, and Docker 30 keeps it.',
      remedies: [],
      grounds: [told(`Both are on "${network}", "${found.name}" runs.`)],
    },
  ];
}

function base(one: LinkCase): Pick<Verdict, 'known' | 'remedies' | 'grounds' | 'variables'> {
  const { link, receiver } = one;
  return {
    known: 'read',
    remedies: [],
    grounds: [told(`"${receiver.name}" has the link "${link.raw}" on "${link.network ?? ''}".`)],
    variables: [],
  };
}

function missing(one: LinkCase): Verdict {
  const { link, receiver } = one;
  return {
    ...base(one),
    code: 'dns-source-missing',
    summary: `No container is called "${link.source}", to which "${receiver.name}" links as "${link.alias}".`,
    consequence: `"${link.alias}" does not resolve. It will as soon as a container of that name is on the network: the link is kept by name, so a renamed source is lost.`,
    remedies: [{ kind: 'recreate-receiver', receiver: receiver.name }],
  };
}

function elsewhere(one: LinkCase, found: ContainerDetail, network: string): Verdict {
  const { link, receiver } = one;
  return {
    ...base(one),
    code: 'no-shared-network',
    summary: `"${found.name}" is not on the network "${network}" of the link "${link.alias}" of "${receiver.name}".`,
    consequence: `"${link.alias}" does not resolve, and no command says so.`,
    remedies: [{ kind: 'connect-source', source: found.name, network }],
    grounds: [told(`The networks of "${found.name}": ${[...found.networks.keys()].join(', ')}.`)],
  };
}

function stopped(one: LinkCase, found: ContainerDetail): Verdict {
  const { link, receiver } = one;
  return {
    ...base(one),
    code: 'dns-source-stopped',
    summary: `"${found.name}", which "${receiver.name}" calls "${link.alias}", does not run.`,
    consequence: `"${link.alias}" does not resolve until "${found.name}" runs; "${receiver.name}" needs no restart then.`,
    remedies: [],
    grounds: [told(`"${found.name}" is ${found.state.status}.`)],
  };
}

function overridden(one: LinkCase, other: string): Verdict {
  const { link, receiver } = one;
  return {
    ...base(one),
    code: 'dns-overridden',
    summary: `"${receiver.name}" has a later link with the alias "${link.alias}", to "${other}", which wins.`,
    consequence: `"${link.alias}" never leads to "${link.source}".`,
    remedies: [{ kind: 'rename-alias', receiver: receiver.name, alias: link.alias }],
  };
}

/** The private name wins over others' names of the network; once the link is gone it goes to all who have it, in turn. */
function shared(one: LinkCase, network: string): readonly Verdict[] {
  const { link, receiver, around } = one;
  const holders = around.answering(network, link.alias).filter(({ id }) => id !== link.sourceId && id !== receiver.id);
  if (holders.length === 0) return [];
  const names = holders.map(({ name }) => `"${name}"`).join(', ');
  return [
    {
      ...base(one),
      code: 'alias-shared',
      summary: `On the network "${network}" ${names} answer${holders.length === 1 ? 's' : ''} to "${link.alias}" too; only the link leads "${receiver.name}" to "${link.source}".`,
      consequence: `Without the link "${link.alias}" would lead to ${names}, and with the same network alias for "${link.source}" to each of them in turn.`,
      remedies: [{ kind: 'use-network-alias', source: link.source, receiver: receiver.name, alias: link.alias }],
      grounds: [told(`${names} on "${network}" by name or network alias.`)],
    },
  ];
}

import { BRIDGE, counts, createdLater, environmentOf, hostsGround, linkLines } from '../linkCase.ts';
import type { LinkCase, Rule } from '../linkCase.ts';
import { linkFault } from '../linkFault.ts';
import { told } from '../verdict.ts';
import type { Ground, Verdict } from '../verdict.ts';

/** The source is gone, stopped or not on the default bridge: exec, health checks and the receiver's next start fail (moby `setupLinkedContainers`). */
export const source: Rule = (one) => {
  if (!counts(one)) return [];
  switch (one.link.unset?.code) {
    case 'dangling':
      return [one.hasNamesake ? recreated(one, 'read') : removed(one)];
    case 'source-stopped':
      return [one.receiver.running || linkFault(one.receiver.state.error, one) ? stopped(one) : bothStopped(one)];
    case 'source-off-bridge':
      return [offBridge(one)];
    case 'off-on-engine':
    case 'unknown-api':
    case 'source-unread':
    case 'receiver-off-bridge':
    case 'dns-link':
    case 'connected-to-bridge':
    case 'no-network':
    case undefined:
      return createdLater(one) ? [recreated(one, 'derived')] : [];
  }
};

function removed(one: LinkCase): Verdict {
  const { link, receiver } = one;
  return {
    ...gone(one, 'read'),
    code: 'source-removed',
    summary: `"${receiver.name}" links to a container that was removed; the engine still shows it as "${link.source}".`,
  };
}

function recreated(one: LinkCase, known: 'read' | 'derived'): Verdict {
  const { link, receiver } = one;
  return {
    ...gone(one, known),
    code: 'source-recreated',
    summary: `"${receiver.name}" looks linked to "${link.source}", but its link leads to an older container of that name, which is gone.`,
  };
}

function gone(one: LinkCase, known: 'read' | 'derived'): Omit<Verdict, 'code' | 'summary'> {
  const { link, receiver, fullName, source: found } = one;
  const shown: Ground =
    known === 'read'
      ? told(`No container has the name ${fullName} in the engine's list.`)
      : {
          text: `"${link.source}" was created ${found?.created ?? ''}, after the link and after the start of "${receiver.name}".`,
          known,
          source: null,
        };
  return {
    known,
    consequence: `${addressNow(one)}${failing(one)} Only a restart of the engine would link it to a container that has the name then.`,
    remedies: [{ kind: 'recreate-receiver', receiver: receiver.name }],
    grounds: [shown, hostsGround(one), ...error(one)],
    variables: [],
  };
}

/** The old address may belong to a stranger by now. */
function addressNow(one: LinkCase): string {
  const { link, receiver, around } = one;
  if (!receiver.running) return '';
  const old = linkLines(one)?.[0]?.address;
  const owner = old === undefined ? null : around.atAddress(old);
  const where = old === undefined ? 'an old address' : old;
  const now = owner ? `, which now belongs to "${owner.name}"` : '';
  return `The name "${link.alias}"${environmentOf(one) ? ' and the variables lead' : ' leads'} to ${where}${now}. `;
}

function stopped(one: LinkCase): Verdict {
  const { link, receiver } = one;
  return {
    code: 'source-stopped',
    known: 'read',
    summary: `"${link.source}", to which "${receiver.name}" links, does not run.`,
    consequence: `${failing(one)}${receiver.running ? ' When it starts again with another address, the variables are stale.' : ''}`,
    remedies: [
      { kind: 'start-source-first', source: link.source, receiver: receiver.name },
      ...(receiver.running ? [] : [{ kind: 'start-receiver', receiver: receiver.name } as const]),
    ],
    grounds: [told(`"${link.source}" is ${one.source?.state.status ?? 'not running'}.`), hostsGround(one), ...error(one)],
    variables: [],
  };
}

function bothStopped(one: LinkCase): Verdict {
  const { link, receiver } = one;
  return {
    code: 'both-stopped',
    known: 'read',
    summary: `Neither "${receiver.name}" nor "${link.source}", to which it links, runs.`,
    consequence: `"${receiver.name}" cannot be started before "${link.source}" runs; starting it does not start its sources.`,
    remedies: [
      { kind: 'start-source-first', source: link.source, receiver: receiver.name },
      { kind: 'start-receiver', receiver: receiver.name },
    ],
    grounds: [told(`"${link.source}" is ${one.source?.state.status ?? 'not running'}, "${receiver.name}" is ${receiver.state.status}.`)],
    variables: [],
  };
}

function offBridge(one: LinkCase): Verdict {
  const { link, receiver } = one;
  return {
    code: 'source-off-bridge',
    known: 'read',
    summary: `"${link.source}", to which "${receiver.name}" links, is not on the default bridge.`,
    consequence: failing(one),
    remedies: [
      { kind: 'use-network-alias', source: link.source, receiver: receiver.name, alias: link.alias },
      { kind: 'connect-source', source: link.source, network: BRIDGE },
    ],
    grounds: [
      told(`The networks of "${link.source}": ${[...(one.source?.networks.keys() ?? [])].join(', ')}.`),
      hostsGround(one),
      ...error(one),
    ],
    variables: [],
  };
}

function failing({ receiver }: LinkCase): string {
  if (!receiver.running) return `"${receiver.name}" cannot be started.`;
  return `docker exec into "${receiver.name}" and its health checks fail, and a restart would stop it and not start it again.`;
}

function error(one: LinkCase): readonly Ground[] {
  const { error: text } = one.receiver.state;
  return linkFault(text, one) ? [told(`Its last start failed: ${text}`)] : [];
}

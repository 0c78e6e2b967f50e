import { resolveName } from '../compose/project/resolve.ts';
import type { Resolution } from '../compose/project/resolve.ts';
import { isHidden } from '../compose/projectView.ts';
import type { ProxyConfig } from '../compose/proxyConfig.ts';
import type { ProjectView } from '../compose/projectView.ts';
import type { ProxyProgram } from '../../syntax/proxies/proxyConfig.ts';
import type { NameFinding } from './nameRules.ts';
import { isJudged, projectNames } from './outOfReach.ts';

/** Other services' names that a proxy looks up when it starts, and not again while it runs; and those that lead nowhere then. */
export function resolvesOnce(configs: readonly ProxyConfig[], view: ProjectView): readonly NameFinding[] {
  return configs.flatMap((config) => [...askedOnce(config, view), ...unreached(config, view)]);
}

function unreached({ service, program, shown, path, range, hosts }: ProxyConfig, view: ProjectView): readonly NameFinding[] {
  const own = view.active.get(service);
  if (!view.complete || !own || !isJudged(own, view)) return [];
  const first = new Map(hosts.map((one) => [one.host, one] as const).reverse());
  return [...first.values()].flatMap((one): readonly NameFinding[] => {
    const owner = one.host === service ? undefined : view.active.get(one.host);
    if (!owner || isHidden(owner) || found(one.host, service, view)?.kind !== 'none') return [];
    const message = `${NAMES[program]} in "${service}" asks for "${one.host}" (${one.by}, ${shown}:${String(one.range.start.line + 1)}), with which it shares no network: the name does not resolve, and ${NAMES[program]} does not start.`;
    const related = [{ message: `"${one.host}" in ${one.by}.`, place: { path, range: one.range } }];
    return [{ code: 'host-no-network', severity: 'warning', message, range, related }];
  });
}

function askedOnce(config: ProxyConfig, view: ProjectView): readonly NameFinding[] {
  const { service, program, shown, path } = config;
  const asked = config.hosts.filter(({ host }) => leadsToAnother(host, service, view));
  const [first] = asked;
  if (!first) return [];
  const names = [...new Set(asked.map(({ host }) => `"${host}"`))].join(', ');
  const [place, kept] = [`${shown}:${String(first.range.start.line + 1)}`, asked.length > 1 ? 'their addresses' : 'the address'];
  const message = `${NAMES[program]} in "${service}" asks for ${names} once, when it starts (${first.by}, ${place}), and keeps ${kept} until it is reloaded. ${CURES[program]}`;
  const related = asked.map(({ host, by, range }) => ({ message: `"${host}" in ${by}.`, place: { path, range } }));
  return [{ code: 'resolves-once', severity: 'information', message, range: config.range, related }];
}

const NAMES: Readonly<Record<ProxyProgram, string>> = { nginx: 'nginx', haproxy: 'HAProxy' };

const CURES: Readonly<Record<ProxyProgram, string>> = {
  nginx: 'With `resolver 127.0.0.11` and a variable in proxy_pass, or `resolve` at the server of an upstream, it asks anew.',
  haproxy: 'With a section `resolvers` for 127.0.0.11, named at the server, it asks anew.',
};

function leadsToAnother(host: string, service: string, view: ProjectView): boolean {
  const answer = found(host, service, view);
  if (answer?.kind !== 'found' || answer.containers.length === 0) return false;
  const { containers } = projectNames(view.project);
  const own = new Set(containers.flatMap(({ container }) => (container.service.name === service ? [container.name] : [])));
  return !answer.containers.some((one) => own.has(one));
}

/** Undefined for a service that does not start. */
function found(host: string, service: string, { project }: ProjectView): Resolution | undefined {
  const names = projectNames(project);
  const receiver = names.containers.find(({ container }) => container.service.name === service);
  return receiver?.outcome.kind === 'runs' ? resolveName(names, receiver, host) : undefined;
}

import { resolveName } from '../compose/project/resolve.ts';
import type { Place } from '../compose/project/project.ts';
import type { ProxyConfig } from '../compose/proxyConfig.ts';
import type { ProjectView } from '../compose/projectView.ts';
import type { ProxyProgram } from '../../syntax/proxies/proxyConfig.ts';
import type { NameFinding } from './nameRules.ts';
import { projectNames } from './outOfReach.ts';

/** Other services' names that a proxy looks up when it starts, and not again while it runs. */
export function resolvesOnce(configs: readonly ProxyConfig[], view: ProjectView): readonly NameFinding[] {
  return configs.flatMap((config) => {
    const asked = config.hosts.filter(({ host }) => leadsToAnother(host, config.service, view));
    const [first] = asked;
    if (!first) return [];
    const names = [...new Set(asked.map(({ host }) => `"${host}"`))].join(', ');
    const [place, pinned] = [`${config.shown}:${String(first.range.start.line + 1)}`, asked.length > 1 ? 'their addresses' : 'the address'];
    const message = `${NAMES[config.program]} in "${config.service}" asks for ${names} once, when it starts (${first.by}, ${place}), and keeps ${pinned} until it is reloaded. ${CURES[config.program]}`;
    const related = asked.map(({ host, by, range }): { readonly message: string; readonly place: Place } => {
      return { message: `"${host}" in ${by}.`, place: { path: config.path, range } };
    });
    return [{ code: 'resolves-once', severity: 'information', message, range: config.range, related } as const];
  });
}

const NAMES: Readonly<Record<ProxyProgram, string>> = { nginx: 'nginx', haproxy: 'HAProxy' };

const CURES: Readonly<Record<ProxyProgram, string>> = {
  nginx: 'With `resolver 127.0.0.11` and a variable in proxy_pass, or `resolve` at the server of an upstream, it asks anew.',
  haproxy: 'With a section `resolvers` for 127.0.0.11, named at the server, it asks anew.',
};

function leadsToAnother(host: string, service: string, { project }: ProjectView): boolean {
  const names = projectNames(project);
  const receiver = names.containers.find(({ container }) => container.service.name === service);
  const found = receiver && resolveName(names, receiver, host);
  if (found?.kind !== 'found' || found.containers.length === 0) return false;
  const own = new Set(names.containers.flatMap(({ container }) => (container.service.name === service ? [container.name] : [])));
  return !found.containers.some((one) => own.has(one));
}

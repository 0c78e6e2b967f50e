import type { EngineFacts } from '../../domain/engine/container.ts';
import { engineLinks } from '../../domain/engine/engineLinks.ts';
import type { EngineLink } from '../../domain/engine/engineLinks.ts';
import { maskSecret } from '../../domain/secrets.ts';
import { printable } from './printable.ts';

/** The links of a running engine, one a line, with why one sets no variables; `all` adds variables and hosts lines, secrets masked. */
export function engineText(facts: EngineFacts, all: boolean): string {
  const receivers = engineLinks(facts, false);
  const lines = receivers.flatMap(({ receiver, links }) => links.flatMap((link) => linkLines(receiver, link, all)));
  const count = receivers.reduce((sum, { links }) => sum + links.length, 0);
  const head = `engine ${facts.version.version} (API ${facts.version.apiVersion}): ${count} link${count === 1 ? '' : 's'}`;
  return [head, ...lines].map((line) => `${printable(line)}\n`).join('');
}

function linkLines(receiver: string, link: EngineLink, all: boolean): readonly string[] {
  const { source, alias, mechanism, unset } = link;
  const head = `  ${receiver} → ${source} as ${alias}: ${mechanism}${unset ? `; ${unset.text}` : ''}`;
  if (!all) return [head];
  const variables = link.variables.map(({ name, value }) => `    ${name}=${maskSecret(name, value)}`);
  return [head, ...variables, ...link.hosts.map((line) => `    hosts: ${line.replaceAll('\t', ' ')}`)];
}

/** The same as data for a JSON report: what a receiver that starts now would get, secrets masked. */
export function engineJson(facts: EngineFacts): unknown {
  const links = engineLinks(facts, false).flatMap((receiver) =>
    receiver.links.map(({ source, alias, raw, mechanism, network, variables, hosts, unset }) => ({
      receiver: receiver.receiver,
      source,
      alias,
      raw,
      mechanism,
      network,
      variables: variables.map(({ name, value }) => ({ name, value: maskSecret(name, value), how: 'derived' })),
      hosts,
      not_set_because: unset?.text ?? null,
    })),
  );
  return { version: facts.version.version, api: facts.version.apiVersion, links };
}

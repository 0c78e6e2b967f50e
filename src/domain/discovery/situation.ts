import type { ComposeFile, ComposeService } from '../../syntax/compose/composeFile.ts';
import { ambassadorsInFile } from '../ambassadors/inFile.ts';
import { ambassadorMessage, serverWords } from '../ambassadors/words.ts';
import type { FileLink } from '../compose/fileLinks.ts';
import type { NoRewrite, Rewrite } from '../fixes/rewrite.ts';
import { systemsOfFile } from '../registries/candidates.ts';
import type { SystemKind } from '../registries/recognise.ts';
import type { Situation } from './strategy.ts';

/** A link of a compose file with what is known around it. */
export interface LinkAtHand {
  readonly link: FileLink;
  /** All links of the file. */
  readonly links: readonly FileLink[];
  readonly compose: ComposeFile;
  readonly text: string;
  /** The file's path; its last part tells what it is for. */
  readonly path: string;
  /** A service as the project has it. */
  readonly service: (name: string) => ComposeService | undefined;
  /** What can be done for the link, and why nothing can. */
  readonly ways: readonly (Rewrite | NoRewrite)[];
}

/** What the strategies are judged by. */
export function situationOf({ link, links, compose, text, path, service, ways }: LinkAtHand): Situation {
  const source = link.target ?? link.raw;
  const found = ways.flatMap((way) => (way.kind === 'rewrite' ? [{ row: way.row, title: way.title, asks: way.consent === 'asks' }] : []));
  const refused = ways.find((way): way is NoRewrite => way.kind === 'refused');
  const ambassador = ambassadorsInFile({ text, compose, links }).find(({ name }) => name === source);
  const { systems } = systemsOfFile(compose.services);
  const running = (kind: SystemKind): readonly string[] => systems.filter((one) => one.kind === kind).map(({ name }) => name);
  const receiver = service(link.service);
  return {
    receiver: link.service,
    source,
    alias: link.alias ?? source,
    mechanism: link.mechanism,
    inside: link.kind === 'links' && link.targetState === 'defined',
    ways: found,
    refusal: found.length === 0 && refused ? { reason: refused.reason, instead: refused.instead } : null,
    consul: running('consul'),
    registrator: running('registrator'),
    published: (service(source)?.ports.length ?? 0) > 0,
    stack: /(?:^|\/)(?:docker-)?stack[^/]*\.ya?ml$/.test(path),
    asksOnce: onceIn(receiver),
    notes: ambassador ? [ambassadorMessage(ambassador)] : [],
    through: ambassador?.servers.find(({ kind }) => kind === 'near')?.name ?? null,
    far: ambassador ? ambassador.servers.flatMap((server) => (server.kind === 'far' ? [serverWords(server)] : [])) : [],
  };
}

/** Proxies that look names up when they start (nginx `proxy_pass`, HAProxy `server`), by the receiver's image. */
function onceIn(receiver: ComposeService | undefined): Situation['asksOnce'] {
  const image = receiver?.image?.value ?? '';
  if (/(?:^|\/)nginx(?:-unprivileged)?(?::|@|$)/.test(image)) return 'nginx';
  return /(?:^|\/)haproxy(?::|@|$)/.test(image) ? 'haproxy' : null;
}

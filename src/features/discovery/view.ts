import { discoveryMarkdown } from '../../domain/discovery/markdown.ts';
import { situationOf } from '../../domain/discovery/situation.ts';
import { waysIn } from '../../domain/discovery/ways.ts';
import { surroundingsOf } from '../../model/surroundings.ts';
import { runningServices } from '../../model/linkValues.ts';
import { rewriteScope } from '../../model/rewriteScope.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { NamedLink } from './document.ts';

export { removalAt } from './removals.ts';

/** What the document says: how each strategy stands for the link as it is written now, or, where there is no such link, only how they compare. */
export function discoveryText(snapshot: Snapshot, named: NamedLink | null): string {
  const file = snapshot.files.find((one) => one.uri === named?.uri);
  if (!named || file?.kind !== 'compose') return discoveryMarkdown(null);
  const link = file.links.find(({ link: one }) => one.service === named.service && one.raw === named.raw)?.link;
  if (!link) return discoveryMarkdown(null);
  const { text, compose, around, path, uri } = file;
  const texts = new Map(snapshot.files.flatMap((each) => (each.kind === 'unread' ? [] : [[each.uri, each.text] as const])));
  const nearby = { dotenv: { kind: 'none' }, texts: [], unsearched: ['files that are not open'] } as const;
  const running = new Map([...runningServices(file, snapshot)].map(([service, all]) => [service, all.length]));
  const scope = rewriteScope(file, (asked) => (asked === uri ? text : (texts.get(asked) ?? null)), {
    ...surroundingsOf(snapshot, file, nearby),
    running,
  });
  const ways = link.kind === 'links' ? waysIn(scope, compose.format)(link) : [];
  const links = file.links.map((each) => each.link);
  const own = new Map(compose.services.map((service) => [service.name, service]));
  return discoveryMarkdown(
    situationOf({ link, links, compose, text, path, ways, service: (name) => around.service(name) ?? own.get(name) }),
  );
}

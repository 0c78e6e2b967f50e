import type { Range } from '../text.ts';
import type { YamlMap, YamlScalar } from '../yaml/tree.ts';
import type { LinkItem } from './composeFile.ts';
import { isInterpolated, itemsAt, nameOf, odd, rangeOf, splitColons } from './fields.ts';
import type { Reading } from './fields.ts';
import type { Reached } from './follow.ts';

/** The items of `links` or `external_links`, each link once; an item that is no string is odd and left out. */
export function readLinks(reading: Reading, service: Reached<YamlMap>, key: 'links' | 'external_links'): readonly LinkItem[] {
  const items = itemsAt(reading, service, key);
  if (items.length === 0) return [];
  const links = new Map<string, LinkItem & { readonly repeats: Range[] }>();
  for (const { node, own } of items) {
    if (node.kind !== 'scalar' || typeof node.value !== 'string') {
      odd(reading, 'not-a-string', `An item of \`${key}\` is ${nameOf(node)} where Compose wants a string.`, node.span);
      continue;
    }
    const item = linkItem(node, own, rangeOf(reading, node));
    const same = sameAs(item);
    const first = links.get(same);
    if (first) first.repeats.push(item.range);
    else links.set(same, item);
  }
  return [...links.values()];
}

/** Alike for two items that say the same. */
function sameAs({ raw, target, alias }: LinkItem): string {
  return target === null || alias === null ? `?${raw}` : `${target.length}:${target}${alias}`;
}

/**
 * `SERVICE`, `SERVICE:ALIAS` or `SERVICE:` (the alias is the service); Compose splits at the first colon, after
 * interpolation, so a variable's own colons (`${DB:-mysql}:db`) are not the item's.
 */
function linkItem(node: YamlScalar, own: boolean, range: Range): LinkItem & { readonly repeats: Range[] } {
  const raw = node.text;
  const [before = '', ...after] = splitColons(raw);
  const target = known(before);
  const written = after.join(':');
  const alias = written === '' ? target : known(written);
  return { raw, range, target, alias, own, malformed: after.length > 1, repeats: [] };
}

/** `$$` stands for one `$` (compose-spec, interpolation). */
function known(text: string): string | null {
  return isInterpolated(text) ? null : text.replaceAll('$$', '$');
}

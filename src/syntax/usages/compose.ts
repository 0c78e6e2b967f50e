import type { Span } from '../text.ts';
import { parseYaml } from '../yaml/parse.ts';
import type { YamlNode } from '../yaml/tree.ts';
import { before, candidatesOf } from './names.ts';
import { hasDefault } from './shell.ts';
import { isUrlUse } from './url.ts';
import type { Found } from './usage.ts';

/** The keys whose values a container runs. */
const RUN_KEYS: ReadonlySet<string> = new Set(['command', 'entrypoint', 'test']);

/**
 * The readers in a compose file: `$$NAME` in what a container runs. `$NAME` is what Compose itself fills in from its own environment,
 * which no link reaches (compose-spec, interpolation).
 */
export function scanCompose(text: string): readonly Found[] {
  if (!/\$\$\{?[A-Z0-9]/.test(text)) return [];
  const { root } = parseYaml(text);
  const spans = root ? spansIn(root) : [];
  const found: Found[] = [];
  let next = 0;
  for (const candidate of candidatesOf(text)) {
    while ((spans[next]?.end ?? Infinity) <= candidate.start) next++;
    const span = spans[next];
    if (!span || candidate.start < span.start || !/(?:^|[^$])(?:\$\$)+\{?$/.test(before(text, candidate.start))) continue;
    found.push({ ...candidate, form: 'literal', hasDefault: hasDefault(text, candidate), url: isUrlUse(text, candidate) });
  }
  return found;
}

/** The places of the values that are run, in the text's order. */
function spansIn(root: YamlNode): readonly Span[] {
  const spans: Span[] = [];
  const visit = (node: YamlNode | null): void => {
    if (node?.kind === 'seq') node.items.forEach(visit);
    if (node?.kind !== 'map') return;
    for (const { key, value } of node.entries) {
      if (value && RUN_KEYS.has(key.text) && value.kind !== 'map') spans.push(value.span);
      else visit(value);
    }
  };
  visit(root);
  return spans;
}

import { prefixOf, setsVariables } from './rule.ts';
import type { Rule } from './rule.ts';

/** Two aliases of one receiver make variables of the same names, which the engine mixes in random order. */
export const linkPrefixCollision: Rule<'link-prefix-collision'> = {
  code: 'link-prefix-collision',
  meaning: 'Two aliases of the service differ only by letter case or by `-` and `_`, so the variables of both links have the same names.',
  check(subject) {
    const { alias, service, raw } = subject.link;
    if (alias === null || !setsVariables(subject)) return null;
    const prefix = prefixOf(alias);
    const same = subject.together.find((other) => other.alias !== null && other.alias !== alias && prefixOf(other.alias) === prefix);
    if (!same) return null;
    return {
      severity: 'warning',
      message: `The links "${raw}" and "${same.raw}" of "${service}" both set ${prefix}_…, and which of them a value comes from is left to chance.`,
    };
  },
};

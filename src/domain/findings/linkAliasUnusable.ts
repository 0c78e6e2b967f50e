import { prefixOf, setsVariables } from './rule.ts';
import type { Rule } from './rule.ts';

/** The alias makes names that no shell can refer to (POSIX, base definitions 3.216, "Name"). */
export const linkAliasUnusable: Rule<'link-alias-unusable'> = {
  code: 'link-alias-unusable',
  meaning: 'The alias begins with a digit or holds a dot or another character that no shell allows in the name of a variable.',
  check(subject) {
    const { alias, service, raw } = subject.link;
    if (alias === null || !setsVariables(subject)) return null;
    const prefix = prefixOf(alias);
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(prefix)) return null;
    return {
      severity: 'information',
      message: `No shell can read the variables of the link "${raw}" of "${service}": their names begin with "${prefix}_".`,
    };
  },
};

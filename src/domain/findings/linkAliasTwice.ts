import type { ProjectLink } from '../compose/project/project.ts';
import { inEvery } from './rule.ts';
import type { Rule } from './rule.ts';

/** A container has each name once: of several links with one alias one counts, on networks the last (libnetwork keeps aliases by name). */
export const linkAliasTwice: Rule<'link-alias-twice'> = {
  code: 'link-alias-twice',
  meaning: 'Two links of the service give different services the same alias, and only one of them counts.',
  check(subject) {
    const { service, raw, mechanism, malformed } = subject.link;
    if (malformed || (mechanism !== 'dns' && mechanism !== 'legacy')) return null;
    return inEvery(subject, ({ receiver, link }) => {
      const all: readonly ProjectLink[] = [...receiver.links, ...receiver.externalLinks];
      const other = all.findLast(({ alias, target }) => alias === link.alias && target !== link.target);
      if (!other || link.alias === '') return null;
      const last = all.findLast(({ alias }) => alias === link.alias);
      const counts = mechanism === 'dns' && last ? `the last one counts, so it leads to "${last.target}"` : 'only one of them counts';
      return {
        severity: 'warning',
        message: `The links "${raw}" and "${other.value}" of "${service}" have the alias "${link.alias}" both; ${counts}.`,
        related: [{ message: `The link "${other.value}".`, place: other.place }],
      };
    });
  },
};

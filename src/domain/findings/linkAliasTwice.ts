import type { ProjectLink } from '../compose/project/project.ts';
import { inEvery } from './rule.ts';
import type { Rule } from './rule.ts';

/**
 * A container has each name once: of several links with one alias one counts. On networks it is the last (libnetwork keeps aliases by name), and
 * docker-compose 1.x sends only the last; of those that Compose 2 sends for the default bridge the engine keeps the first.
 */
export const linkAliasTwice: Rule<'link-alias-twice'> = {
  code: 'link-alias-twice',
  meaning: 'Two links of the service give different services the same alias, and only one of them counts.',
  check(subject) {
    const { service, raw, mechanism, malformed } = subject.link;
    if (malformed || (mechanism !== 'dns' && mechanism !== 'legacy')) return null;
    return inEvery(subject, ({ view, receiver, link }) => {
      const all: readonly ProjectLink[] = [...receiver.links, ...receiver.externalLinks];
      const other = all.findLast(({ alias, target }) => alias === link.alias && target !== link.target);
      if (!other || link.alias === '') return null;
      const same = all.filter(({ alias }) => alias === link.alias);
      const isLast = mechanism === 'dns' || view.project.reader === 'compose-1';
      const counts = `the ${isLast ? 'last' : 'first'} one counts, so it leads to "${(isLast ? same.at(-1) : same[0])?.target ?? ''}"`;
      return {
        severity: 'warning',
        message: `The links "${raw}" and "${other.value}" of "${service}" have the alias "${link.alias}" both; ${counts}.`,
        related: [{ message: `The link "${other.value}".`, place: other.place }],
      };
    });
  },
};

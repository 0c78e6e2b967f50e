import { sharedNetwork } from '../compose/projectView.ts';
import { inEvery } from './rule.ts';
import type { Rule } from './rule.ts';

/** A link's alias wins over the names on its networks (libnetwork, ResolveName), so another service of that name is hidden from the receiver. */
export const linkAliasService: Rule<'link-alias-service'> = {
  code: 'link-alias-service',
  meaning: 'The alias is the name of another service, which the service with the link cannot reach by its name any more.',
  check(subject) {
    const { service, alias, raw, mechanism, targetState } = subject.link;
    if (alias === null || alias === subject.link.target || mechanism !== 'dns' || targetState === 'missing') return null;
    return inEvery(subject, ({ view, receiver, source }) => {
      const hidden = view.active.get(alias);
      if (!hidden || hidden === source || hidden.networkMode || sharedNetwork(view, receiver, hidden) !== true) return null;
      const whom = hidden === receiver ? 'the service itself' : `the service "${alias}"`;
      const [place] = hidden.places;
      return {
        severity: 'warning',
        message: `For "${service}" the alias of the link "${raw}" hides ${whom}, which has the same name.`,
        related: place ? [{ message: `The service "${alias}".`, place }] : [],
      };
    });
  },
};

import { isApartInEvery, isOrderOnly } from './reach.ts';
import type { Rule } from './rule.ts';

/** The link is one that every engine keeps and nobody needs. */
export const linkDns: Rule<'link-dns'> = {
  code: 'link-dns',
  meaning: 'The link is a DNS alias on a project network: it works on every engine and sets no variables.',
  unnecessary: true,
  check(subject) {
    const { service, raw, mechanism, targetState } = subject.link;
    if (mechanism !== 'dns' || targetState === 'missing' || isOrderOnly(subject) || isApartInEvery(subject)) return null;
    return {
      severity: 'hint',
      message: `The link "${raw}" of "${service}" is only a private name in Docker's DNS; it sets no variables.`,
    };
  },
};

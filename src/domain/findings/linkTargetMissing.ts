import type { Rule } from './rule.ts';

/** The service that the link names is nowhere; a link that is refused anyway is not judged twice. */
export const linkTargetMissing: Rule<'link-target-missing'> = {
  code: 'link-target-missing',
  meaning: 'No compose file of the folder defines the service that the link names.',
  check({ link: { service, raw, target, mechanism, targetState }, near }) {
    if (mechanism === 'refused' || targetState !== 'missing' || target === service) return null;
    const meant = near(target ?? raw);
    const message = `"${service}" links to "${target ?? raw}", which no file of this folder defines`;
    return {
      severity: 'error',
      message: meant ? `${message}; did you mean "${meant.name}"?` : `${message}.`,
      related: meant?.place ? [{ message: `The service "${meant.name}".`, place: meant.place }] : [],
    };
  },
};

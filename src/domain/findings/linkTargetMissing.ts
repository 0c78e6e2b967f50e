import type { Rule } from './rule.ts';

/** The service that the link names is nowhere; a link that is refused anyway is not judged twice. */
export const linkTargetMissing: Rule<'link-target-missing'> = {
  code: 'link-target-missing',
  meaning: 'No compose file of the folder defines the service that the link names.',
  check({ link: { service, raw, target, mechanism, targetState } }) {
    if (mechanism === 'refused' || targetState !== 'missing') return null;
    return { severity: 'error', message: `"${service}" links to "${target ?? raw}", which no file of this folder defines.` };
  },
};

import type { Rule } from './rule.ts';

/** The service waits for itself (docker-compose 1.x: "A service can not link to itself"; compose-go: a dependency cycle). */
export const linkSelf: Rule<'link-self'> = {
  code: 'link-self',
  meaning: 'The service links to itself, which Compose refuses.',
  check({ link: { service, kind, target, mechanism } }) {
    if (kind !== 'links' || target !== service || mechanism === 'refused') return null;
    return { severity: 'error', message: `"${service}" links to itself, which Compose refuses.` };
  },
};

import { inEvery } from './rule.ts';
import type { Rule } from './rule.ts';

/** A link leads to one container (Compose 2 `pkg/compose/convergence.go`, getLinks; docker-compose 1.x `service.py`, _get_links). */
export const linkScaledTarget: Rule<'link-scaled-target'> = {
  code: 'link-scaled-target',
  meaning: 'The linked service has several containers, of which the link’s name leads to one only.',
  check(subject) {
    const { service, kind, raw, mechanism, malformed } = subject.link;
    if (kind !== 'links' || malformed || (mechanism !== 'dns' && mechanism !== 'legacy')) return null;
    return inEvery(subject, ({ source, link }) => {
      if (!source || source.scale <= 1) return null;
      const place = source.scaleFrom;
      return {
        severity: 'information',
        message: `"${source.name}" has ${source.scale} containers, and "${link.alias}" leads "${service}" to one of them only, because of the link "${raw}".`,
        related: place ? [{ message: `"${source.name}" has ${source.scale} containers.`, place }] : [],
      };
    });
  },
};

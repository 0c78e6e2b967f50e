import type { TargetEngine } from '../engine/target.ts';
import type { Rule } from './rule.ts';

/** The link is one that Docker 29 takes the variables from. */
export const linkLegacy: Rule<'link-legacy'> = {
  code: 'link-legacy',
  meaning: 'The link is on the default bridge: a hosts line, and up to Engine 28 variables.',
  check({ link: { service, raw, mechanism, targetState }, engine }) {
    if (mechanism !== 'legacy' || targetState === 'missing') return null;
    return {
      severity: engine <= 28 ? 'information' : 'warning',
      message: `The link "${raw}" of "${service}" is a legacy link: ${legacyFate(engine)}.`,
    };
  },
};

/** What an engine makes of a legacy link. */
export function legacyFate(engine: TargetEngine): string {
  switch (engine) {
    case 28:
      return 'Docker 28 still sets its variables and its hosts line, Docker 29 sets the hosts line only';
    case 29:
      return 'Docker 29 sets its hosts line but none of its variables';
    case 30:
      return 'Docker 30 is to set neither its variables nor its hosts line';
  }
}

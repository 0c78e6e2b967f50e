import { isOrderOnly } from './reach.ts';
import type { Rule } from './rule.ts';

/** The name resolves without the link, so the start order is what it gives (compose-spec, links; compose-go `loader/normalize.go`). */
export const linkOrderOnly: Rule<'link-order-only'> = {
  code: 'link-order-only',
  meaning: 'The link’s name is one that Docker’s DNS knows anyway: what the link gives is the order in which the services start.',
  unnecessary: true,
  check(subject) {
    if (!isOrderOnly(subject)) return null;
    const { service, raw, target } = subject.link;
    const depends = subject.inProjects[0]?.receiver.dependsOn.some((each) => each.service === target && each.from === 'depends_on');
    const gives = depends ? `"depends_on" gives the start order, too` : 'it adds the start order and a joint restart';
    return {
      severity: 'hint',
      message: `Docker's DNS knows "${target ?? raw}" without the link "${raw}" of "${service}"; ${gives}.`,
    };
  },
};

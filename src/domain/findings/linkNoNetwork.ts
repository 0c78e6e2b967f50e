import type { LinkInProject } from '../compose/fileInProjects.ts';
import { isApart, whereIs } from './reach.ts';
import { inEvery } from './rule.ts';
import type { Related, Rule } from './rule.ts';

/** The two containers do not see each other: on project networks nobody says so, on the default bridge the receiver does not start (moby `daemon/links_linux.go`). */
export const linkNoNetwork: Rule<'link-no-network'> = {
  code: 'link-no-network',
  meaning: 'The two services share no network, so the name that the link makes leads nowhere.',
  check(subject) {
    const { service, alias, raw, mechanism, malformed } = subject.link;
    if (malformed || (mechanism !== 'dns' && mechanism !== 'legacy')) return null;
    return inEvery(subject, (one) => {
      if (!one.source || !isApart(one)) return null;
      const source = one.source.name;
      const where = whereIs(one.view.attachments.get(source), one.view.project);
      if (mechanism === 'legacy') {
        const message = `"${service}" cannot start with the link "${raw}": it is on the default bridge, and "${source}" is ${where}.`;
        return { severity: 'error', message, related: relatedOf(one, where) };
      }
      const message = `"${service}" and "${source}" share no network ("${source}" is ${where}), so "${alias ?? raw}" does not resolve.`;
      return { severity: 'warning', message, related: relatedOf(one, where) };
    });
  },
};

function relatedOf({ source }: LinkInProject, where: string): readonly Related[] {
  const place = source?.networkMode?.place ?? source?.networks[0]?.place ?? source?.places[0];
  return source && place ? [{ message: `"${source.name}" is ${where}.`, place }] : [];
}

import type { LinkInProject } from '../compose/fileInProjects.ts';
import { inEvery } from './rule.ts';
import type { Rule } from './rule.ts';

/** Compose enables no profile for a link's sake: a target without an active profile counts as undefined (compose-spec, profiles). */
export const linkTargetProfile: Rule<'link-target-profile'> = {
  code: 'link-target-profile',
  meaning: 'The linked service belongs to a profile that the service with the link does not need, and without it Compose refuses the link.',
  check(subject) {
    const { service, kind, mechanism } = subject.link;
    if (kind !== 'links' || mechanism === 'refused') return null;
    return inEvery(subject, (one) => {
      if (!one.source || !needsProfile(one)) return null;
      const names = one.source.profiles.map(({ value }) => `"${value}"`).join(' or ');
      const place = one.source.profiles[0]?.place;
      return {
        severity: 'warning',
        message: `"${one.source.name}" takes part only with the profile ${names}: without it Compose refuses to start "${service}".`,
        related: place ? [{ message: `The profiles of "${one.source.name}".`, place }] : [],
      };
    });
  },
};

function needsProfile({ view, receiver, source }: LinkInProject): boolean {
  if (!source || source.profiles.length === 0) return false;
  if (view.active.has(receiver.name)) return view.disabled.has(source.name);
  const enabling = new Set(source.profiles.map(({ value }) => value));
  return receiver.profiles.some(({ value }) => !enabling.has(value));
}

import { baseName } from '../compose/project/paths.ts';
import type { Rule, Subject } from './rule.ts';

/** The service that the link names is nowhere; a link that is refused anyway is not judged twice. */
export const linkTargetMissing: Rule<'link-target-missing'> = {
  code: 'link-target-missing',
  meaning: 'No compose file of the folder defines the service that the link names.',
  check(subject) {
    const { service, raw, target, mechanism, targetState } = subject.link;
    if (mechanism === 'refused' || targetState !== 'missing' || isFragment(subject)) return null;
    const meant = subject.near(target ?? raw);
    const message = `"${service}" links to "${target ?? raw}", which no file of this folder defines`;
    return {
      severity: 'error',
      message: meant ? `${message}; did you mean "${meant.name}"?` : `${message}.`,
      related: meant?.place ? [{ message: `The service "${meant.name}".`, place: meant.place }] : [],
    };
  },
};

const WHOLE = /^(?:(?:docker-)?compose|fig)\.ya?ml$/;

/** A file of another name whose service has no image lies over a file that is not at hand, which may define the target, too. */
function isFragment({ inProjects }: Subject): boolean {
  return (
    inProjects.length > 0 &&
    inProjects.every(({ receiver, link }) => !receiver.image && !receiver.build && !WHOLE.test(baseName(link.place.path)))
  );
}

import { contains } from '../../syntax/text.ts';
import { inEvery } from './rule.ts';
import type { Rule } from './rule.ts';

/** What a link leads to is hidden by a variable that no file sets, or by one that Compose cannot read (compose-spec, interpolation). */
export const linkHidden: Rule<'link-hidden'> = {
  code: 'link-hidden',
  meaning: 'What the link leads to is the value of a variable that no file sets, or Compose cannot read its variables.',
  check(subject) {
    const { raw, range, service } = subject.link;
    return inEvery(subject, ({ view, link }) => {
      const problem = view.project.problems.find(
        ({ code, place }) => code === 'interpolation' && place?.path === link.place.path && contains(range, place.range.start),
      );
      if (problem) return { severity: 'warning', message: `Compose does not read the link "${raw}" of "${service}": ${problem.message}` };
      const [unset] = link.target === '' ? link.assumedUnset : [];
      if (unset === undefined) return null;
      return {
        severity: 'information',
        message: `No file sets ${unset}, so the files do not tell where the link "${raw}" of "${service}" leads.`,
      };
    });
  },
};

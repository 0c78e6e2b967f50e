import { linkPrefix } from '../../env/prefix.ts';
import { counts } from '../linkCase.ts';
import type { LinkCase, Rule } from '../linkCase.ts';
import { told } from '../verdict.ts';
import type { Verdict } from '../verdict.ts';

/** Variables that the link does not have for itself: another link or the receiver's own environment sets them too. */
export const names: Rule = (one) => (counts(one) ? [...collision(one), ...own(one)] : []);

function collision(one: LinkCase): readonly Verdict[] {
  const { link, links, receiver } = one;
  const mine = new Set(link.variables.map(({ name }) => name));
  const other = links.find((sibling) => sibling !== link && sibling.variables.some(({ name }) => mine.has(name)));
  if (!other) return [];
  const shared = other.variables.map(({ name }) => name).filter((name) => mine.has(name));
  const prefix = linkPrefix(link.alias);
  return [
    {
      code: 'prefix-collision',
      known: 'read',
      summary: `The links "${link.alias}" and "${other.alias}" of "${receiver.name}" set the same variables: ${shared[0] ?? ''}${shared.length > 1 ? ` and ${shared.length - 1} more` : ''}.`,
      consequence: 'Which of the two values a variable gets is left to chance at every start.',
      remedies: [{ kind: 'rename-alias', receiver: receiver.name, alias: link.alias }],
      grounds: [told(`Variables of "${link.alias}" begin with ${prefix}_, those of "${other.alias}" with ${linkPrefix(other.alias)}_.`)],
      variables: [],
    },
  ];
}

function own({ link, receiver }: LinkCase): readonly Verdict[] {
  const set = new Set(receiver.env.map((entry) => entry.split('=')[0] ?? ''));
  const covered = link.variables.map(({ name }) => name).filter((name) => set.has(name));
  if (covered.length === 0) return [];
  return [
    {
      code: 'own-variable-wins',
      known: 'read',
      summary: `"${receiver.name}" sets ${covered.join(', ')} itself, and that wins over the link "${link.alias}".`,
      consequence: 'These variables stay as they are when the link goes.',
      remedies: [],
      grounds: [told(`The environment of "${receiver.name}" names ${covered.join(', ')}.`)],
      variables: [],
    },
  ];
}

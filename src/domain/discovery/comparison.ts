import { STRATEGIES } from './index.ts';
import type { Judgement, Situation, Strategy } from './strategy.ts';

/** A strategy with what is to be said of it for one link. */
export interface Compared {
  readonly strategy: Strategy;
  readonly judgement: Judgement;
}

const ORDER: readonly Judgement['fit'][] = ['fits', 'if', 'no'];

/** Every strategy as it stands for a link: those that fit first. */
export function compareFor(link: Situation): readonly Compared[] {
  const all = STRATEGIES.map((strategy): Compared => ({ strategy, judgement: strategy.judge(link) }));
  return all.sort((a, b) => ORDER.indexOf(a.judgement.fit) - ORDER.indexOf(b.judgement.fit));
}

/** How a strategy stands, in words. */
export function fitWords(fit: Judgement['fit']): string {
  switch (fit) {
    case 'fits':
      return 'fits';
    case 'if':
      return 'only if';
    case 'no':
      return 'does not fit';
  }
}

/** What a link is, which is what another way must make up for: one sentence that is true of its mechanism. */
export function whyNot({ mechanism, receiver, source, alias }: Situation): string {
  switch (mechanism) {
    case 'legacy':
      return `The hosts line of "${alias}" follows a restart of "${source}", the variables that "${receiver}" got when it started do not, and Docker 29 sets none.`;
    case 'dns':
      return alias === source
        ? `"${alias}" is a name in Docker’s DNS without the link, too, looked up anew each time and so not static at all: the link adds the order of start, and one container where "${source}" has several.`
        : `The link is a name in Docker’s DNS already, looked up anew each time and so not static at all: it only keeps "${alias}" to "${receiver}" and to one container of "${source}".`;
    case 'none':
      return `"${receiver}" has no network, so the link has no effect.`;
    case 'refused':
      return `"${receiver}" cannot start with the link.`;
    case 'unknown':
      return 'What becomes of the link depends on a variable or on another file.';
  }
}

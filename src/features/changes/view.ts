import type { Snapshot } from '../../model/snapshot.ts';
import { isFault } from '../../domain/verdicts/verdict.ts';
import { VERDICT_WORDS } from '../shared/verdictWords.ts';

/** A running link that is not what it should be. */
export interface LinkTrouble {
  /** The same as long as the trouble is the same. */
  readonly key: string;
  readonly summary: string;
  readonly words: string;
}

/** Every running link with a fault that is known, by its gravest; what nobody can tell is no trouble. */
export function troublesOf({ engines }: Snapshot): readonly LinkTrouble[] {
  return engines.flatMap(({ address, verdicts }) =>
    verdicts.flatMap(({ receiverId, receiver, links }) =>
      links.flatMap(({ link, verdicts: [gravest] }) => {
        if (!gravest || gravest.known === 'unknown' || !isFault(gravest.code)) return [];
        const key = JSON.stringify([address, receiverId, link.raw, gravest.code, gravest.variables.map(({ now }) => now)]);
        return [{ key, summary: gravest.summary, words: `${receiver} → ${link.alias}: ${VERDICT_WORDS[gravest.code]}` }];
      }),
    ),
  );
}

/** What the badge of the view says; null while every link is as it should be. */
export function badgeOf(troubles: readonly LinkTrouble[]): { readonly value: number; readonly tooltip: string } | null {
  if (troubles.length === 0) return null;
  return { value: troubles.length, tooltip: troubles.map(({ words }) => words).join('\n') };
}

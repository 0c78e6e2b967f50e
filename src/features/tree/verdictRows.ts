import type { TargetEngine } from '../../domain/engine/target.ts';
import { remedyText } from '../../domain/verdicts/remedy.ts';
import { verdictSeverity } from '../../domain/verdicts/verdict.ts';
import type { Ground, Verdict } from '../../domain/verdicts/verdict.ts';
import { VERDICT_WORDS } from '../shared/verdictWords.ts';
import { idOf, row } from './rows.ts';
import type { RowIcon, TreeRow } from './rows.ts';

/** How a running link is shown: by the gravest of what is to be said about it. */
export interface VerdictState {
  readonly words: string;
  readonly icon: RowIcon;
  readonly needsAction: boolean;
}

/** Null for a link about which there is no verdict. */
export function verdictState([gravest]: readonly Verdict[], target: TargetEngine): VerdictState | null {
  if (!gravest) return null;
  const icon = verdictIcon(gravest, target);
  return { words: VERDICT_WORDS[gravest.code], icon, needsAction: icon === 'warning' || icon === 'error' };
}

/** The same of an engine that is out of reach: nobody can tell whether it still is so. */
export function lastSeen({ words, needsAction }: VerdictState): VerdictState {
  return { words: `last seen: ${words}`, icon: 'question', needsAction };
}

/** The row "Verdict" with everything that is to be said below it: what follows, what helps, and what it rests on. */
export function verdictRow(id: string, verdicts: readonly Verdict[], target: TargetEngine, isLastSeen = false): TreeRow {
  const [gravest] = verdicts;
  return row({
    kind: 'verdict',
    id: idOf(id, 'verdict'),
    label: 'Verdict',
    description: `${isLastSeen ? 'last seen: ' : ''}${gravest?.summary ?? ''}`,
    tooltip: verdicts.map(({ summary, consequence }) => `${summary}\n${consequence}`).join('\n\n'),
    icon: gravest && !isLastSeen ? verdictIcon(gravest, target) : 'question',
    open: false,
    children: () => verdicts.flatMap((verdict) => partsOf(id, verdict, target)),
  });
}

function partsOf(
  id: string,
  { code, summary, consequence, variables, remedies, grounds, known }: Verdict,
  target: TargetEngine,
): readonly TreeRow[] {
  const part = (key: string, label: string, icon: RowIcon, description = ''): TreeRow =>
    row({
      kind: 'verdict',
      id: idOf(id, code, key),
      label,
      description,
      tooltip: `${label}${description === '' ? '' : ` (${description})`}`,
      icon,
    });
  return [
    part('summary', summary, verdictIcon({ code, known }, target)),
    ...(consequence === '' ? [] : [part('consequence', consequence, 'arrow-right')]),
    ...variables.map(({ name, old, now }) => part(`variable ${name}`, name, 'symbol-variable', `${old} → ${now}`)),
    ...remedies.map((remedy) => part(`remedy ${remedyText(remedy)}`, remedyText(remedy), 'lightbulb')),
    ...grounds.map((ground) => part(`ground ${ground.text}`, ground.text, 'search', knownWords(ground))),
  ];
}

function knownWords({ known, source }: Ground): string {
  switch (known) {
    case 'read':
      return source ? `read: ${source.request}` : 'read from the engine';
    case 'derived':
      return 'derived, not read';
    case 'unknown':
      return 'not known';
  }
}

function verdictIcon({ code, known }: Pick<Verdict, 'code' | 'known'>, target: TargetEngine): RowIcon {
  if (code === 'unproved' || known === 'unknown') return 'question';
  switch (verdictSeverity(code, target)) {
    case 'hint':
      return code === 'dns-right' ? 'link' : 'pass';
    case 'information':
      return 'info';
    case 'warning':
      return 'warning';
    case 'error':
      return 'error';
  }
}

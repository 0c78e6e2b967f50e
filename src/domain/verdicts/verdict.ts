import type { TargetEngine } from '../engine/target.ts';
import type { Severity } from '../findings/severity.ts';
import type { Remedy } from './remedy.ts';

/** How something is known: read from the engine, derived from start times and past addresses, or not known. */
export type Known = 'read' | 'derived' | 'unknown';

/** One thing that a verdict rests on. */
export interface Ground {
  readonly text: string;
  readonly known: Known;
  /** The request that told it and when; null for what a list or an inspect of the engine told, or what nobody knows. */
  readonly source: { readonly request: string; readonly at: string } | null;
}

/** A variable of the first process whose address is no longer that of the source; no other variable of a link can become stale. */
export interface StaleVariable {
  readonly name: string;
  readonly old: string;
  readonly now: string;
}

/** What a code means: how grave it is for a target engine, and whether the link is then not what it should be. */
interface Meaning {
  readonly severity: readonly [Severity, Severity, Severity];
  readonly fault: boolean;
}

/** Every code with its severity for Docker 28, 29 and 30. */
const MEANINGS = {
  'source-removed': fault('error'),
  'source-recreated': fault('error'),
  'source-stopped': fault('error'),
  'source-off-bridge': fault('error'),
  cycle: fault('error'),
  'unhealthy-by-link': fault('error'),
  'links-refused': fault('error'),
  stale: fault('error'),
  'hosts-stale': fault('error'),
  'hosts-missing': fault('error'),
  'icc-rule-lost': fault('error'),
  'no-shared-network': fault('error'),
  'dns-source-missing': fault('error'),
  'dns-source-stopped': fault('warning'),
  'dns-overridden': fault('warning'),
  'hosts-family-lost': fault('warning'),
  'source-renamed': fault('warning'),
  'receiver-renamed': fault('warning'),
  'add-host-wins': fault('warning'),
  'add-host-overwritten': fault('warning'),
  'hosts-beats-dns': note('warning', 'warning', 'warning'),
  'receiver-off-bridge': fault('warning'),
  'no-effect': fault('warning'),
  'link-removed': fault('information'),
  'both-stopped': fault('information'),
  'source-restarted': fault('information'),
  unproved: fault('information'),
  'prefix-collision': fault('warning'),
  'alias-shared': note('information', 'information', 'information'),
  'kept-by-escape-hatch': note('hint', 'warning', 'warning'),
  'not-set-on-engine': note('hint', 'warning', 'warning'),
  'own-variable-wins': note('hint', 'hint', 'hint'),
  right: note('hint', 'information', 'warning'),
  'dns-right': note('hint', 'hint', 'hint'),
} as const satisfies Readonly<Record<string, Meaning>>;

/** What is said about a link, as a stable code. */
export type VerdictCode = keyof typeof MEANINGS;

/** All codes, the gravest first. */
export const VERDICT_CODES = Object.keys(MEANINGS) as readonly VerdictCode[];

/** One thing that is true of a link, with what follows from it and what helps. */
export interface Verdict {
  readonly code: VerdictCode;
  /** How the verdict as a whole is known: no better than what it rests on. */
  readonly known: Known;
  readonly summary: string;
  readonly consequence: string;
  readonly remedies: readonly Remedy[];
  readonly grounds: readonly Ground[];
  /** Only of the code `stale`. */
  readonly variables: readonly StaleVariable[];
}

/** How grave a verdict is for a target engine. */
export function verdictSeverity(code: VerdictCode, engine: TargetEngine): Severity {
  return MEANINGS[code].severity[engine - 28] ?? 'information';
}

/** Whether a link with this verdict is not what it should be. */
export function isFault(code: VerdictCode): boolean {
  return MEANINGS[code].fault;
}

/** Something read by the list or an inspect of the engine. */
export function told(text: string): Ground {
  return { text, known: 'read', source: null };
}

/** Something that follows from start times and past addresses. */
export function derived(text: string): Ground {
  return { text, known: 'derived', source: null };
}

function fault(severity: Severity): Meaning & { readonly fault: true } {
  return { severity: [severity, severity, severity], fault: true };
}

function note(on28: Severity, on29: Severity, on30: Severity): Meaning & { readonly fault: false } {
  return { severity: [on28, on29, on30], fault: false };
}

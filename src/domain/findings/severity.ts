/** From the mildest to the gravest, as editors know them. */
export const SEVERITIES = ['hint', 'information', 'warning', 'error'] as const;

/** How grave a finding is. */
export type Severity = (typeof SEVERITIES)[number];

/** Whether one severity is at least as grave as another. */
export function atLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);
}

import type { FileLink } from '../compose/fileLinks.ts';

/** From the mildest to the gravest, as editors know them. */
export const SEVERITIES = ['hint', 'information', 'warning', 'error'] as const;

/** How grave a finding is. */
export type Severity = (typeof SEVERITIES)[number];

/** The major versions of the engine a question can be asked for. */
export const TARGET_ENGINES = [28, 29, 30] as const;

/** A major version of the engine: up to 28 legacy links set variables, 29 sets none, 30 is to drop legacy links. */
export type TargetEngine = (typeof TARGET_ENGINES)[number];

/** What is to be said about one link. */
export interface LinkFinding {
  readonly code: 'link-dns' | 'link-legacy' | 'link-refused' | 'link-target-missing';
  readonly severity: Severity;
  readonly message: string;
}

/** Whether one severity is at least as grave as another. */
export function atLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);
}

/** The gravest thing to say about a link under an engine; null where it has no effect or files cannot tell what it becomes. */
export function linkFinding(link: FileLink, engine: TargetEngine): LinkFinding | null {
  const { service, raw } = link;
  if (link.mechanism === 'refused') {
    return { code: 'link-refused', severity: 'error', message: `"${service}" cannot start with the link "${raw}": ${refusal(link)}.` };
  }
  if (link.targetState === 'missing') {
    return {
      code: 'link-target-missing',
      severity: 'error',
      message: `"${service}" links to "${link.target ?? raw}", which no file of this folder defines.`,
    };
  }
  switch (link.mechanism) {
    case 'legacy':
      return {
        code: 'link-legacy',
        severity: engine <= 28 ? 'information' : 'warning',
        message: `The link "${raw}" of "${service}" is a legacy link: ${legacyFate(engine)}.`,
      };
    case 'dns':
      return {
        code: 'link-dns',
        severity: 'hint',
        message: `The link "${raw}" of "${service}" is only a private name in Docker's DNS; it sets no variables.`,
      };
    case 'none':
    case 'unknown':
      return null;
  }
}

function refusal({ raw, malformed }: FileLink): string {
  return malformed
    ? `"${raw}" holds more than one colon`
    : 'its network mode shares a network stack, which the engine does not allow with links';
}

function legacyFate(engine: TargetEngine): string {
  switch (engine) {
    case 28:
      return 'Docker 28 still sets its variables and its hosts line, Docker 29 sets the hosts line only';
    case 29:
      return 'Docker 29 sets its hosts line but none of its variables';
    case 30:
      return 'Docker 30 is to set neither its variables nor its hosts line';
  }
}

import type { TargetEngine } from '../engine/target.ts';
import type { FindingCode } from '../findings/index.ts';
import { legacyFate } from '../findings/linkLegacy.ts';
import type { Severity } from '../findings/severity.ts';
import type { JoinedLink } from './joinCommands.ts';

/** What is to be said about a `--link`. */
export interface CommandFinding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: string;
}

/** What becomes of a `--link` on an engine; null where the text does not tell. */
export function judgeCommand({ link, service, mechanism, target }: JoinedLink, engine: TargetEngine): CommandFinding | null {
  const subject = `The link "${link.value.text}" of "${service}"`;
  switch (mechanism) {
    case 'legacy':
      if (target.kind === 'later') return missing(`${subject} names a container that a later command makes, so that Docker refuses it.`);
      return {
        code: 'link-legacy',
        severity: engine <= 28 ? 'information' : 'warning',
        message: `${subject} is a legacy link: ${legacyFate(engine)}.`,
      };
    case 'dns':
      return {
        code: 'link-dns',
        severity: 'hint',
        message: `${subject} is only a private name in Docker's DNS; it sets no variables.`,
      };
    case 'none':
      return { code: 'link-no-network', severity: 'warning', message: `${subject} has no effect, because the container has no network.` };
    case 'refused':
      return { code: 'link-refused', severity: 'error', message: `${subject} is refused: ${refusal(link.alias)}.` };
    case 'unknown':
      return null;
  }
}

function missing(message: string): CommandFinding {
  return { code: 'link-target-missing', severity: 'warning', message };
}

function refusal(alias: string | null): string {
  if (alias?.includes(':')) return 'it holds more than one colon';
  return alias === '' ? 'it is empty' : 'the container shares a network stack, which the engine does not allow with links';
}

import type { EngineFault } from '../../domain/engine/health.ts';
import type { EngineView } from '../../model/engineView.ts';
import { engineLabel } from '../shared/engineLabel.ts';
import type { CommandId } from '../shared/ids.ts';

/** What the language status says of one engine, and the way out that it offers. */
export interface EngineStatus {
  readonly text: string;
  readonly detail: string;
  readonly severity: 'information' | 'warning' | 'error';
  readonly busy: boolean;
  readonly action: { readonly command: CommandId; readonly title: string };
}

const CHOOSE = { command: 'dockerLinks.chooseEngines', title: 'Choose Engines…' } as const;
const AGAIN = { command: 'dockerLinks.refresh', title: 'Try Again' } as const;
const PERMISSION = { command: 'dockerLinks.copyPermissionCommand', title: 'Copy Command That Gives Permission' } as const;
const SHOW = { command: 'dockerLinks.show', title: 'Show Links' } as const;

/** A status for each engine; before any was asked, one that says so. */
export function engineStatuses(engines: readonly EngineView[]): readonly EngineStatus[] {
  if (engines.length > 0) return engines.map(statusOf);
  return [{ text: 'Docker Links: files only', detail: 'no engine was asked', severity: 'information', busy: false, action: SHOW }];
}

function statusOf(engine: EngineView): EngineStatus {
  const { health, address, facts } = engine;
  const text = engineLabel(engine);
  if (facts?.origin === 'dump')
    return { text, detail: 'read from the output of docker inspect', severity: 'information', busy: false, action: SHOW };
  switch (health.state) {
    case 'connecting':
      return { text, detail: `connecting to ${address}`, severity: 'information', busy: true, action: CHOOSE };
    case 'connected':
      return { text, detail: `connected at ${address}`, severity: 'information', busy: false, action: CHOOSE };
    case 'resting':
      return { text, detail: 'not followed while nobody looks', severity: 'information', busy: false, action: SHOW };
    case 'down':
      return { text, detail: health.fault, severity: severityOf(health.code), busy: false, action: wayOut(health.code) };
  }
}

/** That there is no engine is no fault of anything. */
function severityOf(code: EngineFault['code']): EngineStatus['severity'] {
  switch (code) {
    case 'no-engine':
    case 'not-running':
      return 'information';
    case 'no-permission':
    case 'silent':
    case 'refused':
    case 'failed':
      return 'warning';
    case 'garbage':
    case 'unusable-address':
      return 'error';
  }
}

function wayOut(code: EngineFault['code']): EngineStatus['action'] {
  switch (code) {
    case 'no-permission':
      return PERMISSION;
    case 'no-engine':
    case 'garbage':
    case 'unusable-address':
      return CHOOSE;
    case 'not-running':
    case 'silent':
    case 'refused':
    case 'failed':
      return AGAIN;
  }
}

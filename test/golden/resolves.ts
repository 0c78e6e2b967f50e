import { resolveName } from '../../src/domain/names/resolveName.ts';
import { readResolvConf } from '../../src/domain/names/resolvConf.ts';
import type { Resolution } from '../../src/domain/names/resolveName.ts';
import { noEvidence } from '../../src/domain/verdicts/evidence.ts';
import { isContainer } from './capture.ts';
import type { Capture } from './capture.ts';
import type { Outcome } from './derive.ts';
import { evidenceOf, factsOf } from './verdicts.ts';

/** Compares what each look-up in the receiver gave with what its inspect data, its hosts file and the other containers of the phase tell. */
export function compareResolves(capture: Capture): readonly Outcome[] {
  return capture.phases.flatMap((phase) => {
    const { receiver } = phase;
    if (!isContainer(receiver)) return [];
    const facts = factsOf(capture, phase);
    const detail = facts.details.find(({ id }) => id === receiver.Id);
    const [evidence = noEvidence(receiver.Id)] = evidenceOf(phase);
    const resolver = phase.resolv_conf ? { resolver: readResolvConf(phase.resolv_conf) } : {};
    return Object.entries(phase.resolves ?? {}).map(([name, { address }]): Outcome => {
      const what = `${phase.phase}: the name ${name}`;
      const found = detail
        ? resolveName(name, { receiver: detail, facts, evidence, ...resolver })
        : { reason: 'the receiver was not read' };
      if ('reason' in found) return { what, result: 'not comparable', reason: found.reason.replaceAll(/"[^"]*"/g, '"…"') };
      const difference = differenceOf(found, address);
      return { what, result: difference === null ? 'passed' : 'failed', reason: difference ?? '' };
    });
  });
}

/** Of several holders of a name one look-up gives one. */
function differenceOf({ addresses }: Resolution, captured: string | null): string | null {
  const derived = addresses.length === 0 ? 'nobody' : addresses.join(' or ');
  if (captured === null) return addresses.length === 0 ? null : `it leads nowhere, derived: ${derived}`;
  return addresses.includes(captured) ? null : `it leads to ${captured}, derived: ${derived}`;
}

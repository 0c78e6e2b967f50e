import type { EngineFacts } from '../../src/domain/engine/container.ts';
import { readHosts } from '../../src/domain/hosts/hostsFile.ts';
import { unread } from '../../src/domain/verdicts/evidence.ts';
import type { ReceiverEvidence } from '../../src/domain/verdicts/evidence.ts';
import { exactEnvironment } from '../../src/domain/verdicts/firstEnvironment.ts';
import { verdictsOf } from '../../src/domain/verdicts/verdictsOf.ts';
import type { ReceiverVerdicts } from '../../src/domain/verdicts/verdictsOf.ts';
import { decodeDetail, decodeSummaries, decodeVersion } from '../../src/sources/engine/decode.ts';
import type { Decoded } from '../../src/sources/engine/shape.ts';
import { isContainer } from './capture.ts';
import type { Capture, Phase } from './capture.ts';

/** The captured phase as the engine would have answered; engines whose tag ends in `icc6` ran with `--icc=false`. */
export function factsOf({ engine }: Capture, phase: Phase): EngineFacts {
  const containers = [phase.receiver, ...phase.sources].filter(isContainer);
  const listed = containers.map(({ Id, ListNames, HostConfig }) => ({ Id, Names: ListNames, HostConfig, Labels: {} }));
  return {
    version: value(decodeVersion({ Version: engine.Tag, ApiVersion: engine.ApiVersion, Components: null })),
    summaries: value(decodeSummaries(listed)),
    details: containers.map((container) => value(decodeDetail(container))),
    icc: !engine.Tag.endsWith('-icc6'),
  };
}

/** What the capture read inside the receiver. */
export function evidenceOf(phase: Phase): readonly ReceiverEvidence[] {
  const { receiver, pid1_env: first, etc_hosts: hosts } = phase;
  if (!isContainer(receiver)) return [];
  const from = { request: 'capture', at: '' };
  return [
    {
      receiverId: receiver.Id,
      environment: first && first.length > 0 ? { kind: 'read', value: exactEnvironment(first), ...from } : unread('not-running'),
      hosts: hosts ? { kind: 'read', value: readHosts(hosts), ...from } : unread('not-running'),
    },
  ];
}

/** The verdicts on the receiver of a phase; null when there is nothing to say about it. */
export function receiverVerdicts(capture: Capture, phase: Phase, evidence = evidenceOf(phase)): ReceiverVerdicts | null {
  const { receiver } = phase;
  if (!isContainer(receiver)) return null;
  return verdictsOf(factsOf(capture, phase), evidence).find(({ receiverId }) => receiverId === receiver.Id) ?? null;
}

function value<T>(decoded: Decoded<T>): T {
  if ('wrong' in decoded) throw new Error(decoded.wrong);
  return decoded.value;
}

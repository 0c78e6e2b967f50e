import type { ContainerDetail, EngineFacts } from '../../../domain/engine/container.ts';
import { namesIn } from '../../../domain/names/namesIn.ts';
import type { SeenNames } from '../../../domain/names/namesIn.ts';
import { namesWhenStarted } from '../../../domain/names/whenStarted.ts';
import { noEvidence } from '../../../domain/verdicts/evidence.ts';
import type { EngineView } from '../../../model/engineView.ts';

/** The names that a container of an engine can ask for, as they are now or, where it does not run, once it is started. */
export function seenIn({ evidence }: Pick<EngineView, 'evidence'>, receiver: ContainerDetail, facts: EngineFacts): SeenNames {
  const own = evidence.find(({ receiverId }) => receiverId === receiver.id) ?? noEvidence(receiver.id);
  const asked = { receiver, facts, evidence: own };
  return receiver.running ? namesIn(asked) : namesWhenStarted(asked);
}

import { verifyMarkdown } from '../../domain/verify/markdown.ts';
import type { VerifySection } from '../../domain/verify/markdown.ts';
import type { ContainerKey } from '../../model/engineWatch.ts';
import type { EngineView } from '../../model/engineView.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { namesChecked } from '../../model/verify.ts';
import { engineHeading, engineLabel, healthNotes } from '../shared/engineLabel.ts';

/** A container by its engine and its name, which stays when it is made again. */
export interface NamedContainer {
  readonly address: string;
  readonly name: string;
}

/** A container that was promised names. */
export interface PromisedReceiver extends NamedContainer, ContainerKey {
  readonly engine: string;
  readonly names: number;
}

/** The containers that were promised names, as far as engines were read. */
export function promisedReceivers(snapshot: Snapshot): readonly PromisedReceiver[] {
  return snapshot.engines.flatMap((engine) =>
    checksOf(engine, snapshot).map(({ receiver, receiverId, names }) => ({
      address: engine.address,
      id: receiverId,
      name: receiver,
      engine: engineLabel(engine),
      names: names.length,
    })),
  );
}

/** What the document says: whom the promised names lead to, of the chosen containers or, where none is chosen, of all. */
export function verifyText(snapshot: Snapshot, chosen: readonly NamedContainer[]): string {
  const sections = snapshot.engines.flatMap((engine): readonly VerifySection[] => {
    const own = chosen.filter(({ address }) => address === engine.address).map(({ name }) => name);
    if (chosen.length > 0 && own.length === 0) return [];
    const all = checksOf(engine, snapshot);
    const checks = chosen.length === 0 ? all : all.filter(({ receiver }) => own.includes(receiver));
    const gone = own.filter((name) => !engine.containers.some((one) => one.name === name));
    const notes = [...notesOf(engine), ...gone.map((name) => `There is no container "${name}" now.`)];
    return [{ title: engineHeading(engine), checks, notes }];
  });
  return verifyMarkdown(sections);
}

function checksOf({ facts, evidence, seenLinks }: EngineView, { files }: Snapshot): ReturnType<typeof namesChecked> {
  if (!facts) return [];
  const read = files.flatMap((file) => (file.kind === 'compose' ? [file] : []));
  return namesChecked({ facts, evidence }, seenLinks, read);
}

function notesOf(engine: EngineView): readonly string[] {
  if (engine.facts?.origin === 'dump') return ['Read from the output of docker inspect, which tells of no hosts file.'];
  return healthNotes(engine);
}

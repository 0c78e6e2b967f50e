import type { FileLink } from '../domain/compose/fileLinks.ts';
import { globsMeet } from '../domain/usages/glob.ts';
import type { ProjectUsage } from '../domain/usages/projectUsages.ts';
import type { ReadFile, Snapshot } from './snapshot.ts';
import type { UsagesFact } from './usages.ts';

/** The places that read something of a link, and how far the search for them has come. */
export interface Readers extends Pick<UsagesFact, 'state' | 'unsearched'> {
  readonly places: readonly ProjectUsage[];
}

/** A link where it is written. */
interface WrittenLink {
  readonly file: Pick<ReadFile, 'uri'>;
  readonly link: FileLink;
}

/** The readers of any variable of a link; null while nobody has searched. */
export function readersOfLink({ usages }: Snapshot, written: WrittenLink): Readers | null {
  if (!usages) return null;
  const { state, unsearched } = usages;
  return { state, unsearched, places: usages.usages.filter((one) => isOf(one, written)) };
}

/** The readers of one variable that any of the links gives; null while nobody has searched. */
export function readersOfVariable(snapshot: Snapshot, name: string, links: readonly WrittenLink[]): Readers | null {
  const { usages } = snapshot;
  if (!usages) return null;
  const { state, unsearched } = usages;
  const places = usages.usages.filter((one) => isNamed(one, name) && links.some((written) => isOf(one, written)));
  return { state, unsearched, places };
}

/** How many places read, in words; that there is none is said only after every file was searched. */
export function readersNote({ places, state, unsearched }: Readers): string {
  const count = new Set(places.map(({ path, usage }) => `${path} ${usage.range.start.line} ${usage.range.start.character}`)).size;
  if (count > 0) return `read in ${count} place${count === 1 ? '' : 's'}${state === 'complete' ? '' : ' so far'}`;
  switch (state) {
    case 'searching':
      return 'the code is being searched for readers';
    case 'stopped':
      return 'no reader found in what was searched';
    case 'complete':
      return unsearched.length > 0 ? `no reader found; not searched: ${unsearched.join(', ')}` : 'no reader found';
  }
}

function isNamed({ usage }: ProjectUsage, name: string): boolean {
  return usage.form === 'literal' ? usage.name === name : globsMeet(usage.name, name);
}

function isOf({ links }: ProjectUsage, { file, link }: WrittenLink): boolean {
  return links.some(
    ({ compose, service, raw, kind }) => compose === file.uri && service === link.service && raw === link.raw && kind === link.kind,
  );
}

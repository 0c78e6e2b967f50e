import type { Snapshot } from '../../model/snapshot.ts';

/** What the status bar says. */
export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
}

/** How many links the compose files of the workspace still hold, for the engine they are judged for; null where there is no compose file. */
export function statusOf({ files, target }: Snapshot): StatusText | null {
  const read = files.flatMap((file) => (file.kind === 'compose' ? [file] : []));
  if (read.length === 0) return null;
  const links = read.flatMap((file) => file.links);
  const affected = links.filter(({ finding }) => finding?.severity === 'warning' || finding?.severity === 'error').length;
  const left = links.length === 1 ? '1 link left' : `${links.length} links left`;
  const need = affected === 1 ? '1 of them needs action' : `${affected} of them need action`;
  return { text: `Docker ${target}: ${left}`, tooltip: `Links in compose files, judged for Docker ${target}; ${need}.` };
}

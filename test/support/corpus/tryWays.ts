import { projectsOf } from '../../../src/domain/fixes/carryOut.ts';
import type { Row } from '../../../src/domain/fixes/rewrite.ts';
import { rewritesOf } from '../../../src/domain/fixes/rewriteLinks.ts';
import { scopeOf } from '../../../src/features/shared/scope.ts';
import { wrapV1 } from '../../../src/domain/fixes/wrapV1.ts';
import { faultsOf } from './faults.ts';
import { KEYS } from './tryFolder.ts';
import { aroundOf, nameOf, snapshotOf } from './workspace.ts';
import type { Texts } from './workspace.ts';

/** What was seen when each link was replaced by itself in every way. */
export interface WaysTrial {
  readonly rows: readonly Row[];
  readonly faults: readonly string[];
}

/** Replaces each link of a folder's files by itself in every way that is offered for it; v1 files are put below `services:` first. */
export async function tryWays(folder: string, written: Texts): Promise<WaysTrial> {
  const texts = new Map([...written].map(([uri, text]) => [uri, wrapped(text)]));
  const snapshot = await snapshotOf(folder, texts);
  const rows: Row[] = [];
  const faults: string[] = [];
  for (const file of snapshot.files) {
    if (file.kind !== 'compose' || file.compose.format === 'v1') continue;
    const links = file.links.filter(({ link }) => link.kind === 'links');
    if (links.length === 0) continue;
    const projects = projectsOf(scopeOf(snapshot, file, await aroundOf(file, texts), { texts }));
    for (const { link } of links) {
      for (const way of rewritesOf(projects, link)) {
        if (way.kind === 'refused') continue;
        rows.push(way.row);
        const word = way.row === 'own-name' ? { word: { alias: link.alias ?? '', name: link.target ?? '' } } : {};
        for (const { path, text: after, edits } of way.files) {
          const found = faultsOf({ before: texts.get(path) ?? '', after, edits, keys: KEYS[way.row] ?? [], ...word });
          faults.push(...found.map((fault) => `${nameOf(folder, path)}: ${link.service}: ${link.raw}: ${way.row}: ${fault}`));
        }
      }
    }
  }
  return { rows, faults };
}

function wrapped(text: string): string {
  const result = wrapV1(text, new Set());
  return result.kind === 'wrapped' ? result.text : text;
}

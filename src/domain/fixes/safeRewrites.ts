import { replaceLinks } from './replaceLinks.ts';
import type { FixedLink, SkippedLink, WhichLinks } from './replaceLinks.ts';
import type { NoRewrite, Rewrite, RewriteScope, RewrittenLink } from './rewrite.ts';
import { provedWords } from './words.ts';

/** The safe rewrite of a file's links together, as far as there is one, and those of its links that it does not fit. */
export function safeRewrites(scope: RewriteScope, which: WhichLinks): readonly (Rewrite | NoRewrite)[] {
  const { path, read, around } = scope;
  const done = replaceLinks(read(path) ?? '', which, around);
  const refusals = done.skipped.map((link): NoRewrite => {
    return { kind: 'refused', row: null, links: [linkOf(path, link)], reason: link.reason, instead: [] };
  });
  if (done.kind === 'refused')
    return refusals.length > 0 ? refusals : [{ kind: 'refused', row: null, links: [], reason: done.reason, instead: [] }];
  const { fixed, edits, text } = done;
  const rewrite: Rewrite = {
    kind: 'rewrite',
    row: fixed.every(({ network }) => network === null) ? 'same-name' : 'alias',
    title: titleOf(fixed),
    links: fixed.map((link) => linkOf(path, link)),
    files: [{ path, edits, text }],
    kept: fixed.map((link) => provedWords(link, around.unsearched)),
    lost: [...new Set(fixed.flatMap(({ lost }) => lost))],
    changed: [],
    consent: 'safe',
  };
  return [rewrite, ...refusals];
}

function linkOf(path: string, { service, raw, range }: FixedLink | SkippedLink): RewrittenLink {
  return { path, service, raw, range };
}

function titleOf(fixed: readonly FixedLink[]): string {
  const [only] = fixed;
  if (!only || fixed.length > 1) return `Replace ${String(fixed.length)} links by names on their networks`;
  return `Replace link "${only.raw}" by ${only.network === null ? '`depends_on`' : 'a network alias'}`;
}

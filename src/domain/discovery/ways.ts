import { projectsOf } from '../fixes/carryOut.ts';
import type { Projects } from '../fixes/carryOut.ts';
import type { NoRewrite, Rewrite, RewriteScope } from '../fixes/rewrite.ts';
import { rewritesOf } from '../fixes/rewriteLinks.ts';
import type { LinkName } from '../fixes/rewriteLinks.ts';
import { v1Rewrite } from '../fixes/v1Rewrite.ts';
import type { ComposeFormat } from '../../syntax/compose/composeFile.ts';

/** What can be done for each link of a file, proved over all files that are read with it; those are read when the first link is asked for. */
export function waysIn(scope: RewriteScope, format: ComposeFormat): (link: LinkName) => readonly (Rewrite | NoRewrite)[] {
  let projects: Projects | null = null;
  return (link) => {
    if (format === 'v1') return [v1Rewrite(scope)];
    projects ??= projectsOf(scope);
    return rewritesOf(projects, link);
  };
}

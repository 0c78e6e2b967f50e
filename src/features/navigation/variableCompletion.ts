import { linkPrefix } from '../../domain/env/prefix.ts';
import { closestTo } from '../../model/linksOfVariable.ts';
import { effectOfLink, liveLinks } from '../../model/linkValues.ts';
import type { VariableLink } from '../../model/linksOfVariable.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import type { Completion } from './completion.ts';

/** What stands before a name that is read from the environment, in any language: `process.env.`, `os.getenv("`, `ENV.fetch('`, `${` and the like. */
const READING = /(?:env\w*[^\w\s]{0,4}(?:(?:get|fetch|var|var_os)[^\w\s]{1,2})?|\$\{?)$/i;

/** What somebody has typed of a name that is read from the environment, at the end of a line; null for anything else. */
export function typedVariable(line: string): string | null {
  const typed = /(?<![A-Za-z0-9_])[A-Z][A-Z0-9_]*$/.exec(line.slice(-300))?.[0];
  return typed !== undefined && READING.test(line.slice(0, line.length - typed.length).slice(-60)) ? typed : null;
}

/** The variables that links set on the engine that is judged for, of the links that lie closest to a document; none where links set none. */
export function variablesAt(snapshot: Snapshot, uri: string, typed: string): readonly Completion[] {
  const meant = snapshot.files.flatMap((file) => (file.kind === 'compose' ? linksBegun(file, typed) : []));
  const offers = closestTo(uri, meant).flatMap(({ file, link }) => {
    const live = liveLinks(link, file, snapshot);
    const isSet = (file.target <= 28 && link.mechanism === 'legacy') || live.some(({ link: { variables } }) => variables.length > 0);
    const values = isSet ? effectOfLink(link, file, live, snapshot).values : [];
    return values.flatMap(({ name, shown }): readonly Completion[] => {
      const detail = `${shown}, from the link ${link.raw} of ${link.service}`;
      return name.startsWith(typed) ? [{ kind: 'variable', text: name, detail, replaces: typed.length }] : [];
    });
  });
  return [...new Map(offers.map((offer) => [offer.text, offer])).values()];
}

/** The links of a file that may give what was begun. */
function linksBegun(file: ReadFile, typed: string): readonly Pick<VariableLink, 'file' | 'link'>[] {
  return file.links.flatMap(({ link }) => {
    const prefix = link.alias === null ? '' : `${linkPrefix(link.alias)}_`;
    return prefix.startsWith(typed) || (prefix !== '' && typed.startsWith(prefix)) ? [{ file, link }] : [];
  });
}

import * as vscode from 'vscode';
import type { Rewrite } from '../../domain/fixes/rewrite.ts';
import { stayingText } from '../../domain/fixes/stayingText.ts';
import type { UsedLink } from '../../domain/usages/projectUsages.ts';
import type { Store } from '../../model/store.ts';
import type { RewriteWish, UsageSearch } from '../../model/usageSearch.ts';
import { toRange } from '../shared/places.ts';
import { rewritableAt } from './view.ts';

/** The kind of what changes readers. */
export const REWRITE_READERS = vscode.CodeActionKind.RefactorRewrite.append('dockerLinks.readers');

/** An action that gets its edit when it is chosen. */
class RewriteReaders extends vscode.CodeAction {
  readonly wish: RewriteWish;

  constructor(link: UsedLink, keepOld: boolean) {
    super(
      `Have the readers of link "${link.raw}" of ${link.service} ask for its host by name${keepOld ? ', old names as fallback' : ''}…`,
      REWRITE_READERS,
    );
    this.wish = { link, keepOld };
  }
}

/** Offers to rewrite the readers of a link together with what its service is given; all edits are shown before any is made. */
export function rewriteProvider(store: Store, search: UsageSearch): vscode.CodeActionProvider {
  return {
    provideCodeActions(document, range) {
      const links = rewritableAt(store.recent, document.uri.toString(), range);
      return links.flatMap((link) => [new RewriteReaders(link, true), new RewriteReaders(link, false)]);
    },
    async resolveCodeAction(action, token) {
      if (!(action instanceof RewriteReaders)) return action;
      const versions = openVersions();
      const found = await search.rewrite(action.wish);
      if (token.isCancellationRequested) return action;
      if (found.kind === 'refused') void vscode.window.showWarningMessage([`The code stays. ${found.reason}`, ...staying(found)].join(' '));
      else if (openVersions() === versions) action.edit = toEdit(found);
      return action;
    },
  };
}

/** Edits of all files in one, none of which is made before a person has seen it. */
function toEdit(found: Rewrite): vscode.WorkspaceEdit {
  const { files, title, changed } = found;
  const edit = new vscode.WorkspaceEdit();
  const metadata = { needsConfirmation: true, label: title, description: [...changed, ...staying(found)].join('; ') };
  for (const { path, edits } of files) {
    for (const { range, newText } of edits) edit.replace(vscode.Uri.parse(path), toRange(range), newText, metadata);
  }
  return edit;
}

/** So many readers that stay are named in one message. */
const NAMED = 3;

/** The first readers that stay, with the reasons. */
function staying({ stays = [] }: Pick<Rewrite, 'stays'>): readonly string[] {
  const named = stays.slice(0, NAMED).map((each) => stayingText(each, (uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri))));
  const more = stays.length - named.length;
  return named.length === 0 ? [] : [`stays: ${[...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')}`];
}

/** The versions of all documents together: edits are for the texts as they were read. */
function openVersions(): string {
  return vscode.workspace.textDocuments.map(({ uri, version }) => `${uri.toString()} ${version}`).join('\n');
}

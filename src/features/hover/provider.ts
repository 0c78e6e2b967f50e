import * as vscode from 'vscode';
import type { Store } from '../../model/store.ts';
import { toRange } from '../shared/places.ts';
import { hoverAt } from './view.ts';

/** Answers hovers from the newest snapshot, unless the document is not the one that was read. */
export function hoverProvider(store: Store): vscode.HoverProvider {
  return {
    provideHover(document, position) {
      const uri = document.uri.toString();
      const { snapshot } = store;
      const file = snapshot.files.find((one) => one.uri === uri);
      if (file?.kind !== 'compose' || file.version !== document.version) return null;
      const found = hoverAt(snapshot, uri, position);
      return found && new vscode.Hover(new vscode.MarkdownString(found.markdown), toRange(found.range));
    },
  };
}

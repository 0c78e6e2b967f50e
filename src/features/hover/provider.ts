import * as vscode from 'vscode';
import type { Store } from '../../model/store.ts';
import { toRange } from '../shared/places.ts';
import { variableHover } from './variable.ts';
import { hoverAt, withReasons } from './view.ts';
import type { HoverText, Word } from './view.ts';

/** In a longer text, in characters, nobody waits on a hover for a proof that takes as long as reading it. */
const QUICK = 50_000;

/** What a variable is called. */
const VARIABLE = /[A-Za-z_][A-Za-z0-9_]*/;

/** What a service or an alias is called. */
const NAME = /[A-Za-z0-9][A-Za-z0-9_.-]*/;

/** Answers hovers over links once the document has been read as it is; nothing when it moves on before. */
export function linkHovers(store: Store): vscode.HoverProvider {
  return {
    async provideHover(document, position) {
      const uri = document.uri.toString();
      const snapshot = await store.settled(uri, document.version);
      const file = snapshot?.files.find((one) => one.uri === uri);
      if (!snapshot || file?.kind !== 'compose' || file.version !== document.version) return null;
      const hover = hoverAt(snapshot, uri, position, wordAt(document, position, NAME));
      const links = (hover?.links ?? []).filter(({ kind }) => kind === 'links');
      if (!hover || links.length === 0 || file.text.length >= QUICK) return toHover(hover);
      const { reasonToKeep } = await import('../shared/rewrites.ts');
      return toHover(
        withReasons(
          hover,
          links.map((link) => reasonToKeep(snapshot, file, link)),
        ),
      );
    },
  };
}

/** Answers hovers over link variables; any document of the languages is looked at, but only the word under the mouse. */
export function variableHovers(store: Store): vscode.HoverProvider {
  return {
    provideHover(document, position) {
      const word = wordAt(document, position, VARIABLE);
      if (!word) return null;
      const uri = document.uri.toString();
      const snapshot = store.recent;
      const compose = snapshot.files.some((file) => file.uri === uri);
      const before = document.lineAt(position.line).text.slice(0, word.range.start.character);
      return toHover(variableHover(snapshot, { ...word, uri, interpolated: compose && /(?:^|[^$])(?:\$\$)*\$\{?$/.test(before) }));
    },
  };
}

function wordAt(document: vscode.TextDocument, position: vscode.Position, pattern: RegExp): Word | null {
  const range = document.getWordRangeAtPosition(position, pattern);
  return range ? { text: document.getText(range), range } : null;
}

function toHover(found: Pick<HoverText, 'range' | 'markdown'> | null): vscode.Hover | null {
  return found && new vscode.Hover(new vscode.MarkdownString(found.markdown), toRange(found.range));
}

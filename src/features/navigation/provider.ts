import * as vscode from 'vscode';
import { mayBeLinkVariable } from '../../model/linksOfVariable.ts';
import type { Store } from '../../model/store.ts';
import { toRange } from '../shared/places.ts';
import { projectTexts } from '../shared/projectTexts.ts';
import type { Completion } from './completion.ts';
import type { RenameRequest } from './rename.ts';

/** The extension of Docker, which renames services and leads from references to them. */
const DOCKER_DX = 'docker.docker';

const VARIABLE = /[A-Za-z_][A-Za-z0-9_]*/;

const load = () => import('./answers.ts');

function isServed(): boolean {
  return vscode.extensions.getExtension(DOCKER_DX) !== undefined;
}

/** Leads from links, hosts in values and link variables to what they stand for. */
export function definitions(store: Store): vscode.DefinitionProvider {
  return {
    async provideDefinition(document, position) {
      const uri = document.uri.toString();
      const word = document.getWordRangeAtPosition(position, VARIABLE);
      const name = word ? document.getText(word) : '';
      const variable = mayBeLinkVariable(name) ? name : null;
      if (variable === null && !isCurrent(store, document)) return [];
      const { definitionsAt } = await load();
      const found = definitionsAt(store.recent, { uri, position, variable, referencesAreServed: isServed() });
      return found.map((place) => new vscode.Location(vscode.Uri.parse(place.uri), toRange(place.range)));
    },
  };
}

/** Renames aliases, and services where nobody else does; a document that has moved on is left alone. */
export function renames(store: Store): vscode.RenameProvider {
  const request = (document: vscode.TextDocument, position: vscode.Position): RenameRequest => {
    if (!isCurrent(store, document)) throw new Error('The file is being read; try again.');
    return { uri: document.uri.toString(), position, servicesAreServed: isServed() };
  };
  return {
    async prepareRename(document, position) {
      const { renamedAt } = await load();
      const found = renamedAt(store.recent, request(document, position));
      if (!found) throw new Error('There is no alias to rename here.');
      return { range: toRange(found.range), placeholder: found.name };
    },
    async provideRenameEdits(document, position, newName, token) {
      const { version } = document;
      const { texts } = await projectTexts(document, token);
      const { renamingOf } = await load();
      if (document.version !== version || token.isCancellationRequested) return null;
      const renaming = renamingOf(store.snapshot, request(document, position), { newName, others: texts });
      if (!renaming) return null;
      if (renaming.kind === 'refused') throw new Error(renaming.reason);
      const edit = new vscode.WorkspaceEdit();
      for (const { uri, range, newText, asks } of renaming.edits) {
        const metadata = asks === null ? undefined : { needsConfirmation: true, label: 'Values and configuration', description: asks };
        edit.replace(vscode.Uri.parse(uri), toRange(range), newText, metadata);
      }
      return edit;
    },
  };
}

/** Completes services inside `links` and endpoints in values; only lines that can hold one are looked at. */
export function completions(store: Store): vscode.CompletionItemProvider {
  return {
    async provideCompletionItems(document, position) {
      const before = document.lineAt(position.line).text.slice(0, position.character);
      if (!/^\s*(?:-\s|["']?[\w.-]+\s*:)/.test(before)) return [];
      const { completionsAt } = await load();
      const lines = [
        ...document
          .getText(new vscode.Range(0, 0, position.line, 0))
          .split(/\r\n|\n|\r/)
          .slice(0, -1),
        before,
      ];
      return itemsOf(completionsAt(store.recent, document.uri.toString(), lines), position);
    },
  };
}

/** Completes variables that links set, where code reads an environment; elsewhere it costs one look at what was typed. */
export function variableCompletions(store: Store): vscode.CompletionItemProvider {
  return {
    async provideCompletionItems(document, position) {
      const before = document.lineAt(position.line).text.slice(0, position.character);
      if (!/[A-Z][A-Z0-9_]*$/.test(before.slice(-200))) return [];
      const { typedVariable, variablesAt } = await load();
      const typed = typedVariable(before);
      return typed === null ? [] : itemsOf(variablesAt(store.recent, document.uri.toString(), typed), position);
    },
  };
}

const KINDS = {
  service: vscode.CompletionItemKind.Reference,
  endpoint: vscode.CompletionItemKind.Value,
  variable: vscode.CompletionItemKind.Variable,
} as const;

function itemsOf(found: readonly Completion[], position: vscode.Position): vscode.CompletionItem[] {
  return found.map(({ kind, text, detail, replaces }) => {
    const item = new vscode.CompletionItem(text, KINDS[kind]);
    item.detail = detail;
    item.range = new vscode.Range(position.translate(0, -replaces), position);
    return item;
  });
}

function isCurrent(store: Store, document: vscode.TextDocument): boolean {
  const uri = document.uri.toString();
  const file = store.snapshot.files.find((one) => one.uri === uri);
  return file?.kind === 'compose' && file.version === document.version;
}

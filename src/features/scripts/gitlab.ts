import * as vscode from 'vscode';
import { toRange } from '../shared/places.ts';
import { gitlabHover } from './view.ts';

/** The files in which GitLab's jobs stand. */
export const GITLAB_SELECTOR: vscode.DocumentSelector = { pattern: '**/*.gitlab-ci*.y*ml' };

/** What the name of a link's variable can be. */
const VARIABLE = /[A-Z][A-Z0-9_]*_(?:PORT|NAME|ENV)\w*/;

/** Explains variables that GitLab Runner's links set in jobs. */
export const gitlabHovers: vscode.HoverProvider = {
  async provideHover(document, position, token) {
    const range = document.getWordRangeAtPosition(position, VARIABLE);
    const text = document.getText();
    if (!range || !text.includes('services')) return null;
    const { gitlabVariable } = await import('../../domain/commands/scriptReading.ts');
    const found = gitlabVariable(text, document.getText(range));
    if (!found || token.isCancellationRequested) return null;
    const own = { start: range.start, end: range.end };
    return new vscode.Hover(new vscode.MarkdownString(gitlabHover(found)), toRange(own));
  },
};

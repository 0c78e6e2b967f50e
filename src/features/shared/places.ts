import * as vscode from 'vscode';
import type { Range } from '../../syntax/text.ts';
import { COMPOSE_GLOB, LANGUAGES } from './ids.ts';

/** The editor's range of one of ours. */
export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** The documents that are served. */
export const COMPOSE_SELECTOR: vscode.DocumentSelector = LANGUAGES.map((language) => ({ language, pattern: COMPOSE_GLOB }));

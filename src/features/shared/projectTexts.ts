import * as vscode from 'vscode';
import type { Dotenv, ProjectText } from '../../domain/fixes/surroundings.ts';
import { pathReferences } from '../../syntax/compose/references.ts';

/** Bounds on what is searched: bytes of one file, and files together. */
const BOUNDS = { file: 1_000_000, files: 5_000 } as const;

/** How many files are read at the same time. */
const AT_ONCE = 16;

/** A file of the project, and where it lies. */
export interface FoundText extends ProjectText {
  readonly uri: string;
}

/** The texts of a project as far as they were looked at, and what was not, each a noun phrase. */
export interface ProjectTexts {
  readonly texts: readonly FoundText[];
  readonly unsearched: readonly string[];
  /** The other files of the project beside which was looked, by URI. */
  readonly beside?: readonly string[];
}

/** A file by its text, be it open or not. */
export type TextOf = Pick<vscode.TextDocument, 'uri' | 'getText'>;

/** The open files below a document's folder, as on screen. */
export function openTexts(document: Pick<TextOf, 'uri'>): readonly FoundText[] {
  const folder = `${vscode.Uri.joinPath(document.uri, '..').toString()}/`;
  return vscode.workspace.textDocuments
    .filter((other) => other.uri.toString() !== document.uri.toString() && other.uri.toString().startsWith(folder))
    .map((other) => foundText(other.uri, other.getText()));
}

function foundText(uri: vscode.Uri, text: string): FoundText {
  return { uri: uri.toString(), path: vscode.workspace.asRelativePath(uri), text };
}

/**
 * Every file that holds text below a document's folder and below those of the other files of its project, but for these: open ones as on screen, the
 * others as stored; installed packages and git's own store are none of the project's.
 */
export async function projectTexts(
  document: TextOf,
  token: vscode.CancellationToken,
  others: readonly string[] = [],
): Promise<ProjectTexts> {
  const files = [document, ...(await Promise.all(others.map(asStored))).flat()];
  const searches = await Promise.all(files.filter(isTopmost).map(({ uri }) => textsBelow(uri, token)));
  const referred = await Promise.all(files.map((each) => referredTexts(each, token)));
  const all = [...searches, ...referred];
  const texts = new Map(all.flatMap((each) => each.texts).map((text) => [text.uri, text]));
  for (const { uri } of files) texts.delete(uri.toString());
  return {
    texts: [...texts.values()],
    unsearched: [...new Set(all.flatMap(({ unsearched }) => unsearched))],
    beside: files.slice(1).map(({ uri }) => uri.toString()),
  };
}

/** A file by its URI as it is on screen, or as stored; none when it cannot be read. */
async function asStored(wanted: string): Promise<readonly TextOf[]> {
  const uri = vscode.Uri.parse(wanted);
  const open = vscode.workspace.textDocuments.find((other) => other.uri.toString() === wanted);
  const text = open?.getText() ?? (await storedText(uri));
  return text === null ? [] : [{ uri, getText: () => text }];
}

/** Whether no file before lies in the same folder, and none at all in one above. */
function isTopmost({ uri }: TextOf, at: number, files: readonly TextOf[]): boolean {
  const own = folderOf(uri);
  return files.every((other, place) => {
    const folder = folderOf(other.uri);
    return folder === own ? place >= at : !own.startsWith(folder);
  });
}

/** With a `/` at its end. */
function folderOf(uri: vscode.Uri): string {
  return `${vscode.Uri.joinPath(uri, '..').toString().replace(/\/$/, '')}/`;
}

/** The texts below the folder of a file. */
async function textsBelow(file: vscode.Uri, token: vscode.CancellationToken): Promise<ProjectTexts> {
  const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(file, '..'), '**/*');
  const found = await vscode.workspace.findFiles(pattern, '**/{node_modules,.git}/**', BOUNDS.files, token);
  const open = new Set([file.toString(), ...vscode.workspace.textDocuments.map(({ uri }) => uri.toString())]);
  const waiting = found.filter((uri) => !open.has(uri.toString()));
  const texts: FoundText[] = [...openTexts({ uri: file })];
  let unread = 0;
  const work = async (): Promise<void> => {
    for (let uri = waiting.pop(); uri && !token.isCancellationRequested; uri = waiting.pop()) {
      const text = await storedText(uri);
      if (text === null) unread += 1;
      else texts.push(foundText(uri, text));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const full = found.length >= BOUNDS.files ? [`what lies beyond the first ${BOUNDS.files} files`] : [];
  const odd = unread > 0 ? [`${unread} file${unread === 1 ? '' : 's'} that are large or hold no text`] : [];
  return { texts, unsearched: [...odd, ...full] };
}

/** The files outside a document's folder that it brings into containers; of folders there, and of what a variable hides, it is said that they are not read. */
async function referredTexts(document: TextOf, token: vscode.CancellationToken): Promise<ProjectTexts> {
  const folder = vscode.Uri.joinPath(document.uri, '..');
  const texts: FoundText[] = [];
  const unsearched: string[] = [];
  for (const { path, by, interpolated } of pathReferences(document.getText())) {
    if (token.isCancellationRequested) break;
    const uri = path.startsWith('/') ? folder.with({ path }) : vscode.Uri.joinPath(folder, path);
    if (!interpolated && `${uri.path}/`.startsWith(`${folder.path}/`) && !/[/](?:node_modules|[.]git)(?:[/]|$)/.test(uri.path)) continue;
    const open = vscode.workspace.textDocuments.find((other) => other.uri.toString() === uri.toString());
    const text = interpolated || /^(?:~|[A-Za-z]:)/.test(path) ? null : (open?.getText() ?? (await storedText(uri)));
    if (text === null) unsearched.push(`${path} of ${by}`);
    else texts.push(foundText(uri, text));
  }
  return { texts, unsearched };
}

/** The `.env` beside a document, as on screen when it is open. */
export async function readDotenv(document: Pick<TextOf, 'uri'>): Promise<Dotenv> {
  const uri = vscode.Uri.joinPath(document.uri, '..', '.env');
  const open = vscode.workspace.textDocuments.find((other) => other.uri.toString() === uri.toString());
  if (open) return { kind: 'text', text: open.getText() };
  try {
    return { kind: 'text', text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
  } catch (error) {
    return { kind: error instanceof vscode.FileSystemError && error.code === 'FileNotFound' ? 'none' : 'unread' };
  }
}

/** Null for a file that is large, holds no text or cannot be read. */
async function storedText(uri: vscode.Uri): Promise<string | null> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if (size > BOUNDS.file || (type & vscode.FileType.File) === 0) return null;
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.includes(0) ? null : new TextDecoder().decode(bytes);
  } catch {
    return null;
  }
}

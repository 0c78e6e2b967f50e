import * as vscode from 'vscode';
import { filesBeside } from '../domain/usages/built.ts';
import type { ComposeFacts } from '../domain/usages/composeFacts.ts';
import { excludedByGlobs, isExcluded, withGitignore } from '../sources/usages/exclusions.ts';
import type { OpenText } from '../sources/usages/protocol.ts';
import { SKIPPED } from '../sources/usages/walk.ts';
import type { Root } from '../sources/usages/walk.ts';
import { isWorthReading } from '../sources/usages/worth.ts';
import { storedText } from './documents.ts';

/** Larger files of virtual folders are not searched, in bytes; as on disk. */
const LARGEST = 1_000_000;
/** How many files of a virtual folder are read before they are searched. */
const AT_ONCE = 50;

/** What of the workspace is searched for readers, and how its files are called there: by their paths, with `/`. */
export class Searchable {
  readonly #uris = new Map<string, vscode.Uri>();
  #roots: readonly Root[] = [];

  /** The folders on disk. */
  get roots(): readonly Root[] {
    return this.#roots;
  }

  /** Takes over the folders and the settings as they are. */
  configure(): void {
    this.#uris.clear();
    this.#roots = folders().flatMap(({ uri }) => (uri.scheme === 'file' ? [{ path: pathOf(uri), ...rulesOf(uri) }] : []));
  }

  /** The path of a file; its URI is found by it from now on. */
  pathOf(uri: vscode.Uri): string {
    const path = pathOf(uri);
    if (uri.scheme !== 'file') this.#uris.set(path, uri);
    return path;
  }

  uriOf(path: string): vscode.Uri {
    return this.#uris.get(path) ?? vscode.Uri.file(path);
  }

  /** Whether it is a file of a folder of the workspace; git's own files and installed packages change all the time. */
  concerns(uri: vscode.Uri): boolean {
    return vscode.workspace.getWorkspaceFolder(uri) !== undefined && !/\/(?:\.git|node_modules)\//.test(uri.path) && isStored(uri);
  }

  /** The documents of the workspace as they are on screen. */
  openTexts(): readonly OpenText[] {
    const documents = vscode.workspace.textDocuments.filter(
      (document) => !document.isClosed && document.isDirty && this.concerns(document.uri),
    );
    return documents.map((document) => ({ path: this.pathOf(document.uri), text: document.getText() }));
  }

  /** The files of folders that are on no disk, some at a time. */
  async *virtualTexts(signal: AbortSignal): AsyncGenerator<readonly OpenText[]> {
    for (const folder of folders().filter(({ uri }) => uri.scheme !== 'file')) {
      const uris = await filesBelow(folder.uri, signal);
      for (let at = 0; at < uris.length; at += AT_ONCE) {
        const texts = await this.#read(uris.slice(at, at + AT_ONCE));
        if (signal.aborted) return;
        yield texts;
      }
    }
  }

  /** The texts of those of the files that are on no disk. */
  async textsOf(paths: readonly string[]): Promise<readonly OpenText[]> {
    return await this.#read([...new Set(paths)].flatMap((path) => this.#uris.get(path) ?? []));
  }

  /** The texts beside compose files that are on no disk, which tell what gets into containers. */
  async textsBeside(composes: readonly ComposeFacts[]): Promise<readonly OpenText[]> {
    const uris = composes.flatMap((compose) => {
      const own = this.#uris.get(compose.path);
      return own ? filesBeside(compose).map((path) => own.with({ path })) : [];
    });
    return await this.#read(uris);
  }

  async #read(uris: readonly vscode.Uri[]): Promise<readonly OpenText[]> {
    const texts = await Promise.all(uris.map(async (uri) => ({ path: this.pathOf(uri), text: await this.virtualText(uri) })));
    return texts.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }]));
  }

  /** The text of a file that is on no disk; null when there is none to be searched. */
  async virtualText(uri: vscode.Uri): Promise<string | null> {
    const stored = await storedText(uri, LARGEST);
    return stored && 'text' in stored && !stored.text.includes('\0') ? stored.text : null;
  }
}

function folders(): readonly vscode.WorkspaceFolder[] {
  return vscode.workspace.workspaceFolders ?? [];
}

function pathOf(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath.replaceAll('\\', '/') : uri.path;
}

function isStored({ scheme }: vscode.Uri): boolean {
  return scheme !== 'git' && vscode.workspace.fs.isWritableFileSystem(scheme) !== undefined;
}

/** The files below a virtual folder that no rule leaves out: the editor's own search knows only folders for which somebody has registered one. */
async function filesBelow(root: vscode.Uri, signal: AbortSignal): Promise<readonly vscode.Uri[]> {
  const { exclude, gitignore } = rulesOf(root);
  const found: vscode.Uri[] = [];
  const waiting = [{ folder: '', rules: exclude.length > 0 ? excludedByGlobs(exclude, null) : null }];
  for (let next = waiting.pop(); next && !signal.aborted; next = waiting.pop()) {
    const { folder } = next;
    const entries = await entriesOf(vscode.Uri.joinPath(root, folder.replace(/\/$/, '')));
    const own = gitignore && entries.some(([name]) => name === '.gitignore');
    const ignored = own ? await storedText(vscode.Uri.joinPath(root, folder, '.gitignore'), LARGEST) : null;
    const rules = ignored && 'text' in ignored ? withGitignore(ignored.text, folder, next.rules) : next.rules;
    for (const [name, type] of entries) {
      const path = folder + name;
      if ((type & vscode.FileType.Directory) !== 0) {
        const isLink = (type & vscode.FileType.SymbolicLink) !== 0;
        if (!isLink && !SKIPPED.has(name) && !isExcluded(`${path}/`, rules)) waiting.push({ folder: `${path}/`, rules });
      } else if (isWorthReading(path) && !isExcluded(path, rules)) found.push(vscode.Uri.joinPath(root, path));
    }
  }
  return found;
}

/** None of a folder that cannot be read. */
async function entriesOf(folder: vscode.Uri): Promise<readonly (readonly [string, vscode.FileType])[]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}

/** What the editor's own search leaves out. */
function rulesOf(uri: vscode.Uri): Pick<Root, 'exclude' | 'gitignore'> {
  const globs = (section: string): readonly string[] => {
    const set = vscode.workspace.getConfiguration(section, uri).get<unknown>('exclude');
    return typeof set === 'object' && set !== null ? Object.entries(set).flatMap(([glob, on]) => (on === true ? [glob] : [])) : [];
  };
  const gitignore = vscode.workspace.getConfiguration('search', uri).get<unknown>('useIgnoreFiles') !== false;
  return { exclude: [...new Set([...globs('files'), ...globs('search')])], gitignore };
}

import * as vscode from 'vscode';

/** Folders that lie on no disk and that nobody can write to, whose files are counted as they are read, and can be kept waiting. */
export class Elsewhere implements vscode.FileSystemProvider {
  readonly #files: Map<string, string>;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  /** The paths that were read, in order. */
  readonly reads: string[] = [];
  /** Until it settles no file is read whose path is among those held. */
  gate: Promise<void> | null = null;
  held = /^/;
  readonly #read = new vscode.EventEmitter<string>();
  /** Tells each path when somebody wants to read it. */
  readonly onRead = this.#read.event;

  constructor(files: Readonly<Record<string, string>>) {
    this.#files = new Map(Object.entries(files));
  }

  put(path: string, text: string): void {
    this.#files.set(path, text);
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri: vscode.Uri.from({ scheme: 'elsewhere', path }) }]);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const text = this.#files.get(path);
    if (text !== undefined) return { type: vscode.FileType.File, ctime: 0, mtime: this.reads.length, size: text.length };
    if ([...this.#files.keys()].some((file) => file.startsWith(`${path}/`)))
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw vscode.FileSystemError.FileNotFound();
  }

  async readFile({ path }: vscode.Uri): Promise<Uint8Array> {
    this.reads.push(path);
    this.#read.fire(path);
    if (this.held.test(path)) await this.gate;
    return new TextEncoder().encode(this.#files.get(path) ?? '');
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    const below = [...this.#files.keys()].flatMap((file) => (file.startsWith(`${path}/`) ? [file.slice(path.length + 1).split('/')] : []));
    const entries = below.map(
      ([name = '', ...rest]) => [name, rest.length > 0 ? vscode.FileType.Directory : vscode.FileType.File] as const,
    );
    return [...new Map(entries)];
  }

  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  writeFile(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
}

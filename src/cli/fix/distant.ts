import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { DistantFile } from '../../domain/fixes/surroundings.ts';
import type { ComposeFile } from '../../syntax/compose/composeFile.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import { shownPath } from './project.ts';
import type { ProjectTexts } from './project.ts';

/** How far files that may take over others are looked for: folders above, entries of a folder, bytes of a file. */
const BOUNDS = { above: 4, entries: 500, file: 1_000_000 } as const;

/** Files that may include or extend others, each read once a run. */
export class DistantFiles {
  readonly #files = new Map<string, ComposeFile | null>();
  readonly #run: readonly string[];

  /** `run` are the real paths of all files of the run. */
  constructor(run: readonly string[]) {
    this.#run = run;
  }

  /** Those of other folders that include or extend anything: files of the run, below the file's folder, beside that folder and above it. */
  async around(path: string, { texts }: ProjectTexts): Promise<readonly DistantFile[]> {
    const folder = dirname(path);
    const below = [...texts.keys()].filter((each) => /\.ya?ml$/.test(each));
    const paths = new Set([...this.#run, ...below, ...(await yamlNear(folder))]);
    const found: DistantFile[] = [];
    for (const other of paths) {
      if (dirname(other) === folder) continue;
      const file = await this.#read(other, texts.get(other)?.text);
      if (file) found.push({ path: slashed(other), name: shownPath(folder, other), file });
    }
    return found;
  }

  async #read(path: string, text: string | undefined): Promise<ComposeFile | null> {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const written = text ?? (await smallText(path));
    const reading = /\b(?:include|extends)\b/.test(written) ? readCompose(written) : null;
    const file = reading?.kind === 'compose' ? reading.file : null;
    this.#files.set(path, file);
    return file;
  }
}

/** A path with `/`, from the root. */
export function slashed(path: string): string {
  const plain = path.split(sep).join('/');
  return plain.startsWith('/') ? plain : `/${plain}`;
}

async function smallText(path: string): Promise<string> {
  const there = await stat(path).catch(() => null);
  return there?.isFile() && there.size <= BOUNDS.file ? readFile(path, 'utf8').catch(() => '') : '';
}

/** The real paths of the YAML files in the folders above, and in those beside a folder. */
async function yamlNear(folder: string): Promise<readonly string[]> {
  const above: string[] = [];
  for (let at = dirname(folder); above.length < BOUNDS.above && at !== above.at(-1); at = dirname(at)) above.push(at);
  const parent = dirname(folder);
  const beside = (await entriesOf(parent)).filter((entry) => entry.isDirectory()).map(({ name }) => join(parent, name));
  const files: string[] = [];
  for (const each of [...above, ...beside]) {
    for (const entry of await entriesOf(each)) {
      const path = join(each, entry.name);
      if (!entry.isDirectory() && /\.ya?ml$/.test(entry.name)) files.push(await realpath(path).catch(() => path));
    }
  }
  return files;
}

async function entriesOf(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.slice(0, BOUNDS.entries);
}

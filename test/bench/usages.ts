import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectUsages } from '../../src/domain/usages/projectUsages.ts';
import { searchAll } from '../../src/sources/usages/searchAll.ts';
import { newSearch, searchFile } from '../../src/sources/usages/searchFiles.ts';
import { against, counted } from './measure.ts';
import type { EmptyRow, Row } from './measure.ts';

const FILES = 20_000;
/** What every reader of a link variable has in it. */
const PATTERN = '_(?:PORT|NAME|ENV_|TCP|UDP|SCTP)';
const KINDS = ['js', 'ts', 'py', 'rb', 'go', 'java', 'php', 'sh', 'yml', 'json', 'conf', 'properties'];

/** The search for readers in a tree of many files, beside ripgrep's for the same words; both find the files in the page cache. */
export async function* usages(): AsyncGenerator<Row | EmptyRow> {
  const ripgrep = ripgrepHere();
  if (ripgrep === null) {
    yield { what: `search ${FILES} files, beside ripgrep`, reason: 'ripgrep is not installed' };
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'bench-usages-'));
  try {
    const tree = join(folder, 'tree');
    plant(tree);
    const built = join(folder, 'built');
    execFileSync(process.execPath, ['esbuild.mjs', '--production', '--outdir', built]);
    const program = join(built, 'usages.cjs');
    const roots = [{ path: tree, exclude: ['**/.git'], gitignore: true }];
    const search = async () => {
      const searched = await searchAll(roots, { program });
      if (searched.read !== FILES) throw new Error(`${searched.read} files were read`);
      return projectUsages(searched.files, { receivers: [], target: 29 });
    };
    const theirs = () => {
      const { stdout } = spawnSync(ripgrep, [PATTERN, tree], { encoding: 'utf8', maxBuffer: 1e9 });
      if (!stdout.includes('DB_PORT_3306_TCP_ADDR')) throw new Error('ripgrep found nothing');
    };
    yield await against(`search ${FILES} files for readers, to ripgrep`, 2, search, theirs);
    const one = newSearch();
    searchFile(join(tree, '0', 'file0.js'), one);
    yield counted('a changed file among them', 'files', one.read, 1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A tree of ordinary code in which one file of fifty reads a link's variable and one of ten holds a word like it. */
function plant(folder: string): void {
  for (let at = 0; at < FILES; at++) {
    const place = join(folder, String(Math.floor(at / 50) % 20), at < 50 ? '' : String(Math.floor(at / 50)));
    if (at % 50 === 0) mkdirSync(place, { recursive: true });
    const lines = Array.from(
      { length: 10 + ((at * 7919) % 120) },
      (_, line) => `const value${line} = compute(${line}, "some text of a line", other.${at});\n`,
    );
    if (at % 50 === 0) lines.push('host = process.env.DB_PORT_3306_TCP_ADDR || "db"\n', "host = os.environ['DB_PORT_3306_TCP_ADDR']\n");
    if (at % 10 === 0) lines.push('const DB_NAME = 1;\n');
    writeFileSync(join(place, `file${at}.${KINDS[at % KINDS.length] ?? ''}`), lines.join(''));
  }
}

/** The system's ripgrep, or the one that comes with the VS Code of the host tests. */
function ripgrepHere(): string | null {
  const installed = (process.env['PATH'] ?? '')
    .split(':')
    .map((path) => join(path, 'rg'))
    .find((path) => existsSync(path));
  const packages = hosts().flatMap((host) =>
    ['ripgrep-universal', 'ripgrep'].map((name) => join(host, 'vscode', 'node_modules', '@vscode', name, 'bin')),
  );
  const bundled = packages.flatMap((bin) => [join(bin, `${process.platform}-${process.arch}`, 'rg'), join(bin, 'rg')]);
  return installed ?? bundled.find((path) => existsSync(path)) ?? null;
}

function hosts(): readonly string[] {
  if (!existsSync('.vscode-test')) return [];
  return readdirSync('.vscode-test').flatMap((name) => (name.startsWith('host-') ? [join('.vscode-test', name)] : []));
}

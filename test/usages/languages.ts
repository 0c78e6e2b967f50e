import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Snippet } from './snippets.ts';

interface Runner {
  readonly file: string;
  /** The command before the file's path. */
  readonly command: readonly string[];
  /** What must be installed, when it is not the command itself. */
  readonly tool?: string;
}

const runners: Readonly<Record<string, Runner>> = {
  shell: { file: 'snippet.sh', command: ['bash'] },
  javascript: { file: 'snippet.cjs', command: [process.execPath] },
  python: { file: 'snippet.py', command: ['python3', '-S', '-E'] },
  perl: { file: 'snippet.pl', command: ['perl'] },
  ruby: { file: 'snippet.rb', command: ['ruby', '--disable=gems'] },
  php: { file: 'snippet.php', command: ['php', '-n', '-d', 'variables_order=EGPCS', '-d', 'display_errors=stderr'] },
  lua: { file: 'snippet.lua', command: ['lua5.4'] },
  make: { file: 'Makefile', command: ['make', '-s', '-f'] },
  envsubst: { file: 'template', command: ['sh', '-c', 'envsubst < "$1"', 'sh'], tool: 'envsubst' },
  go: { file: 'snippet.go', command: [], tool: 'go' },
};

/** The interpreters that are not installed here. */
export function missingTools(): readonly string[] {
  return Object.values(runners)
    .map(({ command, tool }) => tool ?? command[0] ?? '')
    .filter((tool) => spawnSync('sh', ['-c', 'command -v "$1"', 'sh', tool]).status !== 0);
}

/** The command that runs a snippet, which is written (and, in Go, built) in the folder. */
export function commandFor(snippet: Snippet, folder: string): readonly string[] {
  const runner = runners[snippet.language];
  if (!runner) throw new Error(`nothing runs ${snippet.language}`);
  const path = join(folder, runner.file);
  mkdirSync(folder);
  writeFileSync(path, snippet.text);
  if (snippet.language !== 'go') return [...runner.command, path];
  const program = join(folder, 'program');
  const env = { ...process.env, GO111MODULE: 'off', GOCACHE: join(folder, '..', 'go-cache'), GOFLAGS: '' };
  const built = spawnSync(runner.tool ?? '', ['build', '-o', program, path], { encoding: 'utf8', env });
  if (built.status !== 0) throw new Error(`${snippet.id}: ${built.stderr}`);
  return [program];
}

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandFor, missingTools } from './languages.ts';
import { readersByRunning } from './observe.ts';
import { rewriting } from './rewritten.ts';
import type { Rewriting } from './rewritten.ts';
import { labelLine, snippetsOf } from './snippets.ts';

// Finds by running which variables the snippets read, compares with the labels, and runs each reader that can be rewritten: node test/support/runTs.mjs test/usages/main.ts [--record]
// Exits with 77 where an interpreter is missing.
const folder = join('test', 'usages');
const labels = join(folder, 'labels.txt');

async function labelled(scratch: string): Promise<readonly string[]> {
  const lines: string[] = [];
  const queue = snippetsOf(join(folder, 'run')).entries();
  const work = async (): Promise<void> => {
    for (const [number, snippet] of queue) {
      const command = commandFor(snippet, join(scratch, String(number)));
      lines[number] = labelLine(snippet.id, await readersByRunning(command, snippet.names, scratch));
    }
  };
  await Promise.all([work(), work()]);
  return lines;
}

/** The rewritten readers that do not do what the written ones did; how many there are is said. */
async function rewrittenWrongly(scratch: string): Promise<readonly string[]> {
  const results: Rewriting[] = [];
  const queue = snippetsOf(join(folder, 'run')).entries();
  const work = async (): Promise<void> => {
    for (const [number, snippet] of queue) {
      const place = join(scratch, `rewritten-${number}`);
      mkdirSync(place);
      results.push(await rewriting(snippet, place));
    }
  };
  await Promise.all([work(), work()]);
  console.log(`${results.reduce((sum, { rewritten }) => sum + rewritten, 0)} readers rewritten`);
  return results.flatMap(({ different }) => different);
}

async function main(record: boolean): Promise<number> {
  const missing = missingTools();
  if (missing.length > 0) {
    console.log(`SKIP usages: not installed: ${missing.join(', ')} (Debian: ruby, php-cli, golang-go, lua5.4, make, gettext-base)`);
    return 77;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'usages-'));
  try {
    const lines = await labelled(scratch);
    if (record) writeFileSync(labels, lines.map((line) => `${line}\n`).join(''));
    const recorded = readFileSync(labels, 'utf8').split('\n').filter(Boolean);
    const different = lines.filter((line) => !recorded.includes(line));
    const gone = recorded.filter((line) => !lines.includes(line));
    for (const line of different) console.log(`by running: ${line}`);
    for (const line of gone) console.log(`recorded:   ${line}`);
    console.log(`${lines.length} snippets ran, ${different.length} differ from their labels`);
    const wrong = await rewrittenWrongly(scratch);
    for (const what of wrong) console.log(`rewritten:  ${what}`);
    return different.length + gone.length + wrong.length > 0 || lines.length === 0 ? 1 : 0;
  } finally {
    // Go keeps its cache read-only.
    spawnSync('chmod', ['-R', 'u+w', scratch]);
    rmSync(scratch, { recursive: true, force: true });
  }
}

process.exitCode = await main(process.argv.includes('--record'));

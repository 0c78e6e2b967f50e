import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { alias } from '../../esbuild.mjs';

// Bundles a TypeScript entry and runs it with the remaining arguments: node test/support/runTs.mjs FILE [args…]
const [entry, ...args] = process.argv.slice(2);
if (!entry) throw new Error('usage: node test/support/runTs.mjs FILE [args…]');
const runs = join(import.meta.dirname, '..', '..', '.vscode-test', 'run');
mkdirSync(runs, { recursive: true });
const folder = mkdtempSync(join(runs, 'ts-'));
const outfile = join(folder, `${basename(entry, '.ts')}.mjs`);
const outside = { name: 'packages-outside', setup: (bundler) => bundler.onResolve({ filter: /^[^./]/ }, outsideUnlessAliased) };
try {
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', plugins: [outside], logLevel: 'error' });
  process.exitCode = spawnSync(process.execPath, [outfile, ...args], { stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A package is loaded from node_modules at run time, unless the bundles read something else in its place. */
function outsideUnlessAliased({ path, kind }) {
  if (kind === 'entry-point') return undefined;
  return path in alias ? { path: alias[path] } : { path, external: true };
}

import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

// Bundles a TypeScript entry and runs it with the remaining arguments: node test/support/runTs.mjs FILE [args…]
const [entry, ...args] = process.argv.slice(2);
if (!entry) throw new Error('usage: node test/support/runTs.mjs FILE [args…]');
const folder = join(import.meta.dirname, '..', '..', '.vscode-test', 'run');
mkdirSync(folder, { recursive: true });
const outfile = join(folder, `${basename(join(entry, '..'))}-${basename(entry, '.ts')}-${process.pid}.mjs`);
await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' });
process.exitCode = spawnSync(process.execPath, [outfile, ...args], { stdio: 'inherit' }).status ?? 1;

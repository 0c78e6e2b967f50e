import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { newCompose, oldCompose } from './programs.mjs';

// Compares our reading of small projects with that of the real programs: node test/oracle/run.mjs [SCENARIO…] [--verbose]
const found = [
  { reader: 'compose-2', ...newCompose() },
  { reader: 'compose-1', ...oldCompose() },
];
const missing = found.filter(({ reason }) => reason !== undefined);
if (missing.length > 0) {
  for (const { end } of found) end?.();
  console.log(`SKIP compose: ${missing.map(({ reason }) => reason).join('; ')}`);
  process.exit(77);
}
const folder = join(import.meta.dirname, '..', '..', '.vscode-test', 'run');
mkdirSync(folder, { recursive: true });
const outfile = join(folder, `oracle-${process.pid}.mjs`);
await build({
  entryPoints: [join(import.meta.dirname, 'main.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
});
const { compareAll } = await import(pathToFileURL(outfile).href);
try {
  process.exitCode = await compareAll(found);
} finally {
  for (const { end } of found) end();
}

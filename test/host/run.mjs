import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { executable } from '../support/host/executable.mjs';

// Builds the extension and the suites, and runs them in a real VS Code on a copy of the fixture.
const root = join(import.meta.dirname, '..', '..');
process.chdir(root);
await import('../../esbuild.mjs');
const outfile = join(root, '.vscode-test', 'out', 'host.cjs');
const suites = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'));
await build({
  stdin: {
    contents: `${suites.map((name) => `import './${name}';`).join('\n')}\n`,
    resolveDir: import.meta.dirname,
  },
  outfile: join(root, '.vscode-test', 'out', 'suites.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  external: ['vscode', 'mocha'],
});
await build({ entryPoints: ['test/host/index.ts'], outfile, bundle: true, platform: 'node', format: 'cjs', external: ['vscode', 'mocha'] });

const scratch = mkdtempSync(join(tmpdir(), 'docker-links-host-'));
const workspace = join(scratch, 'workspace');
cpSync('test/host/fixture', workspace, { recursive: true });
try {
  process.exitCode = await runTests({
    vscodeExecutablePath: await executable(),
    extensionDevelopmentPath: root,
    extensionTestsPath: outfile,
    launchArgs: [
      workspace,
      '--disable-extensions',
      `--user-data-dir=${join(scratch, 'user')}`,
      `--extensions-dir=${join(scratch, 'extensions')}`,
    ],
  });
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { fakeContainer, startFakeEngine } from '../support/fakeEngine.mjs';
import { executable } from '../support/host/executable.mjs';

// Builds the extension and the suites, and runs them in a real VS Code on a copy of the fixture, beside an engine that writes down what it is asked.
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
const socket = process.platform === 'win32' ? `//./pipe/docker-links-${process.pid}` : join(scratch, 'docker.sock');
const engine = await startFakeEngine(socket, [
  fakeContainer('mysql_server', { expose: ['3306/tcp'], env: ['MYSQL_ROOT_PASSWORD=hunter2'], linkNames: ['/webapp/db'] }),
  fakeContainer('webapp', { address: '172.17.0.3', env: ['API_TOKEN=hunter2'], links: [['mysql_server', 'db']] }),
]);
process.env.DOCKER_HOST = process.platform === 'win32' ? `npipe://${socket}` : `unix://${socket}`;
process.env.DOCKER_LINKS_TEST_ENGINE = socket;
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
  await engine.end();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { buildInto } from '../../esbuild.mjs';
import { fakeContainer, startFakeEngine } from '../support/fakeEngine.mjs';
import { executable } from '../support/host/executable.mjs';

// Builds the extension and the suites into a folder of their own, and runs them in a real VS Code on a copy of the fixture, beside an engine
// that writes down what it is asked.
const root = join(import.meta.dirname, '..', '..');
process.chdir(root);
mkdirSync('.vscode-test', { recursive: true });
// Inside the project, because the suites load mocha from it.
const built = mkdtempSync(join(root, '.vscode-test', 'suites-'));
process.once('exit', () => rmSync(built, { recursive: true, force: true }));
const extension = join(built, 'extension');
const parts = readdirSync(root).filter((name) => /^(package(\.nls.*)?\.json|media)$/.test(name));
for (const name of parts) cpSync(name, join(extension, name), { recursive: true });
await buildInto(join(extension, 'dist'));
const outfile = join(built, 'host.cjs');
const suites = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'));
await build({
  stdin: {
    contents: `${suites.map((name) => `import './${name}';`).join('\n')}\n`,
    resolveDir: import.meta.dirname,
  },
  outfile: join(built, 'suites.cjs'),
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
  fakeContainer('webapp', {
    address: '172.17.0.3',
    env: ['API_TOKEN=hunter2'],
    links: [['mysql_server', 'db']],
    process: ['HOSTNAME=776562617070', 'API_TOKEN=hunter2', 'DB_PORT=tcp://172.17.0.9:3306', 'DB_PORT_3306_TCP_ADDR=172.17.0.9'],
    hosts: '172.17.0.2\tdb 6d7973716c5f mysql_server\n',
  }),
]);
process.env.DOCKER_HOST = process.platform === 'win32' ? `npipe://${socket}` : `unix://${socket}`;
process.env.DOCKER_LINKS_TEST_ENGINE = socket;
try {
  process.exitCode = await runTests({
    vscodeExecutablePath: await executable(),
    extensionDevelopmentPath: [extension, join(root, 'test', 'host', 'neighbour')],
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

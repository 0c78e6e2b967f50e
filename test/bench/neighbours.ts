import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BenchText } from './texts.ts';

const home = resolve('.vscode-test', 'bench');
const PACKAGES = { dclint: 'dclint@3.1.0', service: '@microsoft/compose-language-service@1.0.0' };
const outside = createRequire(join(home, 'package.json'));

/** Another program that reads compose files; `read` fails unless every text was really read. */
export interface Neighbour {
  read(texts: readonly BenchText[]): unknown;
  close(): void;
}

/** Installs the neighbours by name, once, where the project's own dependencies do not see them; the reason where npm cannot. */
export function installNeighbours(): string | null {
  if (existsSync(join(home, 'node_modules', '@microsoft')) && existsSync(join(home, 'node_modules', 'dclint'))) return null;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  const words = ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--silent', ...Object.values(PACKAGES)];
  try {
    execFileSync('npm', words, { cwd: home, stdio: 'ignore', timeout: 120_000, shell: process.platform === 'win32' });
    return null;
  } catch {
    return `npm could not install ${Object.values(PACKAGES).join(' and ')}`;
  }
}

interface Dclint {
  readonly DCLinter: new (config: object) => { lintFiles(paths: readonly string[], recursive: boolean): readonly unknown[] };
}

/** dclint with all its rules; it reads files, so the texts are written down before the first reading. */
export async function dclint(texts: readonly BenchText[]): Promise<Neighbour> {
  const { DCLinter } = (await import(pathToFileURL(outside.resolve('dclint')).href)) as Dclint;
  const folder = mkdtempSync(join(tmpdir(), 'docker-links-bench-'));
  const fileOf = ({ path }: BenchText) => join(folder, path.replaceAll(/[\\/:]/g, '_'), 'compose.yaml');
  for (const one of texts) {
    mkdirSync(dirname(fileOf(one)), { recursive: true });
    writeFileSync(fileOf(one), one.text);
  }
  const linter = new DCLinter({ rules: {}, quiet: true, debug: false, exclude: [] });
  return {
    read: (some) => {
      const { length } = linter.lintFiles(some.map(fileOf), false);
      if (length !== some.length) throw new Error(`dclint read ${length} of ${some.length} files`);
    },
    close: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Connection {
  listen(): void;
  sendRequest(method: string, parameters: object): Promise<unknown>;
  sendNotification(method: string, parameters: object): Promise<void>;
  onNotification(method: string, heard: (parameters: { readonly uri: string }) => void): void;
}

interface JsonRpc {
  readonly createMessageConnection: (reader: object, writer: object) => Connection;
  readonly StreamMessageReader: new (stream: object) => object;
  readonly StreamMessageWriter: new (stream: object) => object;
}

/** Microsoft's language service as an editor uses it: each text is opened, its diagnostics awaited, and closed. */
export async function languageService(): Promise<Neighbour> {
  const main = outside.resolve(PACKAGES.service.replace(/@[\d.]+$/, ''));
  const rpc = createRequire(main)('vscode-jsonrpc/node') as JsonRpc;
  const child = spawn(process.execPath, [main, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(child.stdout), new rpc.StreamMessageWriter(child.stdin));
  const waiting = new Map<string, () => void>();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri }) => waiting.get(uri)?.());
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { publishDiagnostics: {} } },
    initializationOptions: { diagnosticDelay: 0 },
  });
  await connection.sendNotification('initialized', {});
  return {
    read: async (texts) => {
      for (const { path, text } of texts) {
        const uri = pathToFileURL(resolve(path)).href;
        const read = new Promise<void>((done) => waiting.set(uri, done));
        await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'dockercompose', version: 1, text } });
        await read;
        await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
      }
    },
    close: () => {
      child.kill();
    },
  };
}

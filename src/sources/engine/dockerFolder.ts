import { readFile, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { EngineFault } from '../../domain/engine/health.ts';
import { contextId, decodeConfig, decodeContext, dockersChoice } from './contexts.ts';
import type { Decoded, DockerContext, EngineName } from './contexts.ts';
import type { Answer } from './api.ts';
import type { Tls } from './transport.ts';

/** Files of Docker's configuration over so many bytes are not read. */
const LARGEST = 1_000_000;

/** How to reach an engine. */
export interface EnginePlace {
  /** In the form of `DOCKER_HOST`; empty for Docker's default. */
  readonly host: string;
  /** The context's name, where it is known by one. */
  readonly name?: string;
  readonly tls?: Tls;
}

/** The folder of Docker's configuration: `DOCKER_CONFIG`, else `.docker` at home. */
export function dockerFolder(environment: NodeJS.ProcessEnv): string {
  return (environment['DOCKER_CONFIG'] ?? '') || join(homedir(), '.docker');
}

/** Which engine Docker's command line would ask now; like it, a configuration that cannot be read counts as empty, and `warning` says so. */
export async function dockersEngine(
  environment: NodeJS.ProcessEnv,
): Promise<{ readonly engine: EngineName; readonly warning: string | null }> {
  const path = join(dockerFolder(environment), 'config.json');
  const config = await decodedFile(path, decodeConfig);
  const engine = dockersChoice(environment, config && 'value' in config ? config.value : '');
  return { engine, warning: config && 'wrong' in config ? `Docker's configuration ${path} cannot be used: ${config.wrong}.` : null };
}

/** How to reach an engine that is known by name or address; nothing is asked of it. */
export async function placeOf(engine: EngineName, environment: NodeJS.ProcessEnv): Promise<Answer<EnginePlace>> {
  if (engine.kind === 'host') return await hostPlace(engine.host, environment);
  if (engine.name === 'default') return await hostPlace(environment['DOCKER_HOST'] ?? '', environment);
  const folder = dockerFolder(environment);
  const meta = await decodedFile(metaPath(folder, contextId(engine.name)), (text) => decodeContext(text, engine.name));
  if (!meta) return unusable(`There is no Docker context "${engine.name}" in ${folder}.`);
  if ('wrong' in meta) return unusable(`The Docker context "${engine.name}" cannot be used: ${meta.wrong}.`);
  const { host, skipVerify } = meta.value;
  const tls = await contextTls(join(folder, 'contexts', 'tls', contextId(engine.name), 'docker'), skipVerify);
  return { value: { host, name: engine.name, ...(tls && { tls }) } };
}

/** The contexts of Docker's configuration by name, the broken ones with what is wrong; `default` has no file and is not among them. */
export async function contextsOf(environment: NodeJS.ProcessEnv): Promise<readonly (DockerContext | { readonly wrong: string })[]> {
  const folder = dockerFolder(environment);
  const ids = await readdir(join(folder, 'contexts', 'meta')).catch(() => []);
  const contexts = await Promise.all(
    ids.map(async (id) => {
      const path = metaPath(folder, id);
      const context = await decodedFile(path, (text) => decodeContext(text, ''));
      if (!context) return [];
      return 'value' in context ? [context.value] : [{ wrong: `The context in ${path} cannot be used: ${context.wrong}.` }];
    }),
  );
  return contexts.flat().sort((one, other) => compare(nameOf(one), nameOf(other)));
}

function nameOf(context: DockerContext | { readonly wrong: string }): string {
  return 'wrong' in context ? context.wrong : context.name;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function metaPath(folder: string, id: string): string {
  return join(folder, 'contexts', 'meta', id, 'meta.json');
}

/** `DOCKER_TLS_VERIFY` and `DOCKER_TLS` hold for what is known by its address, with the files in `DOCKER_CERT_PATH` (docker/cli cli/flags/options.go). */
async function hostPlace(host: string, environment: NodeJS.ProcessEnv): Promise<Answer<EnginePlace>> {
  const verify = (environment['DOCKER_TLS_VERIFY'] ?? '') !== '';
  const isTls = verify || (environment['DOCKER_TLS'] ?? '') !== '';
  if (!isTls || /^(unix|npipe|ssh):/.test(host)) return { value: { host } };
  const folder = (environment['DOCKER_CERT_PATH'] ?? '') || dockerFolder(environment);
  const tls = await certificates(folder);
  if (tls.ca === undefined) return unusable(`The engine's certificate cannot be checked: there is no readable ${join(folder, 'ca.pem')}.`);
  return { value: { host, tls: { ...tls, verify } } };
}

/** Null for a context without certificates whose engine's certificate is not to be skipped either: plain HTTP. */
async function contextTls(folder: string, skipVerify: boolean): Promise<Tls | null> {
  const tls = await certificates(folder);
  return skipVerify || Object.keys(tls).length > 0 ? { ...tls, verify: !skipVerify } : null;
}

async function certificates(folder: string): Promise<Omit<Tls, 'verify'>> {
  const [ca, cert, key] = await Promise.all(['ca', 'cert', 'key'].map((name) => smallFile(join(folder, `${name}.pem`))));
  const text = (file: Decoded<string> | null | undefined): string | undefined => (file && 'value' in file ? file.value : undefined);
  const [caText, certText, keyText] = [text(ca), text(cert), text(key)];
  return {
    ...(caText !== undefined && { ca: caText }),
    ...(certText !== undefined && keyText !== undefined && { cert: certText, key: keyText }),
  };
}

async function decodedFile<T>(path: string, decode: (text: string) => Decoded<T>): Promise<Decoded<T> | null> {
  const file = await smallFile(path);
  return file && 'value' in file ? decode(file.value) : file;
}

/** Null when there is no such file. */
async function smallFile(path: string): Promise<Decoded<string> | null> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return { wrong: 'it is no file' };
    if (found.size > LARGEST) return { wrong: 'it is too large' };
    return { value: await readFile(path, 'utf8') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : { wrong: `it cannot be read (${code})` };
  }
}

function unusable(fault: string): EngineFault {
  return { code: 'unusable-address', fault };
}

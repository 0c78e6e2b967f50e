import { createHash } from 'node:crypto';

/** An engine as a person or Docker's own files name it: by address in the form of `DOCKER_HOST` (empty: Docker's default), or by context. */
export type EngineName = { readonly kind: 'host'; readonly host: string } | { readonly kind: 'context'; readonly name: string };

/** What a context's file says of its engine; an empty host means Docker's default. */
export interface DockerContext {
  readonly name: string;
  readonly description: string;
  readonly host: string;
  /** Whether the engine's certificate is not to be checked. */
  readonly skipVerify: boolean;
}

/** A decoded file, or in a few words what is wrong with it. */
export type Decoded<T> = { readonly value: T } | { readonly wrong: string };

/** The folder in which Docker keeps what belongs to a context: the SHA-256 of its name (docker/cli cli/context/store). */
export function contextId(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

/** What a text names; a context's name holds neither a colon nor a slash (docker/cli cli/context/store: `restrictedNamePattern`). */
export function engineName(text: string): EngineName {
  return /^[a-zA-Z0-9][\w.+-]+$/.test(text) ? { kind: 'context', name: text } : { kind: 'host', host: hostOf(text) };
}

/** Which engine Docker's command line would ask: `DOCKER_HOST`, else `DOCKER_CONTEXT`, else the current context of its configuration, else its default. */
export function dockersChoice(environment: NodeJS.ProcessEnv, currentContext: string): EngineName {
  const host = environment['DOCKER_HOST'] ?? '';
  if (host !== '') return { kind: 'host', host };
  const name = (environment['DOCKER_CONTEXT'] ?? '') || currentContext;
  return name === '' || name === 'default' ? { kind: 'host', host: '' } : { kind: 'context', name };
}

/** The current context that `config.json` names; empty when it names none. */
export function decodeConfig(text: string): Decoded<string> {
  const config = parsed(text);
  if (!config) return { wrong: 'it is no JSON object' };
  const name = config['currentContext'] ?? '';
  return typeof name === 'string' ? { value: name } : { wrong: '"currentContext" is not a text' };
}

/** The engine of a context by its `meta.json`; what the file does not name is called `name`. */
export function decodeContext(text: string, name: string): Decoded<DockerContext> {
  const meta = parsed(text);
  if (!meta) return { wrong: 'it is no JSON object' };
  const endpoint = recordOf(recordOf(meta['Endpoints'])?.['docker']);
  if (!endpoint) return { wrong: 'it names no Docker engine' };
  const host = endpoint['Host'] ?? '';
  if (typeof host !== 'string') return { wrong: 'its "Host" is not a text' };
  const description = recordOf(meta['Metadata'])?.['Description'];
  return {
    value: {
      name: typeof meta['Name'] === 'string' && meta['Name'] !== '' ? meta['Name'] : name,
      description: typeof description === 'string' ? description : '',
      host,
      skipVerify: endpoint['SkipTLSVerify'] === true,
    },
  };
}

/** A bare path is that of a socket. */
function hostOf(text: string): string {
  if (text.startsWith('//./pipe/')) return `npipe://${text}`;
  return text.startsWith('/') ? `unix://${text}` : text;
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return null;
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : null;
}

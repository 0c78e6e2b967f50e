import type { EngineFault } from '../../domain/engine/health.ts';

/** The fault of an answer that holds something else than the engine's API says. */
export function garbage(where: string, wrong: string): EngineFault {
  return { code: 'garbage', fault: `What answers at ${where} does not speak Docker's API: ${wrong}.` };
}

/** The fault behind an error of the connection. */
export function faultOf(error: unknown, where: string, deadline: number): EngineFault {
  const { code, name, statusCode, message } = parts(error);
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ABORT_ERR') {
    return { code: 'silent', fault: `The Docker engine at ${where} did not answer within ${deadline / 1000} seconds.` };
  }
  if (statusCode !== undefined) return { code: 'refused', fault: `The Docker engine at ${where} refused the question: ${message}.` };
  switch (code) {
    case 'ENOENT':
    case 'ENOTFOUND':
      return { code: 'no-engine', fault: `There is no Docker engine at ${where} (${code}).` };
    case 'EACCES':
    case 'EPERM':
      return { code: 'no-permission', fault: `This user has no permission to talk to the Docker engine at ${where} (${code}).` };
    case 'ECONNREFUSED':
      return { code: 'not-running', fault: `The Docker engine at ${where} is not running: nothing listens there (ECONNREFUSED).` };
    case undefined:
      return { code: 'failed', fault: `The Docker engine at ${where} could not be read: ${message}.` };
  }
  if (code.startsWith('HPE_')) return garbage(where, 'the answer is no HTTP');
  return { code: 'failed', fault: `The connection to the Docker engine at ${where} failed: ${message}.` };
}

interface Parts {
  readonly code: string | undefined;
  readonly name: string;
  readonly statusCode: number | undefined;
  readonly message: string;
}

function parts(error: unknown): Parts {
  if (!(error instanceof Error)) return { code: undefined, name: '', statusCode: undefined, message: String(error) };
  const { code, statusCode } = error as { readonly code?: unknown; readonly statusCode?: unknown };
  return {
    code: typeof code === 'string' ? code : undefined,
    name: error.name,
    statusCode: typeof statusCode === 'number' ? statusCode : undefined,
    message: error.message.trim().replace(/\.$/, ''),
  };
}

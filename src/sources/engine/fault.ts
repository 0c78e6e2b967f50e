import type { EngineFault } from '../../domain/engine/health.ts';

/** The fault of an answer that holds something else than the engine's API says. */
export function garbage(where: string, wrong: string): EngineFault {
  return { code: 'garbage', fault: `What answers at ${where} does not speak Docker's API: ${wrong}.` };
}

/** An error that a fault is known for. */
export class FaultError extends Error {
  readonly fault: EngineFault;

  constructor(fault: EngineFault) {
    super(fault.fault);
    this.fault = fault;
  }
}

/** The fault behind a program for the connection that could not be started. */
export function notStarted(where: string, error: Error): EngineFault {
  const { code, message } = parts(error);
  if (code !== 'ENOENT')
    return { code: 'failed', fault: `The Docker engine at ${where} is reached by ssh, which could not be started: ${message}.` };
  return { code: 'unusable-address', fault: `The Docker engine at ${where} is reached by ssh, which was not found on this machine.` };
}

/** The fault behind an ssh that ended, by its exit status (255 is ssh's own failure, else that of the program over there) and its last words. */
export function sshFault(where: string, status: number | null, said: string): EngineFault {
  const words = lastLine(said);
  const about = words === '' ? `it ended with ${status === null ? 'a signal' : `status ${status}`}` : words;
  const at = `The Docker engine at ${where}`;
  if (status === 127)
    return { code: 'no-engine', fault: `${at} cannot be reached: there is no docker command on that machine (${about}).` };
  if (status === 255)
    return { code: /could not resolve/i.test(words) ? 'no-engine' : 'failed', fault: `${at} cannot be reached by ssh: ${about}.` };
  if (/permission denied/i.test(words)) return { code: 'refused', fault: `${at} may not be used by that user: ${about}.` };
  if (/docker daemon|connection refused|no such file/i.test(words))
    return { code: 'not-running', fault: `${at} is not running: ${about}.` };
  return { code: 'failed', fault: `The connection to the Docker engine at ${where} failed: ${about}.` };
}

/** The last line that says something, without control characters and not too long. */
function lastLine(said: string): string {
  const lines = said.split(/[\r\n]+/).map((line) => line.replaceAll(/\p{C}/gu, '').trim());
  const last = lines.findLast((line) => line !== '') ?? '';
  return last.slice(0, 300).replace(/[.?]$/, '');
}

/** The fault behind an error of the connection. */
export function faultOf(error: unknown, where: string, deadline: number): EngineFault {
  if (error instanceof FaultError) return error.fault;
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
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_SSL|ERR_OSSL/.test(code)) {
    return { code: 'failed', fault: `The TLS connection to the Docker engine at ${where} failed: ${message}.` };
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

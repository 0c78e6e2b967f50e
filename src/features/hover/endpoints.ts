import { runningEndpoints, writtenPorts } from '../../model/endpoints.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import { code } from '../../base/markdown.ts';

/** The endpoints behind a service, one a line: of its running containers (of those with these ids, where some are given), else what files tell of them under the name it is reached by. */
export function endpointLines(
  service: string,
  host: string,
  { file, snapshot, only = [] }: { readonly file: ReadFile; readonly snapshot: Snapshot; readonly only?: readonly string[] },
): readonly string[] {
  const running = runningEndpoints(service, file, snapshot);
  const behind = running.filter(({ id }) => only.length === 0 || only.includes(id));
  if (running.length > 0) return behind.map(runningLine);
  const ports = writtenPorts(service, file, snapshot);
  if (ports.length === 0) return [];
  return [
    `Endpoints: ${ports.map((port) => code(`${host}:${port}`)).join(', ')} (from files and images; no container of it is known to run)`,
  ];
}

function runningLine({ container, running, addresses, ports }: ReturnType<typeof runningEndpoints>[number]): string {
  if (!running) return `Container ${code(container)} does not run.`;
  if (addresses.length === 0) return `Container ${code(container)} runs, without an address of its own.`;
  const where = addresses.map(({ network, ipv4 }) => `${code(ipv4)} on ${code(network)}`).join(', ');
  const at = ports.length === 0 ? 'it exposes no port' : `ports ${ports.map(code).join(', ')}`;
  return `Now: ${where}; ${at} (container ${code(container)})`;
}

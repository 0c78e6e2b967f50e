import { exposedPort } from '../env/ports.ts';
import { linkPrefix } from '../env/prefix.ts';
import type { UsageLink } from './receiver.ts';

const PORT_NAME = /^(.+)_PORT_(\d+)_([A-Z]+)(_[A-Z_]+)?$/;

/** The name that was probably meant: the same with a port that the link has, or with the prefix of a link; null when nothing is near. */
export function nearMiss(name: string, links: readonly UsageLink[]): string | null {
  const [, prefix, port, proto, part = ''] = PORT_NAME.exec(name) ?? [];
  if (prefix === undefined || port === undefined || proto === undefined) return null;
  const suffix = (known: string): string => `_PORT_${known}_${proto}${part}`;
  const own = links.find(({ alias }) => linkPrefix(alias) === prefix);
  if (own) {
    const known = portsOf(own, proto);
    const near = known.find((other) => isNear(other, port)) ?? (own.ports !== null && known.length === 1 ? known[0] : undefined);
    return near === undefined || near === port ? null : prefix + suffix(near);
  }
  const meant = links.find(
    (link) => isNear(linkPrefix(link.alias), prefix) && (link.ports === null || portsOf(link, proto).includes(port)),
  );
  return meant ? linkPrefix(meant.alias) + suffix(port) : null;
}

function portsOf({ ports, told = [] }: UsageLink, proto: string): readonly string[] {
  return (ports ?? told).flatMap((exposed) => {
    const port = exposedPort(exposed);
    return port.proto.toUpperCase() === proto ? [port.text] : [];
  });
}

/** Whether one slip of a typist lies between them: a character more, less or other, or two that changed places. */
function isNear(a: string, b: string): boolean {
  if (a === b || Math.min(a.length, b.length) < 3 || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

import type { ProjectText } from './surroundings.ts';

/** `--scale SERVICE=NUMBER` of `up` and `run`, and the services of the command `scale` (docker compose). */
const OPTION = /--scale[= ]["']?([\w.-]+)=(\d{1,6})/g;
const COMMAND = /\bcompose\b[^\r\n;&|]*?\sscale((?:[ \t]+["']?[\w.-]+=\d{1,6}["']?)+)/g;

/** In how many containers services run by the commands in texts; the largest number where several are told. */
export function scaledIn(texts: readonly ProjectText[]): ReadonlyMap<string, number> {
  const scales = new Map<string, number>();
  const note = (service: string, count: string): void => {
    scales.set(service, Math.max(scales.get(service) ?? 0, Number(count)));
  };
  for (const { text } of texts) {
    if (!text.includes('scale')) continue;
    for (const [, service = '', count = ''] of text.matchAll(OPTION)) note(service, count);
    for (const [, list = ''] of text.matchAll(COMMAND))
      for (const [, service = '', count = ''] of list.matchAll(/([\w.-]+)=(\d+)/g)) note(service, count);
  }
  return scales;
}

/** The larger number of each service. */
export function larger(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  return new Map([...one, ...other].map(([service]) => [service, Math.max(one.get(service) ?? 0, other.get(service) ?? 0)]));
}

/** The ports a written range stands for at most; further ones are left out. */
export const MOST_PORTS = 1000;

/** The keys of `Config.ExposedPorts` that `3306`, `53/udp` or `8000-8002` stand for, ranges expanded; none for a text that holds a variable. */
export function exposedKeys(written: string): readonly string[] {
  const [, first, last = first, proto = 'tcp'] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/([A-Za-z]+))?$/.exec(written) ?? [];
  if (first === undefined) return [];
  const count = Math.min(Number(last) - Number(first) + 1, MOST_PORTS);
  return Array.from({ length: Math.max(count, 0) }, (_, index) => `${Number(first) + index}/${proto.toLowerCase()}`);
}

/** How many ports a written range holds; null for what is no range. */
export function rangeLength(written: string): number | null {
  const [, first, last] = /^(\d{1,5})-(\d{1,5})(?:\/|$)/.exec(written) ?? [];
  return first === undefined || last === undefined ? null : Number(last) - Number(first) + 1;
}

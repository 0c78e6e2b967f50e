import type { ComposeService } from '../../syntax/compose/composeFile.ts';

/** Why a link's start order cannot become `depends_on` between the two, in one sentence; null when it can. */
export function refuseOrder(
  services: ReadonlyMap<string, ComposeService>,
  receiver: ComposeService,
  source: ComposeService,
): string | null {
  if (reaches(services, source, receiver.name))
    return `\`${receiver.name}\` and \`${source.name}\` need each other in a circle, which Compose refuses, with links and with \`depends_on\`.`;
  const enabled = receiver.profiles.map(({ value }) => value);
  const open =
    source.profiles.length > 0 && (enabled.length === 0 || !enabled.every((one) => source.profiles.some(({ value }) => value === one)));
  return open
    ? `\`${source.name}\` has a profile without which \`${receiver.name}\` does not start; \`depends_on\` with \`required: false\` may be meant.`
    : null;
}

/** Whether a service needs another to be started first, by whatever way. */
function reaches(services: ReadonlyMap<string, ComposeService>, from: ComposeService, name: string): boolean {
  const seen = new Set<string>();
  const waiting = [from];
  for (let service = waiting.pop(); service; service = waiting.pop()) {
    if (service.name === name) return true;
    if (seen.has(service.name)) continue;
    seen.add(service.name);
    for (const need of needsOf(service)) {
      const next = services.get(need);
      if (next) waiting.push(next);
    }
  }
  return false;
}

/** What must start first: dependencies, links and whose network a service shares (compose-go `loader/normalize.go`). */
function needsOf({ dependsOn, links, networkMode }: ComposeService): readonly string[] {
  const owner = /^service:(.+)$/.exec(networkMode?.value ?? '')?.[1];
  return [
    ...dependsOn.map(({ service }) => service),
    ...links.flatMap(({ target }) => target ?? []),
    ...(owner === undefined ? [] : [owner]),
  ];
}

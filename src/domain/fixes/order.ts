import type { ComposeService } from '../../syntax/compose/composeFile.ts';

/** Whether two services need each other, through whatever others. */
export type InCircle = (one: ComposeService, other: ComposeService) => boolean;

/** Why a link's start order cannot become `depends_on` between its two ends, in one sentence; null when it can. */
export function refuseOrder(inCircle: InCircle, receiver: ComposeService, source: ComposeService): string | null {
  if (inCircle(receiver, source))
    return `\`${receiver.name}\` and \`${source.name}\` need each other in a circle, which Compose refuses, with links and with \`depends_on\`.`;
  const enabled = receiver.profiles.map(({ value }) => value);
  const open =
    source.profiles.length > 0 && (enabled.length === 0 || !enabled.every((one) => source.profiles.some(({ value }) => value === one)));
  return open
    ? `\`${source.name}\` has a profile without which \`${receiver.name}\` does not start; \`depends_on\` with \`required: false\` may be meant.`
    : null;
}

interface Visit {
  readonly name: string;
  readonly order: number;
  readonly needs: Iterator<string, undefined>;
  low: number;
}

/** The circles among services, found at once (Tarjan's strongly connected components). */
export function circlesAmong(services: ReadonlyMap<string, ComposeService>): InCircle {
  const circles = new Map<string, number>();
  const orders = new Map<string, number>();
  const open: string[] = [];
  const path: Visit[] = [];
  const enter = (service: ComposeService): void => {
    const order = orders.size;
    orders.set(service.name, order);
    open.push(service.name);
    path.push({ name: service.name, order, needs: needsOf(service).values(), low: order });
  };
  const leave = ({ name, order, low }: Visit): void => {
    const before = path.at(-1);
    if (before) before.low = Math.min(before.low, low);
    if (low !== order) return;
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      circles.set(member, order);
      if (member === name) break;
    }
  };
  for (const start of services.values()) {
    if (!orders.has(start.name)) enter(start);
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const step = visit.needs.next();
      if (step.done) {
        path.pop();
        leave(visit);
        continue;
      }
      const need = step.value;
      const next = services.get(need);
      const order = orders.get(need);
      if (next && order === undefined) enter(next);
      else if (order !== undefined && !circles.has(need)) visit.low = Math.min(visit.low, order);
    }
  }
  return (one, other) => circles.get(one.name) === circles.get(other.name);
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

import type { LinkInProject } from '../compose/fileInProjects.ts';
import { inEvery } from './rule.ts';
import type { Related, Rule } from './rule.ts';

const MOST_NAMED = 6;

/** A link is a dependency, and services that wait for each other never start (compose-go `graph`; docker-compose 1.x `sort_service_dicts`). */
export const linkCycle: Rule<'link-cycle'> = {
  code: 'link-cycle',
  meaning: 'The link closes a circle of services that wait for each other, which Compose refuses.',
  check(subject) {
    return inEvery(subject, (one) => {
      const ring = one.view.rings.get(one.receiver.name) ?? [];
      if (one.source === null || one.source === one.receiver || ring !== one.view.rings.get(one.source.name)) return null;
      const names = ring.length <= MOST_NAMED ? ring.map((name) => `"${name}"`).join(', ') : `${ring.length} services`;
      return {
        severity: 'error',
        message: `The link "${subject.link.raw}" of "${one.receiver.name}" is part of a circle, which Compose refuses: ${names} wait for each other.`,
        related: ring.length <= MOST_NAMED ? others(one, ring) : [],
      };
    });
  },
};

function others({ view, receiver }: LinkInProject, ring: readonly string[]): readonly Related[] {
  return ring.flatMap((name) => {
    const waits = name === receiver.name ? undefined : view.active.get(name)?.dependsOn.find(({ service }) => ring.includes(service));
    return waits ? [{ message: `"${name}" waits for "${waits.service}".`, place: waits.place }] : [];
  });
}

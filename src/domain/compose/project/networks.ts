import { compare } from './mergeOld.ts';
import type { ProjectNetwork, ProjectService } from './project.ts';
import { at, entriesOf, textAt } from './tree.ts';
import type { Dict, Node } from './tree.ts';

/** The networks at the top level, and `default` where a service is on it (compose-go `loader/normalize.go`). */
export function networksOf(root: Dict | null, services: readonly ProjectService[], project: string): readonly ProjectNetwork[] {
  const networks = new Map<string, ProjectNetwork>();
  for (const [key, { key: place, value }] of entriesOf(at(root, 'networks'))) {
    const external = at(value, 'external');
    const named = textAt(value, 'name') ?? textAt(external, 'name');
    const outside = external?.kind === 'map' || (external?.kind === 'text' && external.value.toLowerCase() === 'true');
    networks.set(key, {
      key,
      place,
      realName: named?.value ?? (outside ? key : `${project}_${key}`),
      external: outside,
      driver: textAt(value, 'driver')?.value ?? null,
      internal: isTrue(at(value, 'internal')),
    });
  }
  const implied = !networks.has('default') && services.some((service) => service.networks.some(({ key }) => key === 'default'));
  if (implied) {
    networks.set('default', {
      key: 'default',
      place: null,
      realName: `${project}_default`,
      external: false,
      driver: null,
      internal: false,
    });
  }
  return [...networks.values()].sort((a, b) => compare(a.key, b.key));
}

function isTrue(node: Node | null): boolean {
  return node?.kind === 'text' && node.value.toLowerCase() === 'true';
}

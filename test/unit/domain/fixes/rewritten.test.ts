import { describe, expect, it } from 'vitest';
import type { Projects } from '../../../../src/domain/fixes/carryOut.ts';
import type { World } from '../../../../src/domain/fixes/proof/world.ts';
import { tryProject } from '../../../support/links/trial.ts';
import type { Blinded } from '../../../support/links/trial.ts';

/** Projects; in one of six every link is also replaced by itself in every way. `test/support/links/main.ts` tries as many as one wants. */
const PROJECTS = 2000;

describe('generated projects, as an independent judge sees them', { timeout: 600_000 }, () => {
  const trials = Array.from({ length: PROJECTS }, (_, seed) => tryProject(seed + 1, seed % 6 === 0));

  it('keep every name, the order and all else but what the rewrite says, and nothing is left for a second run', () => {
    expect(trials.flatMap(({ faults }) => faults).slice(0, 3)).toEqual([]);
  });

  it('lose nearly all of the links that anybody would replace', () => {
    const plain = trials.reduce((sum, trial) => sum + trial.plain, 0);
    const replaced = trials.reduce((sum, trial) => sum + trial.replaced, 0);
    expect(plain).toBeGreaterThan(PROJECTS / 2);
    expect(replaced / plain).toBeGreaterThan(0.95);
  });

  it('are rewritten in every way that a project file allows', () => {
    const rows = new Set(trials.flatMap((trial) => trial.rows));
    expect([...rows].sort()).toEqual(
      'same-name alias join-network pair-network scaled bridge namespace host-gateway cycle profile private own-name container-names'
        .split(' ')
        .sort(),
    );
  });
});

/** What a proof compares with, made another. */
function seeing(change: (world: World) => World): Blinded {
  return (projects: Projects) => ({ ...projects, before: projects.before.map(({ set, world }) => ({ set, world: change(world) })) });
}

describe('a proof with a fault in it lets pass what the judge finds', { timeout: 120_000 }, () => {
  it.each<[string, Blinded]>([
    ['that compares with nothing', (projects) => ({ ...projects, before: [] })],
    ['that knows no names with numbers in texts', (projects) => ({ ...projects, mentions: () => [] })],
    [
      'that knows no links of others',
      seeing((world) => {
        const containers = world.names.containers.map((each) => ({ ...each, links: new Map() as typeof each.links }));
        return {
          ...world,
          names: { ...world.names, containers },
          containers: new Map(containers.map((each) => [each.container.name, each])),
        };
      }),
    ],
  ])('%s', (_title, blinded) => {
    const found = Array.from({ length: 600 }, (_, seed) => seed + 1).find((seed) => tryProject(seed, true, blinded).faults.length > 0);
    expect(found).toBeGreaterThan(0);
  });
});

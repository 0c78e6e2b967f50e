import { describe, expect, it } from 'vitest';
import { tryProject } from '../../../support/links/trial.ts';

/** Projects; in one of eight every link is also replaced by itself in every way. `test/support/links/main.ts` tries as many as one wants. */
const PROJECTS = 2000;

describe('generated projects, as an independent judge sees them', { timeout: 600_000 }, () => {
  const trials = Array.from({ length: PROJECTS }, (_, seed) => tryProject(seed + 1, seed % 8 === 0));

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
      'same-name alias join-network pair-network scaled bridge namespace host-gateway cycle profile private own-name'.split(' ').sort(),
    );
  });
});

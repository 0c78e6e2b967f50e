import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectsOf } from '../../../../src/domain/fixes/carryOut.ts';
import { rewritesOf } from '../../../../src/domain/fixes/rewriteLinks.ts';
import { isComposeCapture } from '../../../golden/composeCapture.ts';
import type { ComposeCapture } from '../../../golden/composeCapture.ts';
import { compareCompose } from '../../../golden/composeDerive.ts';
import { scopeOf } from './scope.ts';

const CAPTURES = join(import.meta.dirname, '../../../golden/captures');

function captureOf(name: string): ComposeCapture {
  const json = JSON.parse(readFileSync(join(CAPTURES, `${name}.json`), 'utf8')) as object;
  if (!isComposeCapture(json)) throw new Error(`${name} is no capture of Compose`);
  return json;
}

/** The case, its link, the kind of rewrite, and the case captured after somebody replaced the link by hand. */
const PAIRS = [
  ['v3-same-name', 'web', 'db', 'same-name', 'v3-same-name-replaced'],
  ['v3-alias', 'web', 'db:database', 'alias', 'v3-alias-replaced'],
  ['mode-bridge', 'web', 'db:database', 'bridge', 'mode-bridge-removed'],
  ['mode-service', 'web', 'db:database', 'namespace', 'mode-service-replaced'],
  ['source-in-namespace', 'web', 'db:database', 'namespace', 'source-in-namespace-replaced'],
  ['mode-host-source', 'web', 'db:database', 'host-gateway', 'mode-host-source-replaced'],
  ['cycle', 'a', 'b', 'cycle', 'cycle-replaced'],
] as const;

describe.each(['compose-1.29.2--20.10.24', 'compose-2.26.1--29.7.2'])('captured with %s', (tools) => {
  it.each(PAIRS)('%s: what replaces %s’s link %s (%s) gives what was captured as %s', (before, service, raw, row, after) => {
    const { files } = captureOf(`${tools}--${before}`);
    const [rewrite] = rewritesOf(projectsOf(scopeOf(files)), { service, raw });
    if (rewrite?.kind !== 'rewrite') throw new Error(rewrite?.reason);
    expect(rewrite.row).toBe(row);
    const edited = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, rewrite.files.find(({ path }) => path.endsWith(`/${name}`))?.text ?? text]),
    );
    const outcomes = compareCompose({ ...captureOf(`${tools}--${after}`), files: edited });
    expect(outcomes.filter(({ result }) => result === 'failed')).toEqual([]);
    expect(outcomes.filter(({ result }) => result === 'passed').length).toBeGreaterThan(2);
  });

  it('scale: a name for all containers gives what was captured as scale-replaced', () => {
    const { files } = captureOf(`${tools}--scale`);
    const running = new Map([['db', 2]]);
    const [rewrite] = rewritesOf(projectsOf(scopeOf(files, undefined, { running })), { service: 'web', raw: 'db:database' });
    if (rewrite?.kind !== 'rewrite') throw new Error(rewrite?.reason);
    expect(rewrite).toMatchObject({ row: 'scaled', consent: 'asks' });
    const name = Object.keys(files)[0] ?? '';
    const outcomes = compareCompose({ ...captureOf(`${tools}--scale-replaced`), files: { [name]: rewrite.files[0]?.text ?? '' } });
    expect(outcomes.filter(({ result }) => result === 'failed')).toEqual([]);
  });
});

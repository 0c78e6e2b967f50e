import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectsOf } from '../../../../src/domain/fixes/carryOut.ts';
import { externalRewrite } from '../../../../src/domain/fixes/externalRewrite.ts';
import { rewritesOf } from '../../../../src/domain/fixes/rewriteLinks.ts';
import { v1Rewrite } from '../../../../src/domain/fixes/v1Rewrite.ts';
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

  it('v3-alias: an alias and a name of the container that a script uses give what was captured as v3-alias-keeps-container-names', () => {
    const { files } = captureOf(`${tools}--v3-alias`);
    const [name = '', text = ''] = Object.entries(files)[0] ?? [];
    const alone = text.replace('  other:\n    image: h3-base\n', '');
    const around = { texts: [{ path: 'wait.sh', text: 'until nc -z db_1 3306; do sleep 1; done\n' }] };
    const rewrite = rewritesOf(projectsOf(scopeOf({ [name]: alone }, undefined, around)), { service: 'web', raw: 'db:database' }).find(
      ({ row }) => row === 'container-names',
    );
    if (rewrite?.kind !== 'rewrite') throw new Error(rewrite?.reason);
    const after = captureOf(`${tools}--v3-alias-keeps-container-names`);
    const outcomes = compareCompose({ ...after, files: { [name]: rewrite.files[0]?.text ?? '' } });
    expect(outcomes.filter(({ result }) => result === 'failed')).toEqual([]);
    expect(outcomes.filter(({ result }) => result === 'passed').length).toBeGreaterThan(2);
  });

  it('pair-networks-no-default: a network of their own gives what was captured', () => {
    const after = captureOf(`${tools}--pair-networks-no-default`);
    const text =
      'version: "3.8"\nservices:\n  db:\n    image: h3-db\n  web:\n    image: h3-base\n    links: ["db:database"]\n  stranger:\n    image: h3-base\n';
    const name = Object.keys(after.files)[0] ?? '';
    const rewrite = rewritesOf(projectsOf(scopeOf({ [name]: text })), { service: 'web', raw: 'db:database' }).find(
      ({ row }) => row === 'private',
    );
    if (rewrite?.kind !== 'rewrite') throw new Error('no network of their own');
    const outcomes = compareCompose({ ...after, files: { [name]: rewrite.files[0]?.text ?? '' } });
    expect(outcomes.filter(({ result }) => result === 'failed')).toEqual([]);
    expect(outcomes.filter(({ result }) => result === 'passed').length).toBeGreaterThan(2);
  });

  it('external-links: the network that the container is on gives what was captured as external-links-replaced', () => {
    const { files } = captureOf(`${tools}--external-links`);
    const [path = '', text = ''] = Object.entries(files)[0] ?? [];
    const network = { realName: 'h3-shared', aliases: ['cache'] };
    const rewrite = externalRewrite({ path, text }, { service: 'web', raw: 'h3-ext:cache' }, network);
    if (rewrite.kind === 'refused') throw new Error(rewrite.reason);
    const outcomes = compareCompose({ ...captureOf(`${tools}--external-links-replaced`), files: { [path]: rewrite.files[0]?.text ?? '' } });
    expect(outcomes.filter(({ result }) => result === 'failed')).toEqual([]);
  });

  it('v1-file: services, an alias and the order give what was captured as v1-migrated', () => {
    const { files } = captureOf(`compose-1.29.2--20.10.24--v1-file`);
    const name = Object.keys(files)[0] ?? '';
    const scope = scopeOf(files);
    const rewrite = v1Rewrite({ ...scope, sets: scope.sets.map((set) => ({ ...set, reader: 'compose-1' as const })) });
    if (rewrite.kind === 'refused') throw new Error(rewrite.reason);
    const outcomes = compareCompose({ ...captureOf(`${tools}--v1-migrated`), files: { [name]: rewrite.files[0]?.text ?? '' } });
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

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ContainerDetail } from '../../../../src/domain/engine/container.ts';
import { engineLinks } from '../../../../src/domain/engine/engineLinks.ts';
import type { EngineLink } from '../../../../src/domain/engine/engineLinks.ts';
import { receiverEnvironment } from '../../../../src/domain/env/environment.ts';
import { isContainer } from '../../../golden/capture.ts';
import type { Capture, Phase } from '../../../golden/capture.ts';
import { factsOf } from '../../../golden/verdicts.ts';

const folder = new URL('../../../golden/captures/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

/** What the runtime adds on its own, and what `docker exec` shows besides. */
const RUNTIME = ['PATH', 'HOSTNAME', 'TERM', 'HOME'];

function read(file: string): Capture {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Capture;
}

function phaseOf(file: string, phase: string): readonly [Capture, Phase] {
  const capture = read(file);
  const found = capture.phases.find((one) => one.phase === phase);
  if (!found) throw new Error(`${file} has no phase ${phase}`);
  return [capture, found];
}

function linksOf(capture: Capture, phase: Phase): readonly EngineLink[] {
  const facts = factsOf(capture, phase);
  const receiver = facts.details[0];
  const all = engineLinks(facts, capture.engine.Tag.includes('-keep'));
  return all.find(({ receiverId }) => receiverId === receiver?.id)?.links ?? [];
}

function environmentOf(receiver: ContainerDetail | undefined, links: readonly EngineLink[]): Readonly<Record<string, string>> {
  const variables = links.flatMap((link) => link.variables);
  return Object.fromEntries([...receiverEnvironment(variables, receiver?.env ?? [])].filter(([name]) => !RUNTIME.includes(name)));
}

function captured(entries: readonly string[]): Readonly<Record<string, string>> {
  const pairs = entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)] as const);
  return Object.fromEntries(pairs.filter(([name]) => !RUNTIME.includes(name)));
}

/** Where the receiver was just started, the first process's own entries, as those of `env` are lines. */
function entriesOf({ phase, pid1_env: first, exec_env: now }: Phase): readonly string[] {
  return (phase === 'run' && first && first.length > 0 ? first : now) ?? [];
}

/** Phases with an environment; two prefixes that become one get a random mixture, which nobody can derive. */
const comparable = files
  .filter((file) => !file.includes('alias-mangling-collision') && !file.startsWith('compose-'))
  .flatMap((file) => read(file).phases.map((phase) => ({ file, phase })))
  .filter(({ phase }) => isContainer(phase.receiver) && (phase.exec_env?.length ?? 0) > 0);

test('there is something to compare', () => {
  expect(comparable.length).toBeGreaterThan(200);
});

describe('the variables of the links are those a process gets that starts now', () => {
  test.each(comparable.map(({ file, phase }) => ({ file, name: phase.phase, phase })))('$file: $name', ({ file, phase }) => {
    const capture = read(file);
    const links = linksOf(capture, phase);
    expect(environmentOf(factsOf(capture, phase).details[0], links)).toEqual(captured(entriesOf(phase)));
  });
});

test('a legacy link has its alias, its source and its hosts line', () => {
  const [capture, phase] = phaseOf('26.1.5--two-links.json', 'run');
  expect(linksOf(capture, phase)).toMatchObject([
    { mechanism: 'legacy', alias: 'db', source: 'h3-src', network: 'bridge', hosts: ['172.17.0.2\tdb 580274d8b605 h3-src'], unset: null },
    { mechanism: 'legacy', alias: 'www', source: 'h3-src2', network: 'bridge', hosts: ['172.17.0.3\twww 83ca04fc0e93 h3-src2'] },
  ]);
});

test('engine 29 keeps the hosts line and sets variables only behind the escape hatch', () => {
  const off = linksOf(...phaseOf('29.7.2--single-port.json', 'run'));
  const kept = linksOf(...phaseOf('29.7.2-keep--single-port.json', 'run'));
  expect(off).toMatchObject([{ alias: 'db', variables: [], unset: { code: 'off-on-engine' } }]);
  expect(off[0]?.hosts).toHaveLength(1);
  expect(kept[0]?.unset).toBeNull();
  expect(kept[0]?.variables).toContainEqual({ name: 'DB_PORT_3306_TCP_PORT', value: '3306' });
});

test.each([
  ['source-recreated', 'dangling'],
  ['source-stops-later', 'source-stopped'],
  ['default-receiver-source-elsewhere', 'source-off-bridge'],
  ['net-none', 'no-network'],
])('%s: why no variable is set has the code %s', (name, code) => {
  const capture = read(`26.1.5--${name}.json`);
  const links = capture.phases.flatMap((phase) => (isContainer(phase.receiver) ? linksOf(capture, phase) : []));
  const found = links.find((link) => link.unset?.code === code);
  expect(found).toMatchObject({ variables: [], hosts: [] });
});

test('a link on a network of its own is a DNS link that sets nothing', () => {
  const capture = read('26.1.5--link-alias-dotted-user-network.json');
  const links = capture.phases.flatMap((phase) => (isContainer(phase.receiver) ? linksOf(capture, phase) : []));
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) expect(link).toMatchObject({ mechanism: 'dns', variables: [], hosts: [], unset: { code: 'dns-link' } });
});

test('a receiver that left the default bridge keeps its links without effect', () => {
  const [capture, phase] = phaseOf('26.1.5--single-port.json', 'run');
  const facts = factsOf(capture, phase);
  const details = facts.details.map((detail, index) => (index === 0 ? { ...detail, networks: new Map() } : detail));
  const links = engineLinks({ ...facts, details }, false);
  expect(links[0]?.links).toMatchObject([{ alias: 'db', variables: [], hosts: [], unset: { code: 'receiver-off-bridge' } }]);
});

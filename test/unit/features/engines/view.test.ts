import { expect, test } from 'vitest';
import type { EngineFault, EngineHealth } from '../../../../src/domain/engine/health.ts';
import { engineStatuses } from '../../../../src/features/engines/view.ts';
import { engineView } from '../../../../src/model/engineView.ts';
import type { EngineView } from '../../../../src/model/engineView.ts';

function engine(health: EngineHealth, rest: Partial<EngineView> = {}): EngineView {
  return { ...engineView({ address: '/d.sock', health, facts: null }), ...rest };
}

test('before any engine was asked it says so', () => {
  expect(engineStatuses([])).toMatchObject([{ text: 'Docker Links: files only', action: { command: 'dockerLinks.show' } }]);
});

test('each engine by its context, product and version, with its address', () => {
  const version = { version: '28.5.2', apiVersion: '1.51', product: 'docker' } as const;
  const podman = { version: '4.3.1', apiVersion: '1.41', product: 'podman' } as const;
  const engines = [engine({ state: 'connected' }, { name: 'remote', version }), engine({ state: 'connected' }, { version: podman })];
  expect(engineStatuses([...engines, engine({ state: 'connecting' })])).toMatchObject([
    { text: 'remote: Docker 28.5.2', detail: 'connected at /d.sock', severity: 'information', busy: false },
    { text: 'Podman 4.3.1', detail: 'connected at /d.sock', severity: 'information', busy: false },
    { text: 'Docker engine', detail: 'connecting to /d.sock', severity: 'information', busy: true },
  ]);
  expect(engineStatuses([engine({ state: 'resting' }, { version })])).toMatchObject([
    { text: 'Docker 28.5.2', detail: 'not followed while nobody looks', action: { command: 'dockerLinks.show' } },
  ]);
});

test.each<[EngineFault['code'], string, string]>([
  ['no-engine', 'information', 'dockerLinks.chooseEngines'],
  ['not-running', 'information', 'dockerLinks.refresh'],
  ['no-permission', 'warning', 'dockerLinks.copyPermissionCommand'],
  ['silent', 'warning', 'dockerLinks.refresh'],
  ['refused', 'warning', 'dockerLinks.refresh'],
  ['failed', 'warning', 'dockerLinks.refresh'],
  ['garbage', 'error', 'dockerLinks.chooseEngines'],
  ['unusable-address', 'error', 'dockerLinks.chooseEngines'],
])('the way out of %s', (code, severity, command) => {
  const [status] = engineStatuses([engine({ state: 'down', code, fault: 'It is so.' })]);
  expect(status).toMatchObject({ detail: 'It is so.', severity, busy: false, action: { command } });
});

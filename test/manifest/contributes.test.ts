import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { COMMANDS, CONTEXT_KEYS, LANGUAGES, SECTION, SETTINGS, VIEWS, VIEW_CONTAINERS } from '../../src/features/shared/ids.ts';
import { DEFAULTS, TARGETS } from '../../src/model/settings.ts';

const { contributes } = manifest;

describe('the manifest agrees with the code', () => {
  test('commands', () => {
    expect(contributes.commands.map(({ command }) => command).sort()).toEqual([...COMMANDS].sort());
  });

  test('settings, their values and defaults', () => {
    const properties = contributes.configuration.properties;
    expect(Object.keys(properties).sort()).toEqual(SETTINGS.map((key) => `${SECTION}.${key}`).sort());
    expect(properties['dockerLinks.targetEngine'].enum).toEqual(TARGETS);
    expect(properties['dockerLinks.targetEngine'].default).toBe(DEFAULTS.targetEngine);
    expect(properties['dockerLinks.files.maximumSize'].default).toBe(DEFAULTS.maximumFileSize);
    expect(properties['dockerLinks.files.include'].default).toEqual(DEFAULTS.include);
    expect(properties['dockerLinks.projects'].default).toEqual(DEFAULTS.projects);
    expect(properties['dockerLinks.projects'].scope).toBe('resource');
    expect(properties['dockerLinks.engines'].default).toEqual(DEFAULTS.engines);
    // A workspace must not be able to name an address.
    expect(properties['dockerLinks.engines'].scope).toBe('machine');
    expect(properties['dockerLinks.registries'].default).toEqual(DEFAULTS.registries);
    expect(properties['dockerLinks.registries'].scope).toBe('machine');
    expect(properties['dockerLinks.ignore'].default).toEqual(DEFAULTS.ignore);
  });

  test('views and their containers', () => {
    expect(contributes.viewsContainers.activitybar.map(({ id }) => id)).toEqual(VIEW_CONTAINERS);
    expect(Object.keys(contributes.views)).toEqual(VIEW_CONTAINERS);
    expect(contributes.views.dockerLinks.map(({ id }) => id)).toEqual(VIEWS);
  });

  test('every key that a `when` asks for is one that is set', () => {
    const conditions = JSON.stringify(contributes).match(/"when":"(?:[^"\\]|\\.)*"/g) ?? [];
    const asked = new Set(conditions.flatMap((condition) => condition.match(/dockerLinks\.\w+/g) ?? []));
    const known = new Set<string>([...CONTEXT_KEYS, ...VIEWS]);
    expect([...asked].filter((key) => !known.has(key))).toEqual([]);
    for (const key of CONTEXT_KEYS) expect([...asked]).toContain(key);
  });

  test('each state of an engine has a welcome text of its own', () => {
    const welcomes = contributes.viewsWelcome.map(({ when }) => when);
    const states = [
      'connected',
      'partly',
      'unasked',
      'connecting',
      'no-engine',
      'not-running',
      'no-permission',
      'silent',
      'garbage',
      'refused',
    ];
    for (const state of [...states, 'unusable-address', 'failed']) {
      expect(welcomes.filter((when) => when.includes(state)).length, state).toBeGreaterThan(0);
    }
  });

  test('it wakes up for compose files and never for everything', () => {
    expect(manifest.activationEvents).toContain(`onLanguage:${LANGUAGES[0]}`);
    expect(manifest.activationEvents).not.toContain('*');
    expect(manifest.activationEvents.some((event) => event.startsWith('workspaceContains:'))).toBe(true);
  });
});

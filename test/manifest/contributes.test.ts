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
  });

  test('views and their containers', () => {
    expect(contributes.viewsContainers.activitybar.map(({ id }) => id)).toEqual(VIEW_CONTAINERS);
    expect(Object.keys(contributes.views)).toEqual(VIEW_CONTAINERS);
    expect(contributes.views.dockerLinks.map(({ id }) => id)).toEqual(VIEWS);
  });

  test('every key that a `when` asks for is one that is set', () => {
    const asked = JSON.stringify(contributes).match(/dockerLinks\.(?:relevant|scanned|[a-z]+(?=\\?"? *&&))/g) ?? [];
    expect(asked.filter((key) => !CONTEXT_KEYS.some((known) => known === key) && !VIEWS.some((view) => view === key))).toEqual([]);
    for (const key of CONTEXT_KEYS) expect(asked).toContain(key);
  });

  test('it wakes up for compose files and never for everything', () => {
    expect(manifest.activationEvents).toContain(`onLanguage:${LANGUAGES[0]}`);
    expect(manifest.activationEvents).not.toContain('*');
    expect(manifest.activationEvents.some((event) => event.startsWith('workspaceContains:'))).toBe(true);
  });
});

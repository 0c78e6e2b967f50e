import { describe, expect, test } from 'vitest';
import type { FileLink } from '../../../../src/domain/compose/fileLinks.ts';
import { atLeast, linkFinding } from '../../../../src/domain/links/severity.ts';

const place = { line: 0, character: 0 };
const link: FileLink = {
  service: 'web',
  kind: 'links',
  target: 'db',
  alias: 'sql',
  raw: 'db:sql',
  range: { start: place, end: place },
  malformed: false,
  mechanism: 'dns',
  targetState: 'defined',
};

describe('linkFinding', () => {
  test.each([
    ['legacy', 28, 'link-legacy', 'information'],
    ['legacy', 29, 'link-legacy', 'warning'],
    ['legacy', 30, 'link-legacy', 'warning'],
    ['dns', 28, 'link-dns', 'hint'],
    ['dns', 30, 'link-dns', 'hint'],
    ['refused', 28, 'link-refused', 'error'],
  ] as const)('%s on Docker %d is %s, %s', (mechanism, engine, code, severity) => {
    expect(linkFinding({ ...link, mechanism }, engine)).toMatchObject({ code, severity });
  });

  test.each(['none', 'unknown'] as const)('nothing is said about %s', (mechanism) => {
    expect(linkFinding({ ...link, mechanism }, 29)).toBeNull();
  });

  test('a missing target is an error in every mode but a refused one, which says its own', () => {
    for (const mechanism of ['dns', 'legacy', 'none', 'unknown'] as const) {
      expect(linkFinding({ ...link, mechanism, targetState: 'missing' }, 28)).toMatchObject({
        code: 'link-target-missing',
        severity: 'error',
      });
    }
    expect(linkFinding({ ...link, mechanism: 'refused', targetState: 'missing' }, 28)?.code).toBe('link-refused');
  });

  test('a target elsewhere is no fault', () => {
    expect(linkFinding({ ...link, targetState: 'elsewhere' }, 29)?.code).toBe('link-dns');
  });

  test('too many colons are named as the reason', () => {
    expect(linkFinding({ ...link, raw: 'db:a:b', malformed: true, mechanism: 'refused' }, 29)?.message).toContain(
      '"db:a:b" holds more than one colon',
    );
  });
});

test('severities are ordered from hint to error', () => {
  expect(atLeast('warning', 'warning')).toBe(true);
  expect(atLeast('error', 'hint')).toBe(true);
  expect(atLeast('hint', 'information')).toBe(false);
});

import { describe, expect, test } from 'vitest';
import type { FileAnswer } from '../../../../src/cli/answer.ts';
import { checkJson, linksJson } from '../../../../src/cli/report/json.ts';
import { printable } from '../../../../src/base/printable.ts';
import { checkText, linksText } from '../../../../src/cli/report/text.ts';

const place = { line: 6, character: 8 };
const answers: readonly FileAnswer[] = [
  {
    path: 'a/compose.yaml',
    format: 'spec',
    error: null,
    services: [],
    project: null,
    images: new Map(),
    oddities: [],
    links: [
      {
        service: 'web',
        kind: 'links',
        target: 'db',
        alias: 'sql',
        raw: 'db:sql',
        range: { start: place, end: place },
        malformed: false,
        mechanism: 'legacy',
        targetState: 'defined',
      },
    ],
  },
  { path: 'b/fig.yml', format: null, error: 'Line 1: broken.', links: [], services: [], project: null, images: new Map(), oddities: [] },
  { path: 'c/fig.yml', format: 'v1', error: null, links: [], services: [], project: null, images: new Map(), oddities: [] },
];

test('the JSON of links holds every file, also one that cannot be read and one without links', () => {
  expect(JSON.parse(linksJson({ answers, scripts: [] }, null, null))).toEqual({
    version: 1,
    files: [
      {
        path: 'a/compose.yaml',
        format: 'spec',
        error: null,
        links: [
          {
            service: 'web',
            target: 'db',
            alias: 'sql',
            kind: 'links',
            raw: 'db:sql',
            line: 7,
            mechanism: 'legacy',
            target_state: 'defined',
          },
        ],
      },
      { path: 'b/fig.yml', format: null, error: 'Line 1: broken.', links: [] },
      { path: 'c/fig.yml', format: 'v1', error: null, links: [] },
    ],
    scripts: [],
    engines: [],
  });
});

test('the JSON of check holds the findings for the target', () => {
  expect(JSON.parse(checkJson({ answers, scripts: [] }, 28))).toMatchObject({
    target: 28,
    files: [
      { findings: [{ code: 'link-legacy', severity: 'information', line: 7 }] },
      { error: 'Line 1: broken.', findings: [] },
      { findings: [] },
    ],
  });
});

describe('text', () => {
  test('a line a link, and a sum of the files that could be read', () => {
    expect(linksText(answers)).toBe(
      'a/compose.yaml (Compose specification): 1 link\n  line 7: web → db as sql: legacy, target defined\nc/fig.yml (version 1): 0 links\n1 link in 2 files\n',
    );
  });

  test('a line a finding, with the place in front', () => {
    expect(checkText(answers, 29)).toMatch(/^a\/compose\.yaml:7: warning: .* \[link-legacy\]\n1 finding for Docker 29 in 2 files\n$/);
  });

  test('what a file says cannot steer the terminal', () => {
    const [first] = answers;
    const evil = first ? [{ ...first, path: 'x\u001b[2J', links: first.links.map((link) => ({ ...link, service: 'a\nb\u202e' })) }] : [];
    for (const text of [linksText(evil), checkText(evil, 29)]) {
      expect(text).toContain('x\\x1b[2J');
      expect(text).toContain('a\\x0ab\\u202e');
      expect(text).not.toContain('\u001b');
      expect(text).not.toContain('\u202e');
    }
  });
});

test('printable leaves letters of every script alone', () => {
  expect(printable('straße 漢字 🐳')).toBe('straße 漢字 🐳');
  expect(printable('\u009b\r\t')).toBe('\\x9b\\x0d\\x09');
});

test('findings of code are counted with their files', () => {
  const reader = { code: 'usage-not-set', severity: 'warning', message: 'This reads DB_PORT.', path: 'a/app.js', meant: null } as const;
  const text = checkText(answers, 29, [{ ...reader, range: { start: place, end: place } }]);
  expect(text.trimEnd().split('\n').slice(-2)).toEqual([
    'a/app.js:7: warning: This reads DB_PORT. [usage-not-set]',
    '2 findings for Docker 29 in 2 files and 1 file of code',
  ]);
});

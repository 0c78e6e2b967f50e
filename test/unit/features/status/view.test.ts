import { expect, test } from 'vitest';
import { statusOf } from '../../../../src/features/status/view.ts';
import { snapshotOf } from '../shared/workspace.ts';

const link = (more = ''): string => `services:\n  web:\n    image: a\n${more}    links: [db]\n  db:\n    image: b\n`;
const without = 'services:\n  web:\n    image: a\n';

test.each([
  ['a link', { 'compose.yaml': link() }, 'Docker 29: 1 link left', '0 of them need action'],
  [
    'a legacy link beside it',
    { 'compose.yaml': link(), 'a/compose.yaml': link('    network_mode: bridge\n') },
    'Docker 29: 2 links left',
    '1 of them needs',
  ],
  ['none any more', { 'compose.yaml': without }, 'Docker 29: 0 links left', '0 of them need action'],
])('with %s the status bar counts down', (_, texts, text, tooltip) => {
  const status = statusOf(snapshotOf(texts));
  expect(status?.text).toBe(text);
  expect(status?.tooltip).toContain(tooltip);
});

test('without compose files there is no status', () => {
  expect(statusOf(snapshotOf({}))).toBeNull();
});

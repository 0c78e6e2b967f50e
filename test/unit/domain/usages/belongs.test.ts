import { expect, test } from 'vitest';
import { belongs, resolvePath } from '../../../../src/domain/usages/belongs.ts';
import type { ReceiverFiles } from '../../../../src/domain/usages/belongs.ts';

const built: ReceiverFiles = {
  context: '/app/web',
  copied: ['src', './run.sh', 'conf/*.ini'],
  dockerfile: '/app/web/Dockerfile',
  mounts: ['/app/etc/'],
};

test.each([
  ['/app/web/src/main.py', 'copied'],
  ['/app/web/srcs/main.py', null],
  ['/app/web/run.sh', 'copied'],
  ['/app/web/conf/db.ini', 'copied'],
  ['/app/web/conf/old/db.ini', null],
  ['/app/web/Dockerfile', 'dockerfile'],
  ['/app/etc/db/my.cnf', 'mounted'],
  ['/app/etcetera', null],
  ['/app/worker/src/main.py', null],
])('%s', (path, expected) => {
  expect(belongs(path, built)).toBe(expected);
});

test('all of a context may be copied when nobody knows what is', () => {
  expect(belongs('/app/web/a/b.js', { ...built, copied: null })).toBe('context');
  expect(belongs('/app/web/a/b.js', { ...built, copied: ['/'] })).toBe('copied');
  expect(belongs('/app/web/a/b.js', { ...built, copied: ['.'] })).toBe('copied');
  expect(belongs('/app/web/a/b.js', { ...built, context: null })).toBe(null);
});

test('a source cannot be a broken pattern', () => {
  expect(belongs('/app/web/a', { ...built, copied: ['[a'] })).toBe(null);
});

test.each([
  ['/app', './web', '/app/web'],
  ['/app/deploy', '../web/', '/app/web'],
  ['/app', '/srv//x/.', '/srv/x'],
  ['C:\\app', 'web\\src', 'C:/app/web/src'],
  ['.', '../../x', '../../x'],
  ['/', '../x', '/x'],
])('%s and %s', (folder, path, expected) => {
  expect(resolvePath(folder, path)).toBe(expected);
});

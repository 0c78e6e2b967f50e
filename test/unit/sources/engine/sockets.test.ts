import { expect, test } from 'vitest';
import { usualSockets } from '../../../../src/sources/engine/sockets.ts';

const paths = (platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): readonly string[] =>
  usualSockets({ environment, home: '/home/me', platform }).map(({ path }) => path);

test('rootless engines and those of a user are looked for where they belong', () => {
  const found = paths('linux', { XDG_RUNTIME_DIR: '/run/user/1000' });
  expect(found).toContain('/run/user/1000/docker.sock');
  expect(found).toContain('/run/user/1000/podman/podman.sock');
  expect(found).toContain('/run/podman/podman.sock');
  expect(found).toContain('/home/me/.docker/run/docker.sock');
  expect(found).toContain('/home/me/.docker/desktop/docker.sock');
  expect(found).toContain('/home/me/.colima/default/docker.sock');
});

test.each([undefined, '', 'relative'])('without a folder for what runs (%s) there are no rootless ones', (folder) => {
  expect(paths('linux', { XDG_RUNTIME_DIR: folder })[0]).toBe('/var/run/docker.sock');
});

test('Windows has named pipes', () => {
  expect(paths('win32', {}).every((path) => path.startsWith('//./pipe/'))).toBe(true);
});

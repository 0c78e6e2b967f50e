import { expect, test } from 'vitest';
import { sshArguments } from '../../../../src/sources/engine/transport.ts';

const plain = { kind: 'ssh', host: 'engine', user: null, port: null, socket: null } as const;
const OPTIONS = ['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=10', '-T'];

test.each([
  [plain, [...OPTIONS, '--', 'engine', 'docker', 'system', 'dial-stdio']],
  [
    { ...plain, user: 'me', port: 2222, socket: '/run/d.sock' },
    [...OPTIONS, '-l', 'me', '-p', '2222', '--', 'engine', 'docker', '--host', 'unix:///run/d.sock', 'system', 'dial-stdio'],
  ],
])('%j', (address, args) => {
  expect(sshArguments(address)).toEqual(args);
});

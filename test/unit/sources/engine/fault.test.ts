import { expect, test } from 'vitest';
import { FaultError, faultOf, notStarted, sshFault } from '../../../../src/sources/engine/fault.ts';

test.each([
  ['ENOENT', 'no-engine', 'There is no Docker engine at /d.sock (ENOENT).'],
  ['EACCES', 'no-permission', 'This user has no permission to talk to the Docker engine at /d.sock (EACCES).'],
  ['ECONNREFUSED', 'not-running', 'The Docker engine at /d.sock is not running: nothing listens there (ECONNREFUSED).'],
  ['HPE_INVALID_CONSTANT', 'garbage', "What answers at /d.sock does not speak Docker's API: the answer is no HTTP."],
  ['ABORT_ERR', 'silent', 'The Docker engine at /d.sock did not answer within 10 seconds.'],
  ['ECONNRESET', 'failed', 'The connection to the Docker engine at /d.sock failed: read ECONNRESET.'],
])('%s', (code, kind, fault) => {
  expect(faultOf(Object.assign(new Error(`read ${code}`), { code }), '/d.sock', 10_000)).toEqual({ code: kind, fault });
});

test.each([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames"],
])('the TLS error %s', (code, message) => {
  const fault = `The TLS connection to the Docker engine at h:2376 failed: ${message}.`;
  expect(faultOf(Object.assign(new Error(message), { code }), 'h:2376', 10_000)).toEqual({ code: 'failed', fault });
});

test('an error that a fault is known for is that fault', () => {
  const fault = { code: 'refused', fault: 'No.' } as const;
  expect(faultOf(new FaultError(fault), '/d.sock', 10_000)).toBe(fault);
});

const AT = 'The Docker engine at ssh://h';

// What OpenSSH 9.2 and docker 28.2.2 say.
test.each([
  [
    255,
    'ssh: Could not resolve hostname h: Name or service not known\r\n',
    'no-engine',
    `${AT} cannot be reached by ssh: ssh: Could not resolve hostname h: Name or service not known.`,
  ],
  [255, 'Host key verification failed.\r\n', 'failed', `${AT} cannot be reached by ssh: Host key verification failed.`],
  [
    255,
    'Banner\nme@h: Permission denied (publickey).\n\n',
    'failed',
    `${AT} cannot be reached by ssh: me@h: Permission denied (publickey).`,
  ],
  [
    127,
    'bash: line 1: docker: command not found\n',
    'no-engine',
    `${AT} cannot be reached: there is no docker command on that machine (bash: line 1: docker: command not found).`,
  ],
  [
    1,
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n',
    'not-running',
    `${AT} is not running: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running.`,
  ],
  [
    1,
    'dial unix /var/run/docker.sock: connect: permission denied\n',
    'refused',
    `${AT} may not be used by that user: dial unix /var/run/docker.sock: connect: permission denied.`,
  ],
  [null, '', 'failed', 'The connection to the Docker engine at ssh://h failed: it ended with a signal.'],
  [1, '\u001b[31mred\u0007\n', 'failed', 'The connection to the Docker engine at ssh://h failed: [31mred.'],
])('ssh that ends with %s and %j', (status, said, code, fault) => {
  expect(sshFault('ssh://h', status, said)).toEqual({ code, fault });
});

test('a machine without ssh', () => {
  const error = Object.assign(new Error('spawn ssh ENOENT'), { code: 'ENOENT' });
  const fault = `${AT} is reached by ssh, which was not found on this machine.`;
  expect(notStarted('ssh://h', error)).toEqual({ code: 'unusable-address', fault });
});

import { expect, test } from 'vitest';
import { faultOf } from '../../../../src/sources/engine/fault.ts';

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

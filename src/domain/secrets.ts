/** What stands in for a masked value. */
const MASK = '••••••';

const SECRET_NAME = /pass(?:word|wd|phrase)?|secret|token|key|credential|private|auth/i;
const USER_INFO = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi;

/** The value as it may be shown: masked whole when its name looks like a secret's, else with the user info of every URL masked. */
export function maskSecret(name: string, value: string): string {
  if (value !== '' && SECRET_NAME.test(name)) return MASK;
  return value.replace(USER_INFO, `$1${MASK}@`);
}

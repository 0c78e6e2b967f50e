/** What stands in for a masked value. */
const MASK = '••••••';

const SECRET_WORD =
  /^(?:password|passwords|passwd|passphrase|passcode|pass|pw|secrets?|tokens?|keys?|credentials?|creds?|private|o?auth|authorization|salt|jwt)$/;

/** Words that people write without a gap: `PGPASSWORD`, `DBPASS`, `APIKEY`. */
const SECRET_COMPOUND =
  /(?:password|passwd|passphrase|secret|token|credentials?|(?:api|access|secret|private|auth|account)key|(?:db|sql|pg|user|root|admin|smtp|mail|redis)pass)$/;

/** Names that say where something is; what is there may be secret, its place is not. */
const PLACE_WORD = /^(?:url|uri|host|hostname|addr|address|endpoint|proto|protocol|port|issuer|domain)$/;
const FILE_WORD = /^(?:file|path|dir|directory|name)$/;

const LINK_PORT = /(?:^|_)PORT(?:_\d+(?:-\d+)?_[A-Z]+(?:_(?:ADDR|PORT|PROTO|START|END|PORT_START|PORT_END))?)?$/;
const BARE_URL = /^[a-z][a-z0-9+.-]*:\/\/[^\s/@?#]*\/?$/i;
const URL_WITH_PATH = /^[a-z][a-z0-9+.-]*:\/\/[^\s@?#]*$/i;
const PLAIN = /^[^@;?&=]*$/;
const FLAG = /^(?:true|false|yes|no|on|off)$/i;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** `user:password@`, `:password@` or `user@` behind a scheme; a password may hold `@`, and `/`, `?` or `#` where it cannot be a port. */
const USER_INFO =
  /(?<![a-z0-9+.-])([a-z][a-z0-9+.-]*:\/\/|(?<=^|[\s"'=])\/\/)(?:[^\s/?#]*@|[^\s/?#@:[]{0,99}:(?=\d*[^\s/?#@\d])[^\s@]{1,200}@)/gi;

/** User info without a scheme, with a password: `user:password@tcp(db:3306)/shop`, `user:password@db:5432/shop`. */
const BARE_USER_INFO =
  /(?<![^\s"'=])(?!(?:mailto|sips?|acct|xmpp):|[^\s@]{0,99}:\/\/)[^\s@:/"']{0,99}:[^\s@]{1,99}@(?=(?:tcp|unix)6?\(|[\w.-]{1,255}(?::\d+)?(?:\/|$))/g;

/** `Password=…;`, `?token=…`, `"password": "…"`. */
const ASSIGNMENT = /(?<![\w.-])([\w.-]+)(\s{0,9}=\s{0,9}|["']\s{0,9}:\s{0,9}(?=["']))("[^"]*"|'[^']*'|[^;&"']{1,200}(?=;)|[^\s;&"']+)/g;

/** The value as it may be shown: masked whole when it is a secret by its name, else with every user info and every assignment of a secret in it masked. */
export function maskSecret(name: string, value: string): string {
  if (isWhollySecret(name, value)) return MASK;
  // Every other secret stands before an `@`, or behind a `=` or a quote.
  if (!/[@="']/.test(value)) return value;
  return value
    .replace(USER_INFO, `$1${MASK}@`)
    .replace(BARE_USER_INFO, `${MASK}@`)
    .replace(ASSIGNMENT, (all: string, key: string, equals: string, assigned: string) =>
      isWhollySecret(key, assigned) ? `${key}${equals}${MASK}` : all,
    );
}

/** Whether a variable holds something that is masked; null stands for a value that nobody knows. */
export function isSecret(name: string, value: string | null): boolean {
  if (value !== null) return maskSecret(name, value) !== value;
  const last = lastWord(name);
  return hasSecretName(name) && !FILE_WORD.test(last) && !PLACE_WORD.test(last);
}

function isWhollySecret(name: string, value: string): boolean {
  if (value === '' || FLAG.test(value)) return false;
  return PRIVATE_KEY.test(value) || (hasSecretName(name) && !isHarmless(name, value));
}

/** Whether one of the name's words is a secret's (`PWD` alone is the shell's folder); `KEYBOARD`, `AUTHOR` and `COMPASS` are other words. */
function hasSecretName(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word, index) => {
    if (word === 'pwd') return !/(?:^|_ENV_)PWD$/.test(name);
    if (word === 'key') return words[index - 1] !== 'public';
    return SECRET_WORD.test(word) || SECRET_COMPOUND.test(word);
  });
}

/** A port, an address or a URL that holds no user info, or the path of a file that holds the secret, or a link's full name. */
function isHarmless(name: string, value: string): boolean {
  if (BARE_URL.test(value)) return true;
  if (LINK_PORT.test(name)) return PLAIN.test(value);
  const last = lastWord(name);
  if (FILE_WORD.test(last)) return value.startsWith('/');
  return PLACE_WORD.test(last) && (URL_WITH_PATH.test(value) || (PLAIN.test(value) && !value.includes('://')));
}

function lastWord(name: string): string {
  return wordsOf(name).at(-1) ?? '';
}

/** `MYSQL_ROOT_PASSWORD`, `apiKey`, `db.password2`: the words of a name, in lower case, numbers left out. */
function wordsOf(name: string): readonly string[] {
  return (name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu) ?? []).map((word) => word.toLowerCase());
}

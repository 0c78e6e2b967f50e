import { describe, expect, test } from 'vitest';
import { isSecret, maskSecret } from '../../../src/domain/secrets.ts';

const MASK = '••••••';

describe('a secret by its name is masked whole', () => {
  test.each([
    'PASSWORD',
    'MYSQL_ROOT_PASSWORD',
    'MYSQL_PASSWD',
    'DB_ENV_MYSQL_PWD',
    'SMTP_PASS',
    'DB_PW',
    'PGPASSWORD',
    'DBPASS',
    'password2',
    'rootPassword',
    'SSH_PASSPHRASE',
    'API_TOKEN',
    'API_KEY',
    'apiKey',
    'APIKEY',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'DB_ENV_AWS_SECRET_ACCESS_KEY',
    'GOOGLE_CREDENTIALS',
    'client.secret',
    'SSH_PRIVATE_KEY',
    'BASIC_AUTH',
    'SESSION_SALT',
  ])('%s', (name) => {
    expect(maskSecret(name, 'hunter2')).toBe(MASK);
  });

  test('a private key is one whatever its name', () => {
    expect(maskSecret('CERTIFICATE', '-----BEGIN RSA PRIVATE KEY-----\nabc')).toBe(MASK);
  });
});

describe('what is no secret stays', () => {
  test.each([
    ['MYSQL_VERSION', '8.0'],
    ['KEYBOARD', 'us'],
    ['MONKEY', 'ape'],
    ['AUTHOR', 'me'],
    ['AUTHORITY', 'x'],
    ['COMPASS', 'north'],
    ['BYPASS', '1'],
    ['TOKENIZER', 'bert'],
    ['SECRETARY', 'x'],
    ['PRIVATEER', 'x'],
    ['SSH_PUBLIC_KEY', 'ssh-ed25519 AAAA'],
    ['PWD', '/shop'],
    ['DB_ENV_PWD', '/shop'],
    ['EMPTY_PASSWORD', ''],
    ['MYSQL_ALLOW_EMPTY_PASSWORD', 'yes'],
    ['MYSQL_ROOT_PASSWORD_FILE', '/run/secrets/db'],
    ['AUTH_PORT', 'tcp://172.17.0.2:8080'],
    ['AUTH_PORT', 'tcp://<address of auth>:8080'],
    ['AUTH_PORT_8080_TCP_ADDR', '172.17.0.2'],
    ['AUTH_PORT_8080_TCP_PROTO', 'tcp'],
    ['AUTH_PORT_8080_TCP_PORT', '8080'],
    ['API_KEY_PORT', '6379'],
    ['AUTH_NAME', '/web/auth'],
    ['AUTH_URL', 'https://auth.example.com/oauth/authorize'],
    ['TOKEN_ISSUER', 'https://id.example.com'],
    ['SECRET_SERVICE', 'http://vault:8200'],
    ['AUTH_HOST', 'auth'],
    ['HOME_PAGE', 'https://example.com/@me'],
    ['FEED', 'http://example.com:80/@me/x'],
    ['ADDRESS', 'http://[2001:db8::1]:80/a@b'],
    ['CONTACT', 'me@example.com'],
    ['CONTACT', 'mailto:me@example.com'],
    ['IMAGE', 'redis:7@sha256:0a1b'],
    ['REPOSITORY', 'git@example.com:shop/db.git'],
    ['DSN', 'Server=db;Database=shop;Port=3306'],
    ['QUERY', 'https://example.com/?keyboard=us&author=me'],
    ['JAVA_OPTS', '-Xmx1g -Dkeyboard=us'],
  ])('%s=%s', (name, value) => {
    expect(maskSecret(name, value)).toBe(value);
    expect(isSecret(name, value)).toBe(false);
  });
});

describe('user info and assignments are masked inside a value', () => {
  test.each([
    ['postgres://me:pw@db/x', `postgres://${MASK}@db/x`],
    ['postgres://user@host', `postgres://${MASK}@host`],
    ['redis://:pw@host', `redis://${MASK}@host`],
    ['amqp://u:p%40@h', `amqp://${MASK}@h`],
    ['amqp://u:p@ss@h:5672/v', `amqp://${MASK}@h:5672/v`],
    ['amqp://u:p/a@h/v', `amqp://${MASK}@h/v`],
    ['redis://:p#w@h', `redis://${MASK}@h`],
    ['mongodb+srv://u:p@cluster.example.com/x', `mongodb+srv://${MASK}@cluster.example.com/x`],
    ['REDIS://u:p@h', `REDIS://${MASK}@h`],
    ['jdbc:mysql://u:p@h/x', `jdbc:mysql://${MASK}@h/x`],
    ['http://a:b@one,http://c:d@two', `http://${MASK}@one,http://${MASK}@two`],
    ['//u:p@h/x', `//${MASK}@h/x`],
    ['u:p@db:5432/shop', `${MASK}@db:5432/shop`],
    ['u:p@tcp(db:3306)/shop', `${MASK}@tcp(db:3306)/shop`],
    ['Server=db;Uid=sa;Pwd=my word;Port=1', `Server=db;Uid=sa;Pwd=${MASK};Port=1`],
    ['host=db password=pw dbname=x', `host=db password=${MASK} dbname=x`],
    ["password='a b' x=1", `password=${MASK} x=1`],
    ['jdbc:mysql://h/x?user=u&password=p&ssl=true', `jdbc:mysql://h/x?user=u&password=${MASK}&ssl=true`],
    ['https://h/x?access_token=t', `https://h/x?access_token=${MASK}`],
    ['-Xmx1g -Ddb.password=pw', `-Xmx1g -Ddb.password=${MASK}`],
    ['{"user":"u","password":"p"}', `{"user":"u","password":${MASK}}`],
  ])('%s', (value, shown) => {
    expect(maskSecret('VALUE', value)).toBe(shown);
    expect(isSecret('VALUE', value)).toBe(true);
  });
});

test('a value that nobody knows is a secret by its name alone', () => {
  expect(isSecret('API_KEY', null)).toBe(true);
  for (const name of ['KEYBOARD', 'OAUTH_REDIRECT_URL', 'AUTH_HOST', 'DB_PASSWORD_FILE']) expect(isSecret(name, null)).toBe(false);
});

test('long values are masked in linear time', () => {
  for (const part of ['a', 'a.', '=', 'http://', 'x://u:p/', 'a=b ', 'key=', '://u:', 'u:p@']) {
    const value = part.repeat(100_000 / part.length);
    expect(maskSecret('VALUE', value).length).toBeGreaterThan(0);
  }
});

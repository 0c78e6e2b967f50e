import { describe, expect, test } from 'vitest';
import { variableHover } from '../../../../src/features/hover/variable.ts';
import { articleEngine, composeEngine } from '../shared/engines.ts';
import { snapshotOf } from '../shared/workspace.ts';
import type { Around } from '../shared/workspace.ts';

const V1 = 'web:\n  image: a\n  links: ["db:mysql"]\ndb:\n  image: b\n  expose: ["3306"]\n  environment: { PASSWORD: x }\n';
const DNS = 'services:\n  web:\n    image: a\n    links: ["db:mysql"]\n  db:\n    image: b\n';

/** What a hover says about a name in a script of the folder. */
function said(
  texts: Readonly<Record<string, string>>,
  name: string,
  around: Around & { readonly uri?: string; readonly interpolated?: boolean } = {},
): string {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: name.length } };
  const { uri = 'file:///shop/run.sh', interpolated = false } = around;
  return variableHover(snapshotOf(texts, around), { text: name, range, uri, interpolated })?.markdown ?? '';
}

describe('the hover on a link variable', () => {
  test.each([
    ['MYSQL_PORT', 'Endpoint of the first port'],
    ['MYSQL_PORT_3306_TCP', 'Endpoint of port 3306/tcp'],
    ['MYSQL_PORT_3306_TCP_ADDR', 'Address of port 3306/tcp'],
    ['MYSQL_PORT_3306_TCP_PORT', 'Number of port 3306/tcp'],
    ['MYSQL_NAME', 'Full link name'],
    ['MYSQL_ENV_PASSWORD', "Copy of the source's variable `PASSWORD`"],
  ])('%s is the %s', (name, expected) => {
    expect(said({ 'docker-compose.yml': V1 }, name)).toContain(
      `**${expected}** of the link \`db:mysql\` of \`web\` in \`docker-compose.yml\``,
    );
  });

  test.each(['PATH', 'MYSQL', 'REDIS_PORT_6379_TCP', 'MYSQL_PORT_3306_TCP_HOST', 'MYSQL_HOST', '__proto___PORT'])('%s is none', (name) => {
    expect(said({ 'docker-compose.yml': V1 }, name)).toBe('');
  });

  test.each([
    ['28', 'Docker 28 sets it when the service starts'],
    ['29', 'Docker 29 does not set it; Docker 28 was the last to do so.'],
    ['30', 'Docker 30 does not set it'],
  ] as const)('for target %s: %s', (targetEngine, expected) => {
    expect(said({ 'docker-compose.yml': V1 }, 'MYSQL_PORT', { targetEngine })).toContain(expected);
  });

  test('a port that no file tells of may be one of the image', () => {
    expect(said({ 'docker-compose.yml': V1 }, 'MYSQL_PORT_3307_TCP')).toContain(
      'No file tells that `db` exposes the port 3307; its image may.',
    );
    expect(said({ 'docker-compose.yml': V1 }, 'MYSQL_PORT_3306_TCP')).not.toContain('its image may');
  });

  test('a link on a project network never sets it, and the host name does its work', () => {
    const text = said({ 'compose.yaml': DNS }, 'MYSQL_PORT_3306_TCP', { targetEngine: '28' });
    expect(text).toContain('It is never set');
    expect(text).toContain('Instead: the host name `mysql:3306`');
  });

  test('what Compose itself replaces never saw a link', () => {
    const text = said({ 'docker-compose.yml': V1 }, 'MYSQL_PORT', {
      targetEngine: '28',
      interpolated: true,
      uri: 'file:///shop/docker-compose.yml',
    });
    expect(text).toContain('what a link sets never gets here');
  });

  test('the receiver’s own environment wins', () => {
    const own = V1.replace('  image: a\n', '  image: a\n  environment: ["MYSQL_PORT=tcp://other:1"]\n');
    expect(said({ 'docker-compose.yml': own }, 'MYSQL_PORT', { targetEngine: '28' })).toContain('its own environment wins over the link');
  });

  test('of several projects the nearest speaks', () => {
    const texts = { 'a/docker-compose.yml': V1, 'b/docker-compose.yml': V1.replace('db:mysql', 'db:mysql-x') };
    const text = said(texts, 'MYSQL_PORT', { uri: 'file:///shop/a/scripts/run.sh' });
    expect(text).toContain('a/docker-compose.yml');
    expect(text).not.toContain('b/docker-compose.yml');
  });

  test('a running container’s value is told, a secret one masked', () => {
    const around = { engines: [composeEngine()] };
    expect(said({ 'docker-compose.yml': V1 }, 'MYSQL_PORT_3306_TCP_ADDR', around)).toContain(
      'Now, for a start of `shop_web_1`: `172.17.0.2`',
    );
    expect(said({}, 'DB_ENV_MYSQL_ROOT_PASSWORD', { engines: [articleEngine()] })).toMatch(/Now, for a start of `webapp`: `••••••`/);
  });

  test('what the running source does not expose is not set, whatever its image might', () => {
    const around = { engines: [composeEngine()], targetEngine: '28' } as const;
    const text = said({ 'docker-compose.yml': V1 }, 'MYSQL_PORT_9999_TCP_ADDR', around);
    expect(text).toContain('It is not set: the container `shop_db_1` does not expose the port 9999.');
    expect(text).not.toContain('sets it');
  });

  test('a link of the engine speaks beside one of a file that no container has', () => {
    const text = said({ 'compose.yaml': DNS.replace('db:mysql', 'db') }, 'DB_PORT_3306_TCP_ADDR', { engines: [articleEngine()] });
    expect(text).toContain('It is never set');
    expect(text).toContain('of the link of the container `webapp`');
  });

  test('a container that no file was made into', () => {
    const text = said({}, 'DB_PORT_3306_TCP_ADDR', { engines: [articleEngine()] });
    expect(text).toContain('of the link of the container `webapp` to `mysql_server` as `db`');
    expect(text).toContain('`172.17.0.2`');
  });
});

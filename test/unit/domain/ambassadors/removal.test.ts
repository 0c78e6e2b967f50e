import { describe, expect, test } from 'vitest';
import { ambassadorsInFile } from '../../../../src/domain/ambassadors/inFile.ts';
import { removeAmbassador } from '../../../../src/domain/ambassadors/removal.ts';
import { sameBut } from '../../../../src/domain/ambassadors/sameBut.ts';
import type { NoRewrite, Rewrite } from '../../../../src/domain/fixes/rewrite.ts';
import { surroundingsOf } from '../../../../src/model/surroundings.ts';
import { rewriteScope } from '../../../../src/model/rewriteScope.ts';
import { snapshotOf } from '../../features/shared/workspace.ts';

function removal(text: string, texts: readonly { readonly path: string; readonly text: string }[] = []): Rewrite | NoRewrite {
  const snapshot = snapshotOf({ 'docker-compose.yml': text });
  const file = snapshot.files[0];
  if (file?.kind !== 'compose') throw new Error(file?.kind);
  const [ambassador] = ambassadorsInFile({ text, compose: file.compose, links: file.links.map(({ link }) => link) });
  if (!ambassador) throw new Error('no ambassador');
  const around = surroundingsOf(snapshot, file, { dotenv: { kind: 'none' }, texts, unsearched: [] });
  return removeAmbassador(
    rewriteScope(file, (uri) => (uri === file.uri ? text : null), around),
    file.compose,
    ambassador,
  );
}

function refusal(text: string, texts: readonly { readonly path: string; readonly text: string }[] = []): string {
  const done = removal(text, texts);
  return done.kind === 'refused' ? done.reason : '';
}

const FILE = `services:
  redis:
    image: redis # the store
  # Goes between.
  redis_ambassador:
    image: svendowideit/ambassador
    links:
      - redis:redis

  client:
    image: app
    links:
      - "redis_ambassador:redis"
      - redis_ambassador:cache
`;

describe('an ambassador is taken out', () => {
  test('by the lines it is written in, and its clients link to the server by the names they know', () => {
    const done = removal(FILE);
    expect(done).toMatchObject({
      kind: 'rewrite',
      row: 'ambassador',
      consent: 'asks',
      title: 'Remove the ambassador "redis_ambassador": client links to redis itself',
    });
    expect(done.kind === 'rewrite' && done.files[0]?.text).toBe(`services:
  redis:
    image: redis # the store
  # Goes between.

  client:
    image: app
    links:
      - "redis"
      - redis:cache
`);
  });

  test('of a v1 file', () => {
    const done = removal(
      'redis: { image: redis }\namb:\n  image: svendowideit/ambassador\n  links: ["redis:r"]\nclient:\n  image: app\n  links: ["amb:redis"]\n',
    );
    expect(done.kind === 'rewrite' && done.files[0]?.text).toBe('redis: { image: redis }\nclient:\n  image: app\n  links: ["redis"]\n');
  });

  test.each([
    [
      'that publishes a port',
      FILE.replace('    links:\n      - redis:redis', '    ports: ["6379:6379"]\n    links:\n      - redis:redis'),
      'publishes port 6379',
    ],
    [
      'to another host',
      FILE.replace('    links:\n      - redis:redis', '    environment: { REDIS_PORT_6379_TCP: "tcp://10.0.0.7:6379" }'),
      'another host',
    ],
    [
      'that turns ports',
      FILE.replace('    image: svendowideit/ambassador', '    command: socat TCP-LISTEN:80,fork TCP:redis:6379'),
      'turns port 80 into 6379',
    ],
    [
      'whose client shares no network with the server',
      `${FILE.replace('    image: redis # the store', '    image: redis\n    networks: [back]').replace('- redis:redis\n', '- redis:redis\n    networks: [back, default]\n')}networks: { back: {} }\n`,
      'share no network',
    ],
    [
      'that somebody waits for',
      FILE.replace('    image: app\n', '    image: app\n    depends_on: [redis_ambassador]\n'),
      'also named in docker-compose.yml',
    ],
    [
      'in one line with others',
      'services: { redis: { image: redis }, amb: { image: svendowideit/ambassador, links: [redis] }, web: { links: ["amb:redis"] } }\n',
      'no small edit fits',
    ],
  ])('not one %s', (_, text, reason) => {
    expect(refusal(text)).toContain(reason);
  });

  test('not one whose name another file of the project says', () => {
    expect(refusal(FILE, [{ path: 'app.conf', text: 'host = redis_ambassador\n' }])).toBe('`redis_ambassador` is also named in app.conf.');
    expect(removal(FILE, [{ path: 'app.conf', text: 'host = my_redis_ambassador\n' }]).kind).toBe('rewrite');
  });
});

describe('what an edit may change', () => {
  const meant = { removed: 'b', links: [{ service: 'c', was: 'b', is: 'a' }], v1: false };
  const WAS = 'services:\n  a: {}\n  b: {}\n  c: { links: [b], image: b }\n';

  test.each([
    ['the removal alone', 'services:\n  a: {}\n  c: { links: [a], image: b }\n', true],
    ['a value besides', 'services:\n  a: {}\n  c: { links: [a], image: c }\n', false],
    ['a service besides', 'services:\n  c: { links: [a], image: b }\n', false],
    ['a kind of value besides', 'services:\n  a: ""\n  c: { links: [a], image: b }\n', false],
    ['a text that is none', 'services: [', false],
  ])('%s', (_, is, same) => {
    expect(sameBut(WAS, is, meant)).toBe(same);
  });
});

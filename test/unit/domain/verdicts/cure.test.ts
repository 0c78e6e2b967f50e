import { describe, expect, test } from 'vitest';
import { cureOf } from '../../../../src/domain/verdicts/cure.ts';
import { container, engineOf } from './engineOf.ts';
import type { Given } from './engineOf.ts';

const down: Given = { running: false, state: { status: 'exited' } };

/** `front` links to `web`, which links to `db`; `job` links to `db` as well. */
const shop = (given: Readonly<Record<string, Given>> = {}, dead: readonly string[] = []) =>
  engineOf(
    [
      container('front', { links: ['/web:/front/web'], ...given['front'] }),
      container('web', { links: ['/db:/web/db'], ...given['web'] }),
      container('job', { links: ['/db:/job/db'], ...given['job'] }),
      container('db', given['db']),
    ],
    '1.41',
    dead,
  );

describe('the order of a cure', () => {
  test.each([
    ['a receiver and what links to it', ['web-id'], 'docker restart web\ndocker restart front\n'],
    ['sources first, whatever the order asked for', ['front-id', 'web-id'], 'docker restart web\ndocker restart front\n'],
    ['only the last one', ['front-id'], 'docker restart front\n'],
    ['two that have nothing to do with each other', ['job-id', 'front-id'], 'docker restart job\ndocker restart front\n'],
    ['a source with all its receivers', ['db-id'], 'docker restart db\ndocker restart web\ndocker restart job\ndocker restart front\n'],
    ['nobody', [], ''],
  ])('%s', (_, ids, script) => {
    expect(cureOf(shop(), ids)).toMatchObject({ kind: 'steps', script });
  });

  test('tells why each is part of it and whom it disturbs', () => {
    expect(cureOf(shop(), ['web-id'])).toMatchObject({
      steps: [
        { container: 'web', because: 'asked', disturbed: ['front'] },
        { container: 'front', because: 'source-restarts', disturbed: [] },
      ],
    });
  });

  test('a stopped receiver is started, and those of its receivers that are stopped stay so', () => {
    const facts = shop({ web: down, front: down });
    expect(cureOf(facts, ['web-id'])).toMatchObject({ kind: 'steps', script: 'docker start web\n' });
  });

  test('a name that a shell would take apart is quoted', () => {
    const facts = engineOf([container("a'; rm -rf b", {})]);
    expect(cureOf(facts, ["a'; rm -rf b-id"])).toMatchObject({ script: "docker restart 'a'\\''; rm -rf b'\n" });
  });
});

describe('a cure that would leave a receiver stopped is refused', () => {
  test.each([
    [
      'a source is down',
      shop({ db: down }),
      ['web-id'],
      [{ code: 'source-down', receiver: 'web', source: 'db', first: 'docker start db' }],
    ],
    ['a source of a receiver downstream is gone', shop({}, ['/front/web']), ['front-id'], [{ code: 'source-gone', receiver: 'front' }]],
    [
      'a source left the default bridge',
      shop({ db: { networks: { net: {} } } }),
      ['job-id'],
      [{ code: 'source-off-bridge', source: 'db' }],
    ],
    ['links lead back', shop({ db: { links: ['/front:/db/f'] } }), ['web-id'], [{ code: 'cycle' }]],
    ['nobody knows the receiver', shop(), ['x'], [{ code: 'receiver-unread', receiver: 'x' }]],
  ])('%s', (_, facts, ids, obstacles) => {
    expect(cureOf(facts, ids)).toMatchObject({ kind: 'refused', obstacles });
  });

  test('a receiver that left the default bridge needs no source', () => {
    const facts = shop({ web: { networks: { net: {} } }, db: down });
    expect(cureOf(facts, ['web-id'])).toMatchObject({ kind: 'refused', obstacles: [{ code: 'source-off-bridge', receiver: 'front' }] });
    expect(cureOf(shop({ job: { networks: { net: {} } }, db: down }), ['job-id'])).toMatchObject({ script: 'docker restart job\n' });
  });
});

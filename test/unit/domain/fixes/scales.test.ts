import { describe, expect, it } from 'vitest';
import { larger, scaledIn } from '../../../../src/domain/fixes/scales.ts';
import { rewritesOf } from '../../../../src/domain/fixes/rewriteLinks.ts';
import { oneFile } from './scope.ts';

describe('commands that scale services', () => {
  it.each([
    ['docker-compose up -d --scale db=3', { db: 3 }],
    ['docker compose up --scale=db=2 --scale "web=1"', { db: 2, web: 1 }],
    ['docker-compose -f a.yml scale db=3 web-1=2 && echo', { db: 3, 'web-1': 2 }],
    ['docker compose scale db=2; docker compose scale db=5', { db: 5 }],
    ['kubectl scale --replicas=3 db', {}],
    ['a scale db=3 of things', {}],
  ])('%s', (text, expected) => {
    expect(Object.fromEntries(scaledIn([{ path: 'run.sh', text }]))).toEqual(expected);
  });

  it('count beside the containers that run', () => {
    const running = larger(new Map([['db', 1]]), scaledIn([{ path: 'Makefile', text: 'up:\n\tdocker-compose up --scale db=3\n' }]));
    const text = 'services:\n  web: {image: web, links: ["db:d"]}\n  db: {image: mysql}\n';
    expect(rewritesOf(oneFile(text, { running }), { service: 'web', raw: 'db:d' })[0]).toMatchObject({ row: 'scaled', consent: 'asks' });
  });
});

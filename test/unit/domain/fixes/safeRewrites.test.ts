import { expect, it } from 'vitest';
import { safeRewrites } from '../../../../src/domain/fixes/safeRewrites.ts';
import { alone } from './alone.ts';

it('tells of a file what goes and what stays', () => {
  const text = 'services:\n  db: {image: mysql}\n  web:\n    links: [db, "db:d"]\n  api:\n    links: ["db:web"]\n';
  const scope = { path: '/p/compose.yaml', read: () => text, sets: [], around: alone() };
  expect(safeRewrites(scope, 'all')).toMatchObject([
    {
      kind: 'rewrite',
      row: 'alias',
      title: 'Replace 2 links by names on their networks',
      links: [{ raw: 'db' }, { raw: 'db:d' }],
      consent: 'safe',
    },
    { kind: 'refused', links: [{ service: 'api', raw: 'db:web' }], reason: '`web` is also a name of `web`, so both would answer.' },
  ]);
});

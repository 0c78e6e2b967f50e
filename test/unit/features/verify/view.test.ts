import { describe, expect, test } from 'vitest';
import { chosenOf, namedContainers, verifyPath } from '../../../../src/features/verify/chosen.ts';
import { promisedReceivers, verifyText } from '../../../../src/features/verify/view.ts';
import { articleEngine, composeEngine } from '../shared/engines.ts';
import { snapshotOf } from '../shared/workspace.ts';

const ADDRESS = '/var/run/docker.sock';
const FIG = 'web:\n  image: x\n  links: ["db:mysql"]\ndb:\n  image: mysql\n';

describe('the document', () => {
  test('tells of every container that was promised names, by its links and by its compose file', () => {
    const snapshot = snapshotOf({ 'docker-compose.yml': FIG }, { engines: [composeEngine()] });
    const text = verifyText(snapshot, []);
    expect(text).toMatch(/^# Do the promised names resolve\?\n\n3 promised names: 3 lead to the right container\.\n/);
    expect(text).toContain('## `Docker 20.10.24 at /var/run/docker.sock`\n\n### `shop_web_1`\n');
    expect(text).toContain(
      '| `mysql` | right, derived | "mysql" leads to "shop_db_1". | its link "mysql"; links: db:mysql in docker-compose.yml |',
    );
  });

  test('of the chosen ones alone, and of one that is gone', () => {
    const snapshot = snapshotOf({}, { engines: [articleEngine()] });
    expect(verifyText(snapshot, [{ address: ADDRESS, name: 'webapp' }])).toContain('### `webapp`');
    const text = verifyText(snapshot, [{ address: ADDRESS, name: 'old' }]);
    expect(text).toContain('There is no container "old" now.');
    expect(text).not.toContain('webapp');
  });

  test('says when an engine is out of reach', () => {
    const down = { ...articleEngine(), health: { state: 'down', code: 'silent', fault: 'It does not answer.' } } as const;
    expect(verifyText(snapshotOf({}, { engines: [down] }), [])).toContain('It does not answer. What follows is what was known before.');
  });
});

test('the containers to choose from are those that were promised names', () => {
  expect(promisedReceivers(snapshotOf({}, { engines: [articleEngine()] }))).toEqual([
    { address: ADDRESS, id: 'ba9876543210', name: 'webapp', engine: 'Docker 20.10.24', names: 2 },
  ]);
});

test('a document is for containers by their names, so that it lasts when they are made again', () => {
  const snapshot = snapshotOf({}, { engines: [articleEngine()] });
  const chosen = namedContainers(snapshot, [
    { address: ADDRESS, id: 'ba9876543210' },
    { address: ADDRESS, id: 'gone' },
  ]);
  expect(chosen).toEqual([{ address: ADDRESS, name: 'webapp' }]);
  const { path, query } = verifyPath(chosen);
  expect(path).toBe('/Promised names of webapp.md');
  expect(chosenOf(query)).toEqual(chosen);
  expect(verifyPath([])).toEqual({ path: '/Promised names.md', query: '[]' });
  for (const strange of ['', '{', '7', '[[1,2],"x"]']) expect(chosenOf(strange)).toEqual([]);
});

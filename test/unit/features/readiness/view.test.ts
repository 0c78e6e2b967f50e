import { describe, expect, test } from 'vitest';
import { readinessText } from '../../../../src/features/readiness/view.ts';
import { articleEngine } from '../shared/engines.ts';
import { snapshotOf } from '../shared/workspace.ts';

const FIG = 'web:\n  image: x\n  links: ["db:sql"]\ndb:\n  image: mysql\n  expose: ["3306"]\n';

describe('the document', () => {
  test('leads to the files of the workspace and tells of engines', () => {
    const text = readinessText(
      snapshotOf({ 'docker-compose.yml': FIG, 'other/compose.yaml': 'services:\n  web: {}\n' }, { engines: [articleEngine()] }),
    );
    expect(text).toMatch(/^# What Docker 29 and 30 change\n\n2 links: Docker 29 takes names or variables from 2, Docker 30 from 2\.\n/);
    expect(text).toContain('### `web` → `db` as `sql` ([line 3](file:///shop/docker-compose.yml#L3))\n');
    expect(text).toContain('## `Docker 20.10.24 at /var/run/docker.sock`\n\n### `webapp` → `mysql_server` as `db`\n');
    expect(text).not.toContain('other/compose.yaml');
    expect(text).not.toContain('secret`');
  });

  test('says why nothing is known of an engine', () => {
    const engine = {
      address: 'tcp://far:2376',
      health: { state: 'down', code: 'silent', fault: 'It does not answer.' },
      facts: null,
    } as const;
    expect(readinessText(snapshotOf({}, { engines: [engine] }))).toBe(
      '# What Docker 29 and 30 change\n\nThere are no links.\n\n## `Docker engine at tcp://far:2376`\n\nNo links.\n\nNot known:\n\n- It does not answer.\n',
    );
  });

  test('names that were read are no markup', () => {
    const text = readinessText(snapshotOf({ 'docker-compose.yml': FIG.replaceAll('db', '"[x](command:evil)"').replace('""', '"') }, {}));
    expect(text).not.toMatch(/(?<!`)\[x\]\(command:evil\)(?!`)/);
  });
});

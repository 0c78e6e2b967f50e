import { expect, test } from 'vitest';
import { containerOf, inspectPath, inspectText } from '../../../../src/features/inspect/view.ts';

test('a container is found again from the document’s address', () => {
  const container = { address: 'unix:///a b/docker.sock', id: 'abc' };
  expect(containerOf(inspectPath('shop_web_1', container).query)).toEqual(container);
});

test.each(['', '{}', '[1,2]', '["a"]', 'nonsense'])('the query %j is nobody’s', (query) => {
  expect(containerOf(query)).toBeNull();
});

test('secrets are masked wherever they stand, the rest is as it came', () => {
  const text = inspectText({
    Config: { Env: ['MYSQL_ROOT_PASSWORD=hunter2', 'PATH=/bin', 'DB=postgres://u:hunter2@db/x'], Cmd: ['--password=hunter2', 'serve'] },
    Labels: { 'com.example.token': 'hunter2', role: 'db' },
    State: { Running: true, Pid: 42 },
  });
  expect(text).not.toContain('hunter2');
  expect(JSON.parse(text)).toMatchObject({
    Config: { Env: ['MYSQL_ROOT_PASSWORD=••••••', 'PATH=/bin', 'DB=postgres://••••••@db/x'], Cmd: ['--password=••••••', 'serve'] },
    Labels: { role: 'db' },
    State: { Running: true, Pid: 42 },
  });
});

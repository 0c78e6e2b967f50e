import { expect, test } from 'vitest';
import { completionsAt } from '../../../../src/features/navigation/completion.ts';
import { snapshotOf } from '../shared/workspace.ts';

/** What is offered at the `|` of a text; the file as it was read last is the text without the line of the cursor. */
function offered(marked: string, read = marked.replace('|', '')): readonly string[] {
  const lines = marked.slice(0, marked.indexOf('|')).split('\n');
  return completionsAt(snapshotOf({ 'compose.yaml': read }), 'file:///shop/compose.yaml', lines).map(({ text }) => text);
}

const others = `  db:
    image: mysql
    expose: [3306]
    networks: { default: { aliases: [database] } }
  cache:
    image: redis
    ports: ['8080:6379', '53:53/udp']
  far:
    image: far
    networks: [other]
`;

test.each([
  ['an empty item', `services:\n  web:\n    image: web\n    links:\n      - |\n${others}`, ['cache', 'db', 'far']],
  ['a begun item', `services:\n  web:\n    image: web\n    links:\n    - d|\n${others}`, ['cache', 'db', 'far']],
  ['a quoted item', `services:\n  web:\n    image: web\n    links:\n      - "|"\n${others}`, ['cache', 'db', 'far']],
  ['behind others', `services:\n  web:\n    image: web\n    links:\n      - db\n      - |\n${others}`, ['cache', 'far']],
  ['another list', `services:\n  web:\n    image: web\n    dns:\n      - |\n${others}`, []],
  ['a v1 file', `web:\n  image: web\n  links:\n    - |\ndb:\n  image: mysql\n`, ['db']],
])('services in links: %s', (_, marked, expected) => {
  expect(offered(marked).toSorted()).toEqual(expected);
});

test.each([
  ['a map', `services:\n  web:\n    image: web\n    environment:\n      DB: |\n${others}`, ['cache:6379', 'database:3306', 'db:3306']],
  ['a list', `services:\n  web:\n    image: web\n    environment:\n      - DB=|\n${others}`, ['cache:6379', 'database:3306', 'db:3306']],
  [
    'a URL',
    `services:\n  web:\n    image: web\n    environment:\n      DB: mysql://u:p@d|\n${others}`,
    ['cache:6379', 'database:3306', 'db:3306'],
  ],
  ['a path of a URL', `services:\n  web:\n    image: web\n    environment:\n      DB: mysql://db/|\n${others}`, []],
  ['a text', `services:\n  web:\n    image: web\n    environment:\n      DB: some words|\n${others}`, []],
  [
    'the alias of a link',
    `services:\n  web:\n    image: web\n    links: ['db:mysql']\n    environment:\n      DB: |\n${others}`,
    ['cache:6379', 'database:3306', 'db:3306', 'mysql:3306'],
  ],
  ['without a network', `services:\n  web:\n    image: web\n    network_mode: host\n    environment:\n      DB: |\n${others}`, []],
])('endpoints in values: %s', (_, marked, expected) => {
  expect(offered(marked).toSorted()).toEqual(expected);
});

test('what is typed is replaced', () => {
  const marked = `services:\n  web:\n    image: web\n    links:\n      - ca|\n${others}`;
  const lines = marked.slice(0, marked.indexOf('|')).split('\n');
  const [first] = completionsAt(snapshotOf({ 'compose.yaml': marked.replace('|', '') }), 'file:///shop/compose.yaml', lines);
  expect(first?.replaces).toBe(2);
});

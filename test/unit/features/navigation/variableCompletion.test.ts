import { expect, test } from 'vitest';
import { typedVariable, variablesAt } from '../../../../src/features/navigation/variableCompletion.ts';
import { snapshotOf } from '../shared/workspace.ts';

test.each([
  ['const host = process.env.DB_', 'DB_'],
  ["process.env['DB_PORT_3306", 'DB_PORT_3306'],
  ['host = os.environ["D', 'D'],
  ['os.environ.get("DB', 'DB'],
  ["os.getenv('DB", 'DB'],
  ['ENV["DB', 'DB'],
  ["ENV.fetch('DB", 'DB'],
  ["$_ENV['DB", 'DB'],
  ["getenv('DB", 'DB'],
  ['os.Getenv("DB', 'DB'],
  ['os.LookupEnv("DB', 'DB'],
  ['System.getenv("DB', 'DB'],
  ['System.getenv().get("DB', 'DB'],
  ['Environment.GetEnvironmentVariable("DB', 'DB'],
  ['env::var("DB', 'DB'],
  ['echo $DB', 'DB'],
  ['echo "${DB', 'DB'],
  // Nothing is read there.
  ['const DB', null],
  ['print("DB', null],
  ['process.env.db', null],
  ['process.env.', null],
  ['// the environment has a DB', null],
  ['', null],
])('%s', (line, typed) => {
  expect(typedVariable(line)).toBe(typed);
});

const shop = (mode: string): string => `services:
  web: { image: web, ${mode}links: ["mysql:db"] }
  job: { image: job, ${mode}links: ["cache"] }
  mysql: { image: mysql, ${mode}expose: [3306], environment: { MYSQL_PASSWORD: hunter2 } }
  cache: { image: redis, ${mode}expose: [6379] }
`;
const offered = (typed: string, mode: string, targetEngine: '28' | '29') =>
  variablesAt(snapshotOf({ 'compose.yaml': shop(mode) }, { targetEngine }), 'file:///shop/web/app.js', typed);

test('variables of the links whose name was begun, where links set any', () => {
  const names = offered('DB_', 'network_mode: bridge, ', '28').map(({ text }) => text);
  expect(names).toContain('DB_PORT_3306_TCP_ADDR');
  expect(names.every((name) => name.startsWith('DB_'))).toBe(true);
  expect(offered('C', 'network_mode: bridge, ', '28').map(({ text }) => text)).toContain('CACHE_PORT_6379_TCP_ADDR');
  expect(offered('DB_PORT_3306_TCP_A', 'network_mode: bridge, ', '28')).toEqual([
    {
      kind: 'variable',
      text: 'DB_PORT_3306_TCP_ADDR',
      detail: '<address of mysql>, from the link mysql:db of web',
      replaces: 'DB_PORT_3306_TCP_A'.length,
    },
  ]);
});

test('none where the engine or the network sets none, and no secret is shown', () => {
  expect(offered('DB_', 'network_mode: bridge, ', '29')).toEqual([]);
  expect(offered('DB_', '', '28')).toEqual([]);
  expect(JSON.stringify(offered('DB_ENV_', 'network_mode: bridge, ', '28'))).toContain('DB_ENV_MYSQL_PASSWORD');
  expect(JSON.stringify(offered('DB_ENV_', 'network_mode: bridge, ', '28'))).not.toContain('hunter2');
});

test('of several projects the nearest speaks', () => {
  const texts = {
    'a/compose.yaml': shop('network_mode: bridge, '),
    'b/compose.yaml': shop('network_mode: bridge, ').replace(':db', ':data'),
  };
  const snapshot = snapshotOf(texts, { targetEngine: '28' });
  const names = variablesAt(snapshot, 'file:///shop/b/app.js', 'D').map(({ text }) => text);
  expect([names.includes('DATA_PORT'), names.includes('DB_PORT')]).toEqual([true, false]);
});

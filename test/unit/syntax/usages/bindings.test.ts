import { expect, test } from 'vitest';
import { bindingsOf } from '../../../../src/syntax/usages/bindings.ts';
import type { Language } from '../../../../src/syntax/usages/language.ts';
import { scanUsages } from '../../../../src/syntax/usages/scan.ts';

const NAME = 'DB_PORT_1_TCP_ADDR';

/** The kinds of the bindings of a text in which `X` stands for the name. */
function kinds(language: Language, written: string): readonly string[] {
  const text = written.replaceAll('X', NAME);
  return bindingsOf(text, language, scanUsages(text, language)).map(
    ({ name, line, kind }) => `${name === NAME ? '' : name}${kind} ${line}`,
  );
}

test.each<readonly [Language, string]>([
  ['javascript', "process.env.X = 'a';"],
  ['javascript', "process.env['X'] = 'a';"],
  ['javascript', 'delete process.env.X;'],
  ['javascript', "vi.stubEnv('X', 'a');"],
  ['javascript', "run({ env: { ...process.env, X: 'a' } });"],
  ['javascript', "execa('node', { env: { 'X': host } })"],
  ['python', "os.environ['X'] = 'a'"],
  ['python', "monkeypatch.setenv('X', 'a')"],
  ['python', "mock.patch.dict(os.environ, {'X': 'a'})"],
  ['python', "os.environ.update(X='a')"],
  ['python', "del os.environ['X']"],
  ['python', "os.putenv('X', 'a')"],
  ['ruby', "ENV['X'] = 'a'"],
  ['ruby', "ENV.store('X', 'a')"],
  ['ruby', "ENV.delete('X')"],
  ['ruby', "ENV.update('X' => 'a')"],
  ['php', "<?php putenv('X=a');"],
  ['php', '<?php putenv("X={$host}");'],
  ['php', "<?php $_ENV['X'] = 'a';"],
  ['perl', '$ENV{X} = "a";'],
  ['go', 't.Setenv("X", "a")'],
  ['go', 'cmd.Env = append(os.Environ(), "X="+host)'],
  ['java', 'builder.environment().put("X", "a");'],
  ['rust', 'env::set_var("X", "a");'],
  ['elixir', 'System.put_env("X", "a")'],
  ['shell', 'X=${X:-localhost}'],
  ['shell', 'export X=a'],
  ['shell', 'if true; then X=a; fi'],
  ['shell', 'X=a node app.js'],
  ['shell', 'unset A X'],
  ['shell', 'read -r X'],
  ['shell', ': ${A:=a}; export X'],
  ['shell', 'echo "X=a" >> .env'],
  ['make', 'X := a'],
  ['make', 'test: ; X=a npm test'],
  ['json', '{ "scripts": { "test": "X=a mocha" } }'],
  ['json', '{ "env": { "X": "a" } }'],
  ['yaml', 'env: {X: a}'],
  ['yaml', '- name: X\n  value: a'],
  ['nginx', 'fastcgi_param X a;'],
  ['apache', 'SetEnv X a'],
  ['systemd', 'Environment="X=a"'],
])('%s: %s sets it', (language, text) => {
  expect(kinds(language, text)).toEqual(['set 0']);
});

test.each<readonly [Language, string]>([
  ['javascript', 'const X = process.env.X;'],
  ['javascript', 'const { X, A: a } = process.env;'],
  ['javascript', 'if (process.env.X === undefined) stop();'],
  ['javascript', "// process.env.X = 'a'"],
  ['javascript', "process.env.X ||= 'a';"],
  ['python', "X = os.environ['X']"],
  ['python', "os.environ.setdefault('X', 'a')"],
  ['python', "if os.environ['X'] == 'a': pass"],
  ['ruby', "host = ENV['X']"],
  ['ruby', "# ENV['X'] = 'a'"],
  ['go', 'X := os.Getenv("X")'],
  ['shell', ': ${X:=a}'],
  ['shell', 'echo "X=$X"'],
  ['shell', '[ "$X" = a ]'],
  ['shell', 'env | grep X='],
  ['make', 'run:; echo $(X)'],
  ['make', 'X ?= a'],
  ['compose', 'web:\n  environment:\n    X: a'],
])('%s: %s does not', (language, text) => {
  expect(kinds(language, text)).toEqual([]);
});

test.each<readonly [Language, string]>([
  ['shell', "envsubst '$A ${X}' < a.tmpl > a.conf"],
  ['shell', 'envsubst "\\$X" < a.tmpl > a.conf'],
  ['shell', 'envsubst \\$X < a.tmpl'],
  ['dockerfile', `CMD ["sh", "-c", "envsubst '$X' < a.tmpl > a.conf"]`],
  ['compose', `web:\n  command: sh -c "envsubst '$$X' < a.tmpl"`],
])('%s: %s lists it for a template', (language, text) => {
  expect(kinds(language, text)).toEqual([expect.stringMatching(/^listed [01]$/)]);
});

test('names that links do not give a port are none of its business', () => {
  expect(bindingsOf("process.env.DB_PORT = 'a'; DB_NAME = 1", 'javascript', [])).toEqual([]);
});

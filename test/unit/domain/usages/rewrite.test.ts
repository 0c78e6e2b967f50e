import { expect, test } from 'vitest';
import { rewriteUsage } from '../../../../src/domain/usages/rewrite.ts';
import { applyEdits } from '../../../../src/syntax/text.ts';
import type { Language } from '../../../../src/syntax/usages/language.ts';
import { scanUsages } from '../../../../src/syntax/usages/scan.ts';

function rewritten(language: Language, text: string, keepOld: boolean): string | null {
  const usage = scanUsages(text, language).at(-1);
  const edit = usage && rewriteUsage(text, usage, { name: 'DB_HOST', keepOld });
  return edit ? applyEdits(text, [edit]) : null;
}

const kept: readonly (readonly [Language, string, string | null])[] = [
  ['javascript', 'f(process.env.DB_PORT_1_TCP_ADDR)', 'f((process.env.DB_HOST || process.env.DB_PORT_1_TCP_ADDR))'],
  ['javascript', "process.env['DB_PORT_1_TCP_ADDR'] ?? 'db'", "(process.env['DB_HOST'] ?? process.env['DB_PORT_1_TCP_ADDR']) ?? 'db'"],
  ['javascript', "process.env.DB_PORT_1_TCP_ADDR ||= 'db'", null],
  ['javascript', 'const { DB_PORT_1_TCP_ADDR } = process.env', null],
  ['python', "os.environ['DB_PORT_1_TCP_ADDR']", "(os.environ.get('DB_HOST') or os.environ['DB_PORT_1_TCP_ADDR'])"],
  ['python', "os.getenv('DB_PORT_1_TCP_ADDR', 'db')", "(os.getenv('DB_HOST') or os.getenv('DB_PORT_1_TCP_ADDR', 'db'))"],
  ['python', "'DB_PORT_1_TCP_ADDR' in os.environ", null],
  ['ruby', "ENV.fetch('DB_PORT_1_TCP_ADDR', 'db')", "(ENV['DB_HOST'] || ENV.fetch('DB_PORT_1_TCP_ADDR', 'db'))"],
  [
    'ruby',
    'ENV.fetch("DB_PORT_1_TCP_ADDR") { |k| "none" }.to_s',
    '(ENV["DB_HOST"] || ENV.fetch("DB_PORT_1_TCP_ADDR") { |k| "none" }).to_s',
  ],
  ['ruby', "p = ENV.fetch('DB_PORT_1_TCP_PORT') { 3306 }", "p = (ENV['DB_HOST'] || ENV.fetch('DB_PORT_1_TCP_PORT') { 3306 })"],
  [
    'ruby',
    "ENV.fetch('DB_PORT_1_TCP_PORT') { |k| raise k }.to_i",
    "(ENV['DB_HOST'] || ENV.fetch('DB_PORT_1_TCP_PORT') { |k| raise k }).to_i",
  ],
  ['ruby', "p = ENV.fetch('DB_PORT_1_TCP_PORT') do 3306 end", null],
  ['ruby', "p = ENV.fetch('DB_PORT_1_TCP_PORT') { { a: 1 } }", null],
  ['ruby', "p = ENV.fetch('DB_PORT_1_TCP_PORT') {\n  3306\n}", null],
  ['php', "<?php getenv('DB_PORT_1_TCP_ADDR')", "<?php (getenv('DB_HOST') ?: getenv('DB_PORT_1_TCP_ADDR'))"],
  ['php', `<?php "{$_ENV['DB_PORT_1_TCP_ADDR']}"`, null],
  ['java', 'System.getenv("DB_PORT_1_TCP_ADDR")', 'System.getenv().getOrDefault("DB_HOST", System.getenv("DB_PORT_1_TCP_ADDR"))'],
  [
    'java',
    'System.getenv().getOrDefault("DB_PORT_1_TCP_ADDR", "db")',
    'System.getenv().getOrDefault("DB_HOST", System.getenv().getOrDefault("DB_PORT_1_TCP_ADDR", "db"))',
  ],
  ['shell', 'echo $DB_PORT_1_TCP_ADDR', 'echo ${DB_HOST:-$DB_PORT_1_TCP_ADDR}'],
  ['shell', 'echo "${DB_PORT_1_TCP_ADDR:-db}"', 'echo "${DB_HOST:-${DB_PORT_1_TCP_ADDR:-db}}"'],
  ['shell', ': ${DB_PORT_1_TCP_ADDR:=db}', null],
  ['shell', 'echo ${DB_PORT#tcp://}', null],
  [
    'go',
    'os.Getenv("DB_PORT_1_TCP_ADDR")',
    'func() string { if value := os.Getenv("DB_HOST"); value != "" { return value }; return os.Getenv("DB_PORT_1_TCP_ADDR") }()',
  ],
];

test.each(kept)('%s: %s beside the old name', (language, text, expected) => {
  expect(rewritten(language, text, true)).toBe(expected);
});

test.each<readonly [Language, string, string | null]>([
  ['go', 'os.Getenv("DB_PORT_1_TCP_ADDR")', 'os.Getenv("DB_HOST")'],
  ['shell', ': ${DB_PORT_1_TCP_ADDR:=db}', ': ${DB_HOST:=db}'],
  ['javascript', 'const { DB_PORT_1_TCP_ADDR } = process.env', 'const { DB_HOST: DB_PORT_1_TCP_ADDR } = process.env'],
  ['javascript', "const { A, DB_PORT_1_TCP_ADDR = 'db' } = process.env", "const { A, DB_HOST: DB_PORT_1_TCP_ADDR = 'db' } = process.env"],
  ['javascript', "const { DB_PORT_1_TCP_ADDR: host = 'db' } = process.env", "const { DB_HOST: host = 'db' } = process.env"],
  ['javascript', 'const { env: { DB_PORT_1_TCP_ADDR, A } } = process', 'const { env: { DB_HOST: DB_PORT_1_TCP_ADDR, A } } = process'],
  ['javascript', 'const { DB_HOST: DB_PORT_1_TCP_ADDR } = process.env', null],
  ['coffeescript', '{DB_PORT_1_TCP_ADDR} = process.env', '{DB_HOST: DB_PORT_1_TCP_ADDR} = process.env'],
  ['shell', "envsubst '$DB_PORT_1_TCP_ADDR' < a.tmpl", null],
  ['shell', "envsubst '$A\n$DB_PORT_1_TCP_ADDR' < a.tmpl", null],
  [
    'javascript',
    'const {\n  // the database.\n  DB_PORT_1_TCP_ADDR,\n} = process.env',
    'const {\n  // the database.\n  DB_HOST: DB_PORT_1_TCP_ADDR,\n} = process.env',
  ],
  ['javascript', 'f(process.env.DB_PORT_1_TCP_ADDR, 1)', 'f(process.env.DB_HOST, 1)'],
  ['javascript', 'f(`${process.env.DB_PORT_1_TCP_ADDR}`)', 'f(`${process.env.DB_HOST}`)'],
  ['shell', 'echo ${DB_PORT#tcp://}', null],
  ['shell', 'env | grep _TCP_ADDR=', null],
])('%s: %s in place of the old name', (language, text, expected) => {
  expect(rewritten(language, text, false)).toBe(expected);
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../../../src/syntax/usages/language.ts';
import { languageOf } from '../../../../src/syntax/usages/language.ts';
import { scanUsages } from '../../../../src/syntax/usages/scan.ts';
import type { Usage } from '../../../../src/syntax/usages/usage.ts';
import { labelsOf, snippetsOf } from '../../../usages/snippets.ts';
import type { Reader, Snippet } from '../../../usages/snippets.ts';

const folder = fileURLToPath(new URL('../../../usages/', import.meta.url));
const labels = labelsOf(readFileSync(`${folder}labels.txt`, 'utf8'));
const snippets = [...snippetsOf(`${folder}run`), ...snippetsOf(`${folder}documented`)];

/** What was found of each name that was run or is documented; what is found beyond them is wrong in any case. */
interface Judged {
  readonly found: string[];
  readonly missed: string[];
  readonly wrong: string[];
}

function usagesOf({ language, text }: Snippet): readonly Usage[] {
  const file = FILES[language] ?? '';
  const known = languageOf(file, text);
  return known ? scanUsages(text, known) : [];
}

const FILES: Readonly<Record<string, string>> = {
  apache: 'apache2.conf',
  clojure: 'core.clj',
  compose: 'compose.yaml',
  csharp: 'Program.cs',
  dockerfile: 'Dockerfile',
  dotenv: '.env',
  elixir: 'config.exs',
  envsubst: 'default.conf.template',
  erb: 'database.yml.erb',
  go: 'main.go',
  gotemplate: 'nginx.tmpl',
  haproxy: 'haproxy.cfg',
  hocon: 'application.conf',
  java: 'Main.java',
  javascript: 'app.js',
  jinja: 'app.conf.j2',
  json: 'package.json',
  kotlin: 'Main.kt',
  lua: 'init.lua',
  make: 'Makefile',
  markdown: 'README.md',
  nginx: 'nginx.conf',
  perl: 'app.pl',
  php: 'index.php',
  properties: 'application.properties',
  python: 'settings.py',
  ruby: 'app.rb',
  rust: 'main.rs',
  scala: 'Main.scala',
  shell: 'entrypoint.sh',
  supervisor: 'supervisord.conf',
  systemd: 'web.service',
  typescript: 'app.ts',
  yaml: 'application.yml',
};

function matches({ name, form }: Usage, variable: string): boolean {
  if (form === 'literal') return name === variable;
  return new RegExp(`^${name.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(variable);
}

function readersOf(snippet: Snippet): readonly Reader[] {
  const readers = snippet.readers ?? labels.get(snippet.id);
  if (!readers) throw new Error(`no label for ${snippet.id}`);
  return readers;
}

function judge(): Judged {
  const judged: Judged = { found: [], missed: [], wrong: [] };
  for (const snippet of snippets) {
    const readers = readersOf(snippet);
    const usages = usagesOf(snippet);
    for (const { name } of readers) (usages.some((usage) => matches(usage, name)) ? judged.found : judged.missed).push(`${snippet.id}: ${name}`);
    const strange = usages.filter((usage) => !readers.some(({ name }) => matches(usage, name)));
    judged.wrong.push(...strange.map(({ name }) => `${snippet.id}: ${name}`));
  }
  return judged;
}

describe('the readers that running and documentation name', () => {
  const { found, missed, wrong } = judge();
  const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
  const read = found.length + missed.length;
  console.log(`usages: ${snippets.length} snippets; recall ${percent(found.length, read)} of ${read}, precision ${percent(found.length, found.length + wrong.length)}`);
  if (missed.length > 0) console.log(`missed:\n${missed.join('\n')}`);
  if (wrong.length > 0) console.log(`wrong:\n${wrong.join('\n')}`);

  test('are found', () => {
    expect(found.length / read).toBeGreaterThanOrEqual(0.98);
  });
});

test('defaults', () => {
  const wrong = snippets.flatMap((snippet) => readersOf(snippet).flatMap(({name, hasDefault, url}) => {
    const own = usagesOf(snippet).filter((usage) => matches(usage, name));
    if (own.length === 0) return [];
    const d = own.some((u) => u.hasDefault);
    const u2 = own.some((u) => u.url);
    return [...(d === hasDefault ? [] : [`${snippet.id}: ${name} default ${String(hasDefault)}`]), ...(u2 === url ? [] : [`${snippet.id}: ${name} url ${String(url)}`])];
  }));
  expect(wrong).toEqual([]);
});
export type { Language };

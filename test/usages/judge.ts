import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languageOf } from '../../src/syntax/usages/language.ts';
import { scanUsages } from '../../src/syntax/usages/scan.ts';
import type { Usage } from '../../src/syntax/usages/usage.ts';
import { FILES } from './files.ts';
import { labelsOf, snippetsOf } from './snippets.ts';
import type { Reader, Snippet } from './snippets.ts';

/** A snippet with what reads in it, by running or by documentation, and what the scan says. */
export interface Judged {
  readonly snippet: Snippet;
  readonly readers: readonly Reader[];
  readonly usages: readonly Usage[];
}

/** All snippets of `test/usages`, read and scanned; throws for one without a label. */
export function judgedSnippets(folder: string): readonly Judged[] {
  const labels = labelsOf(readFileSync(join(folder, 'labels.txt'), 'utf8'));
  const snippets = [...snippetsOf(join(folder, 'run')), ...snippetsOf(join(folder, 'documented'))];
  return snippets.map((snippet) => {
    const readers = snippet.readers ?? labels.get(snippet.id);
    if (!readers) throw new Error(`no label for ${snippet.id}`);
    return { snippet, readers, usages: scanSnippet(snippet.language, snippet.text) };
  });
}

/** What the scan says of a file in the language of a snippet. */
export function scanSnippet(name: string, text: string): readonly Usage[] {
  const file = FILES[name];
  if (file === undefined) throw new Error(`no file name for ${name}`);
  const language = languageOf(file, text);
  return language ? scanUsages(text, language) : [];
}

/** Whether a usage is one of the variable. */
export function isOf({ name, form }: Usage, variable: string): boolean {
  if (form === 'literal') return name === variable;
  const source = name.replaceAll('.', '\\.').replaceAll('*', '.*');
  return new RegExp(`^${source}$`).test(variable);
}

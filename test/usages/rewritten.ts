import { join } from 'node:path';
import { rewriteUsage } from '../../src/domain/usages/rewrite.ts';
import { applyEdits } from '../../src/syntax/text.ts';
import { scanSnippet } from './judge.ts';
import { commandFor } from './languages.ts';
import { outputWith, valueFor } from './observe.ts';
import type { Snippet } from './snippets.ts';

/** How many readers were rewritten, and the snippets that then say something else, be the old or the new variable set. */
export interface Rewriting {
  readonly rewritten: number;
  readonly different: readonly string[];
}

/** Rewrites each reader of a snippet by itself, and runs it with the new variable and, where the old name is kept, with the old one. */
export async function rewriting(snippet: Snippet, folder: string): Promise<Rewriting> {
  const usages = scanSnippet(snippet.language, snippet.text);
  const different: string[] = [];
  let rewritten = 0;
  const values = Object.fromEntries(snippet.names.map((name, index) => [name, valueFor(name, index + 1)]));
  for (const [number, usage] of usages.entries()) {
    if (usages.findIndex(({ name }) => name === usage.name) !== number) continue;
    const same = usages.filter(({ name }) => name === usage.name);
    const { [usage.name]: value = '', ...others } = values;
    for (const keepOld of [true, false]) {
      const edits = same.flatMap((one) => rewriteUsage(snippet.text, one, { name: 'NEW_HOST', keepOld }) ?? []);
      if (edits.length < same.length) continue;
      rewritten += 1;
      const place = join(folder, `${number}-${keepOld ? 'beside' : 'alone'}`);
      const wanted = await outputWith(commandFor(snippet, `${place}-before`), values, folder);
      const after = commandFor({ ...snippet, text: applyEdits(snippet.text, edits) }, `${place}-after`);
      for (const name of keepOld ? [usage.name, 'NEW_HOST'] : ['NEW_HOST']) {
        const output = await outputWith(after, { ...others, [name]: value }, folder);
        // What prints the name prints the new one.
        if (output !== wanted && output.replaceAll('NEW_HOST', usage.name) !== wanted)
          different.push(`${snippet.id}: ${usage.name} as ${name}${keepOld ? '' : ' alone'}`);
      }
    }
  }
  return { rewritten, different };
}

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

/** Rewrites each reader of a snippet by itself, the old name kept, and runs it with the old and with the new variable. */
export async function rewriting(snippet: Snippet, folder: string): Promise<Rewriting> {
  const usages = scanSnippet(snippet.language, snippet.text);
  const different: string[] = [];
  let rewritten = 0;
  const values = Object.fromEntries(snippet.names.map((name, index) => [name, valueFor(name, index + 1)]));
  for (const [number, usage] of usages.entries()) {
    const edits = usages.flatMap((other) =>
      other.name === usage.name ? (rewriteUsage(snippet.text, other, { name: 'NEW_HOST', keepOld: true }) ?? []) : [],
    );
    const complete = edits.length === usages.filter(({ name }) => name === usage.name).length;
    if (!complete || usages.findIndex(({ name }) => name === usage.name) !== number) continue;
    rewritten += 1;
    const before = commandFor(snippet, join(folder, `${number}-before`));
    const after = commandFor({ ...snippet, text: applyEdits(snippet.text, edits) }, join(folder, `${number}-after`));
    const { [usage.name]: value = '', ...others } = values;
    const wanted = await outputWith(before, values, folder);
    for (const name of [usage.name, 'NEW_HOST']) {
      if ((await outputWith(after, { ...others, [name]: value }, folder)) !== wanted)
        different.push(`${snippet.id}: ${usage.name} as ${name}`);
    }
  }
  return { rewritten, different };
}

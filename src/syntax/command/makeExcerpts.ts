import { ExcerptBuilder } from '../shell/excerpt.ts';
import type { Excerpt } from '../shell/excerpt.ts';
import { linesOf } from '../shell/lines.ts';
import type { Span } from '../text.ts';

const REFERENCE = /\$(?:\$|\(([^()]*)\)|\{([^{}]*)\})/g;

/** The recipes of a Makefile and its variables as a shell sees them: `$$` is `$`, and a variable of make is one of the shell's. */
export function makeExcerpts(text: string): readonly Excerpt[] {
  const excerpts: Excerpt[] = [];
  let target = '';
  let recipe: ExcerptBuilder | null = null;
  const end = (): void => {
    if (recipe) excerpts.push(recipe.done(`target ${target}`));
    recipe = null;
  };
  let isContinued = false;
  for (const line of linesOf(text)) {
    const isRecipe = line.text.startsWith('\t') || (isContinued && recipe !== null);
    if (isRecipe) {
      recipe ??= new ExcerptBuilder(text);
      takeRecipe(text, recipe, { start: line.start + signs(line.text, isContinued), end: line.next });
    } else if (line.text.trim() !== '' && !/^\s*#/.test(line.text)) {
      end();
      target = /^([^\s:#=][^:#=]*?)\s*::?(?!=)/.exec(line.text)?.[1] ?? target;
      const variable = variableExcerpt(text, line.text, line.start);
      if (variable) excerpts.push(variable);
    }
    isContinued = line.text.endsWith('\\');
  }
  end();
  return excerpts;
}

/** The tab of a recipe and what tells make how to run it; a line that goes on has the tab alone. */
function signs(line: string, isContinued: boolean): number {
  return (isContinued ? /^\t?/ : /^\t[\t @+-]*/).exec(line)?.[0].length ?? 0;
}

/** Takes a stretch with the variables of make as those of a shell. */
function takeRecipe(text: string, recipe: ExcerptBuilder, { start, end }: Span, hasOwnLine = true): void {
  let done = start;
  for (const match of text.slice(start, end).matchAll(REFERENCE)) {
    const at = start + match.index;
    recipe.take({ start: done, end: at }, hasOwnLine);
    done = at + match[0].length;
    recipe.put(shellReference(match[0], match[1] ?? match[2]), { start: at, end: done }, hasOwnLine);
  }
  recipe.take({ start: done, end }, hasOwnLine);
}

/** A name stays; the result of one of make's functions is a variable that nobody sets. */
function shellReference(written: string, name: string | undefined): string {
  if (name === undefined) return '$';
  return `\${${/^\w+$/.test(name) ? name : '_'.repeat(Math.max(1, written.length - 3))}}`;
}

/** `NAME = value` as a shell would set it; null for another line, and for a value that is more than plain words and variables. */
function variableExcerpt(text: string, line: string, start: number): Excerpt | null {
  const match = /^(?:export\s+)?(\w+)\s*(?::{0,3}|\?)=[ \t]*((?:[\w./:@ =-]|\$\(\w+\)|\$\{\w+\})*?)[ \t]*$/d.exec(line);
  const name = match?.indices?.[1];
  const value = match?.indices?.[2];
  if (!name || !value || value[0] === value[1]) return null;
  const builder = new ExcerptBuilder(text);
  builder.take({ start: start + name[0], end: start + name[1] }, false);
  builder.put('="', { start: start + name[1], end: start + value[0] }, false);
  takeRecipe(text, builder, { start: start + value[0], end: start + value[1] }, false);
  builder.put('"', { start: start + value[1], end: start + value[1] }, false);
  return builder.done('');
}

import { after, before, blanked, candidatesOf } from './names.ts';
import { scanShell } from './shell.ts';
import type { Found } from './usage.ts';

const RECIPES = /^(?:\t|[^#\n]*\$\(shell\s)(?:[^\\\n]|\\[^])*/gm;
const COMMENTS = /^[ ]*#.*/gm;
const REFERENCE = /(?<!\$)\$[({](?:or\s+)?(?:\$[({])?$/;
const CONDITION = /^\s*(?:ifdef|ifndef)\s+$/;
const SETTING = /^(?:export\s+|override\s+)*([A-Z0-9_]{3,200})\s*(\?|\+|:{0,3})=/gm;

/** The readers in a Makefile: `$(NAME)`, which make takes from its environment, and `$$NAME` in recipes, which the shell expands. */
export function scanMake(text: string): readonly Found[] {
  const settings = new Map([...text.matchAll(SETTING)].map(({ 1: name = '', 2: operator }) => [name, operator]));
  const plain = blanked(text, COMMENTS, 'inside');
  const found: Found[] = [];
  for (const candidate of candidatesOf(plain)) {
    const left = before(plain, candidate.start);
    const line = left.slice(left.lastIndexOf('\n') + 1);
    const setting = settings.get(candidate.name);
    const isSetting = setting === '?' && line === '' && /^\s*\?=/.test(after(plain, candidate.end));
    if (!isSetting && !REFERENCE.test(left) && !CONDITION.test(line)) continue;
    if (setting !== undefined && setting !== '?') continue;
    const hasDefault = setting === '?' || (/\$\(or\s[^\n]*$/.test(line) && /^[)}]\s*,\s*[^\s)]/.test(after(plain, candidate.end)));
    found.push({ ...candidate, form: 'literal', hasDefault, url: false });
  }
  return [...found, ...scanShell(shellOf(blanked(plain, RECIPES, 'outside')))];
}

/** What the shell sees: make takes each `$` but a doubled one. */
function shellOf(recipes: string): string {
  return recipes
    .replace(/\$\$|\$/g, (dollars) => (dollars === '$$' ? ' $' : ' '))
    .replace(/^\t[@+-]*/gm, (start) => ' '.repeat(start.length));
}

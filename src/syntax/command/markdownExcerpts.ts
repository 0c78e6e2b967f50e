import { ExcerptBuilder } from '../shell/excerpt.ts';
import type { Excerpt } from '../shell/excerpt.ts';
import { linesOf } from '../shell/lines.ts';
import type { TextLine } from '../shell/lines.ts';
import { commandLines } from './otherExcerpts.ts';

const FENCE = /^ {0,3}(?:> ?|[*+-] +|\d+[.)] +)*[ \t]*(`{3,}|~{3,})\s*([^`\s]*)/;
const SHELLS = /^\{?\.?(?:bash|sh|shell|zsh|console|shell-session|shellsession|terminal|bash-session)\}?$/i;
const PLAIN = /^\{?\.?(?:|text|none|plaintext|cmd|docker|code|dockerfile)\}?$/i;
const PROMPT = /^[ \t]*(?:[\w.@~:/-]*[$#%](?:[ \t]+|$)|\[[^\]]*\][$#][ \t]+)/;

/** The fenced and indented blocks of a Markdown text that can be scripts, each without its prompts; where there are prompts, what has none is output. */
export function markdownExcerpts(text: string): readonly Excerpt[] {
  return blocksOf(linesOf(text)).flatMap(({ lines, isScript }) => {
    const hasPrompts = lines.some((line) => /^[ \t]*[\w.@~:/-]*\$[ \t]/.test(line.text));
    return isScript || hasPrompts ? [blockExcerpt(text, lines, hasPrompts)] : commandLines(text, lines, (line) => promptOf(line, false));
  });
}

/** A block of lines; where nobody says that it is a script, it may as well be output. */
interface Block {
  readonly lines: TextLine[];
  readonly isScript: boolean;
}

function blocksOf(lines: readonly TextLine[]): readonly Block[] {
  const blocks: Block[] = [];
  let fence: { readonly mark: string; readonly block: TextLine[] } | null = null;
  let indented: TextLine[] | null = null;
  let isAfterText = false;
  for (const line of lines) {
    const [, mark, language = ''] = FENCE.exec(line.text) ?? [];
    if (fence) {
      if (mark !== undefined && language === '' && mark.startsWith(fence.mark)) fence = null;
      else fence.block.push(line);
      continue;
    }
    if (mark !== undefined) {
      fence = { mark, block: [] };
      const isScript = SHELLS.test(language);
      if (isScript || PLAIN.test(language)) blocks.push({ lines: fence.block, isScript });
      indented = null;
    } else if (/^(?: {4}|\t)/.test(line.text) && (indented !== null || !isAfterText)) {
      if (indented) indented.push(line);
      else blocks.push({ lines: (indented = [line]), isScript: false });
    } else if (line.text.trim() !== '') indented = null;
    isAfterText = line.text.trim() !== '' && indented === null;
  }
  return blocks;
}

function blockExcerpt(text: string, block: readonly TextLine[], hasPrompts: boolean): Excerpt {
  const builder = new ExcerptBuilder(text);
  let isContinued = false;
  for (const line of block) {
    const skipped = isContinued ? (/^[ \t]*>[ \t]/.exec(line.text)?.[0].length ?? 0) : promptOf(line.text, hasPrompts);
    if (skipped === null) continue;
    builder.take({ start: line.start + skipped, end: line.next });
    isContinued = line.text.endsWith('\\');
  }
  return builder.done('');
}

/** The length of a prompt; null for output. A `#` without other prompts around it begins a comment. */
function promptOf(line: string, hasPrompts: boolean): number | null {
  const prompt = PROMPT.exec(line)?.[0];
  const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  if (!hasPrompts) return prompt !== undefined && /[#%]\s+(?:sudo )?docker /.test(line) ? prompt.length : indent;
  return prompt === undefined || prompt.trim() === '#' ? null : prompt.length;
}

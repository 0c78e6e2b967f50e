import { Heredocs } from './heredocs.ts';
import { before, blanked, candidatesOf } from './names.ts';
import { hasDefault, scanShell } from './shell.ts';
import { quietStretches, stretchAt } from './shellLexer.ts';
import type { Found } from './usage.ts';

interface Instruction {
  readonly keyword: string;
  readonly start: number;
  readonly end: number;
}

const COMMENTS = /^[ \t]*#.*/gm;
const INSTRUCTION = /^[ \t]*(?:ONBUILD[ \t]+)?([A-Za-z]+)[ \t](?:[^\\\r\n]|\\(?:[ \t]*\r?\n(?:[ \t]*\r?\n)*|[^]))*/gm;
const HEREDOC = /<<-?["']?([A-Za-z_]\w*)/;
/** An exec form in which no shell expands anything. */
const WITHOUT_SHELL = /^[ \t]*\w+[ \t][^[\n]{0,200}\[(?![^\]]*(?:"-\w*c"|\bsh\b))/;
const WRITES_A_FILE = />[ \t]*[^\s&]|\btee\b|^[ \t]*(?:COPY|ADD)\b/i;

/**
 * The readers in a Dockerfile: what the container runs, and scripts that the build writes into files. The build itself has no links, so
 * what `RUN`, `ENV`, `ARG` or `EXPOSE` expand is no link variable.
 */
export function scanDockerfile(text: string): readonly Found[] {
  const found: Found[] = [];
  for (const { keyword, start, end } of instructionsOf(text)) {
    const instruction = text.slice(start, end);
    const inside = /^(?:CMD|ENTRYPOINT|HEALTHCHECK)$/.test(keyword) ? run(instruction) : written(instruction);
    found.push(...inside.map((usage) => ({ ...usage, start: usage.start + start, end: usage.end + start })));
  }
  return found;
}

/** The instructions with their continuation lines and here-documents; comments are left out of neither. */
function instructionsOf(text: string): readonly Instruction[] {
  const plain = blanked(text, COMMENTS, 'inside');
  const instructions: Instruction[] = [];
  const heredocs = new Heredocs(plain);
  const pattern = new RegExp(INSTRUCTION);
  for (let match = pattern.exec(plain); match; match = pattern.exec(plain)) {
    const delimiter = HEREDOC.exec(match[0])?.[1];
    const close = delimiter === undefined ? null : heredocs.endOf(delimiter, pattern.lastIndex);
    if (delimiter !== undefined && close !== null) pattern.lastIndex = close + delimiter.length;
    instructions.push({ keyword: (match[1] ?? '').toUpperCase(), start: match.index, end: pattern.lastIndex });
  }
  return instructions;
}

function run(instruction: string): readonly Found[] {
  if (WITHOUT_SHELL.test(instruction)) return [];
  return scanShell(blanked(instruction, COMMENTS, 'inside').replace(/\\(?=[ \t]*\r?\n)/g, ' '));
}

/** What a build step writes literally, in single quotes, behind a backslash or in a quoted here-document, is read when the file is used. */
function written(instruction: string): readonly Found[] {
  if (!WRITES_A_FILE.test(instruction)) return [];
  const stretches = quietStretches(instruction);
  return candidatesOf(instruction).flatMap((candidate) => {
    const left = before(instruction, candidate.start);
    const kind = stretchAt(stretches, candidate.start)?.kind;
    const literal = kind === 'single' || kind === 'heredoc' ? /(?:^|[^\\])\$\{?$/ : /\\\$\{?$/;
    if (kind === 'comment' || !literal.test(left)) return [];
    return [{ ...candidate, form: 'literal' as const, hasDefault: hasDefault(instruction, candidate), url: false }];
  });
}

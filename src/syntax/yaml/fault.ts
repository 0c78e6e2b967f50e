import type { Span } from '../text.ts';
import type { YamlFault } from './tree.ts';

const CONFLICT = /^(?:<{7}|>{7})(?:[ \t].*)?$/m;

/** Openings of Go templates and jinja, of jinja statements and comments, and of ERB. */
const TEMPLATE = /\{\{|\{%|\{#|<%/;
const TEMPLATE_LINE = /^[ \t]*(?:- )?(?:\{\{|\{%|\{#|<%).*(?:\}\}|%\}|#\}|%>)[ \t]*\r?$/m;
const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g;

/** How far around a complaint's beginning its reason is looked for, in characters. */
const NEAR = 2000;

/** One calm sentence for a parser's complaint at `span`; names conflict markers or template syntax where they are the reason. */
export function explainFault(text: string, complaint: string, span: Span): YamlFault {
  const conflict = CONFLICT.exec(text);
  if (conflict) {
    return {
      message: 'The file holds merge conflict markers.',
      span: { start: conflict.index, end: conflict.index + conflict[0].trimEnd().length },
    };
  }
  const template = templateNear(text, span);
  if (template) {
    const mark = text.slice(template.start, template.end);
    return { message: `The file holds template syntax \`${mark}\`: it is YAML only after the template has run.`, span: template };
  }
  return {
    message: `The file is not valid YAML: ${sentence(complaint)}.`,
    span: { start: span.start, end: Math.max(span.start, span.end) },
  };
}

/** The library's complaints may quote a whole line and end in a colon. */
function sentence(complaint: string): string {
  const line = complaint.split('\n', 1)[0] ?? '';
  return (line.length > 200 ? `${line.slice(0, 200)}…` : line).replace(/[.:\s]+$/, '');
}

/** A template mark outside quotes on the complaint's line or the one above, else the first line that is nothing but a template tag. */
function templateNear(text: string, { start, end }: Span): Span | null {
  const from = Math.max(lineStart(text, Math.max(lineStart(text, start) - 1, 0)), start - NEAR);
  const to = text.indexOf('\n', end);
  const near = text.slice(from, Math.min(to < 0 ? text.length : to, start + NEAR)).replace(QUOTED, (quoted) => ' '.repeat(quoted.length));
  const mark = TEMPLATE.exec(near);
  if (mark) return { start: from + mark.index, end: from + mark.index + mark[0].length };
  const line = TEMPLATE_LINE.exec(text);
  const tag = line && TEMPLATE.exec(line[0]);
  if (!line || !tag) return null;
  const at = line.index + tag.index;
  return { start: at, end: at + tag[0].length };
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

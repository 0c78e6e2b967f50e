import type { CodeRules } from './code.ts';
import { withoutHeredocs } from './heredocs.ts';
import { coffeescript, javascript } from './javascript.ts';
import { clojure, groovy, java, kotlin, scala } from './jvm.ts';
import type { Language } from './language.ts';
import { tokensOf } from './lexical.ts';
import { blanked } from './names.ts';
import { perl } from './perl.ts';
import { PHP_CODE, php } from './php.ts';
import { python } from './python.ts';
import { elixir, ruby } from './ruby.ts';
import { quietStretches } from './shellLexer.ts';
import { csharp, go, lua, rust } from './systems.ts';
import { TEMPLATES } from './templates.ts';

/** A comment of a text with its marks; offsets in UTF-16 units. */
export interface Comment {
  readonly start: number;
  readonly end: number;
}

/** How the comments of a language are found, and with what one begins that goes to the line's end; null where none does, or its line would stay in what a template makes. */
interface Comments {
  readonly find: (text: string) => readonly Comment[];
  readonly line: string | null;
}

const HASH = /(?:^|(?<=[ \t]))#.*/gm;
const ERB = /<%#(?:(?!%>)[^])*(?:%>|$)/g;

const matching =
  (pattern: RegExp): Comments['find'] =>
  (text) =>
    [...text.matchAll(pattern)].map(({ index, 0: comment }) => ({ start: index, end: index + comment.length }));
const lexical =
  ({ lexical: rules }: CodeRules, code: (text: string) => string = (text) => text): Comments['find'] =>
  (text) =>
    tokensOf(code(text), rules).filter(({ form }) => form.kind === 'comment');
const shell: Comments['find'] = (text) => quietStretches(text).filter(({ kind }) => kind === 'comment');
const phpCode = (text: string): string => withoutHeredocs(blanked(text, PHP_CODE, 'outside'));

/** How each language comments. */
const COMMENTS: Readonly<Record<Language, Comments>> = {
  apache: { find: matching(TEMPLATES.apache.comments), line: '#' },
  clojure: { find: lexical(clojure), line: ';' },
  coffeescript: { find: lexical(coffeescript), line: '#' },
  compose: { find: matching(HASH), line: '#' },
  csharp: { find: lexical(csharp), line: '//' },
  dockerfile: { find: matching(/^[ \t]*#.*/gm), line: '#' },
  elixir: { find: lexical(elixir), line: '#' },
  envsubst: { find: () => [], line: null },
  erb: { find: matching(ERB), line: null },
  go: { find: lexical(go), line: '//' },
  gotemplate: { find: matching(TEMPLATES.gotemplate.comments), line: null },
  groovy: { find: lexical(groovy), line: '//' },
  haproxy: { find: matching(TEMPLATES.haproxy.comments), line: '#' },
  hocon: { find: matching(TEMPLATES.hocon.comments), line: '#' },
  java: { find: lexical(java), line: '//' },
  javascript: { find: lexical(javascript), line: '//' },
  jinja: { find: matching(TEMPLATES.jinja.comments), line: null },
  json: { find: () => [], line: null },
  kotlin: { find: lexical(kotlin), line: '//' },
  lua: { find: lexical(lua), line: '--' },
  make: { find: matching(HASH), line: '#' },
  nginx: { find: matching(TEMPLATES.nginx.comments), line: '#' },
  perl: { find: lexical(perl, withoutHeredocs), line: '#' },
  php: { find: lexical(php, phpCode), line: '//' },
  properties: { find: matching(TEMPLATES.properties.comments), line: '#' },
  python: { find: lexical(python), line: '#' },
  ruby: { find: lexical(ruby, withoutHeredocs), line: '#' },
  rust: { find: lexical(rust), line: '//' },
  scala: { find: lexical(scala), line: '//' },
  shell: { find: shell, line: '#' },
  supervisor: { find: matching(TEMPLATES.supervisor.comments), line: ';' },
  systemd: { find: matching(TEMPLATES.systemd.comments), line: '#' },
  yaml: { find: matching(TEMPLATES.yaml.comments), line: '#' },
};

/** The comments of a text, in order. */
export function commentsOf(text: string, language: Language): readonly Comment[] {
  return COMMENTS[language].find(text);
}

/** What begins a comment that goes to the line's end, and can have a line for itself anywhere between two others; null where a language has none. */
export function commentMark(language: Language): string | null {
  return COMMENTS[language].line;
}

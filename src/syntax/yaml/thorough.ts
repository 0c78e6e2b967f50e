import { Composer, Lexer, Parser } from './library.ts';
import type { CST, Document, ParsedNode } from 'yaml';
import type { Span } from '../text.ts';
import { explainFault } from './fault.ts';
import { treeOf } from './treeOf.ts';
import type { YamlDocument, YamlFault } from './tree.ts';

/**
 * Collections within collections. The parser library recurses at each level, and a stack that is nearly full ends the
 * whole process when a regular expression is compiled on it: so the depth is bounded before the library goes down.
 */
const MAX_DEPTH = 250;

/** In characters; each level of nesting takes at least one. */
const FIRST_LINES = 200;

const OPTIONS = {
  // The library's own check compares each key with each other one.
  uniqueKeys: false,
  // Accepts what libyaml and go-yaml accept too, such as a closing bracket at its key's column.
  strict: false,
  prettyErrors: false,
  resolveKnownTags: false,
} as const;

interface Composed {
  readonly document: Document.Parsed;
  readonly rest: Span | null;
}

/** Reads the first YAML document of a text with the parser library, which knows all of YAML; never throws, whatever the text is. */
export function parseThoroughly(text: string): YamlDocument {
  let composed: Composed | null;
  try {
    composed = compose(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return unreadable({ message: `The file is not valid YAML: ${reason}.`, span: { start: 0, end: 0 } });
  }
  if (!composed) return unreadable(tooDeep(text));
  const { document, rest } = composed;
  const error = document.errors[0];
  if (error) return unreadable(explainFault(text, error.message, { start: error.pos[0], end: error.pos[1] }));
  return { ...treeOf(document.contents, text), fault: null, rest };
}

function unreadable(fault: YamlFault): YamlDocument {
  return { root: null, fault, duplicates: [], unknownAnchors: [], disputes: [], rest: null };
}

/** Faulty text may only seem deep (each line of `a: b: c` opens a map in the one before), so the first lines' own fault goes first. */
function tooDeep(text: string): YamlFault {
  const beginning = text.slice(0, text.indexOf('\n', FIRST_LINES) + 1);
  const fault = beginning.length < text.length ? parseThoroughly(beginning).fault : null;
  // Lists that the cut left open end where it ends.
  if (fault && fault.span.start < beginning.trimEnd().length - 1) return fault;
  return { message: `The file nests lists and maps more than ${String(MAX_DEPTH)} levels deep.`, span: { start: 0, end: 0 } };
}

/** The first document, and where the next one begins; null when the text nests too deeply. */
function compose(text: string): Composed | null {
  const composer = new Composer<ParsedNode>(OPTIONS);
  let started = false;
  let rest: Span | null = null;
  for (const token of tokens(text)) {
    if (token === 'too deep') return null;
    if (token.type === 'document') {
      if (started) {
        rest = restFrom(text, token.offset);
        break;
      }
      started = true;
    }
    // Hands a document over only when the next one begins, and that one is never given to it.
    composer.next(token).next();
  }
  for (const document of composer.end(true, text.length)) return { document, rest };
  return null;
}

/** Null when nothing but blanks, comments and document marks follow. */
function restFrom(text: string, start: number): Span | null {
  const written = text.slice(start).replace(/^(?:---|\.\.\.)?[ \t]*(?:#.*)?$/gm, '');
  return written.trim() === '' ? null : { start, end: text.length };
}

function* tokens(text: string): Generator<CST.Token | 'too deep'> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_DEPTH) {
      yield 'too deep';
      return;
    }
  }
  yield* parser.end();
}

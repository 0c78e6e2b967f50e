/** How a language writes what is not code. */
export interface Lexical {
  readonly forms: readonly Form[];
}

/** One kind of comment or string. */
export interface Form {
  readonly kind: 'comment' | 'string' | 'regex';
  /** A pattern of its beginning; of a form without `close`, of all of it. */
  readonly open: string;
  /** A pattern of its end. Without `multiline` the end of the line ends it too. */
  readonly close?: string;
  readonly multiline?: boolean;
  /** Whether a backslash takes the meaning of the character behind it. */
  readonly escapes?: boolean;
  /** A pattern that begins code inside of the string, up to the matching `}`. */
  readonly hole?: string;
  /** Whether the form stands inside itself, as comments do in Rust and Kotlin. */
  readonly nests?: boolean;
  /** Whether the language puts variables into such a string. */
  readonly interpolates?: boolean;
}

/** A comment or a string of a text; a string with code inside is one token, and the tokens of that code follow it. */
export interface Token {
  readonly form: Form;
  readonly start: number;
  readonly end: number;
  /** Where the content begins and ends, without quotes. */
  readonly contentStart: number;
  readonly contentEnd: number;
  /** The stretches of code inside, in order. */
  readonly holes: readonly { readonly start: number; readonly end: number }[];
}

interface Open {
  readonly form: Form;
  readonly start: number;
  readonly contentStart: number;
  readonly slot: number;
  readonly holes: { start: number; end: number }[];
  nesting: number;
}

/** The comments and strings of a text, in the order of their beginnings; linear in the text's length. */
export function tokensOf(text: string, lexical: Lexical): readonly Token[] {
  return new Lexer(text, lexical).read();
}

/** Compiles the beginnings of all forms into one pattern, whose group number tells the form. */
function openings(forms: readonly Form[], braces: boolean): RegExp {
  return new RegExp(forms.map(({ open }) => `(${open})`).join('|') + (braces ? '|([{}])' : ''), 'gm');
}

class Lexer {
  readonly #text: string;
  readonly #forms: readonly Form[];
  readonly #openings: RegExp;
  readonly #openingsInHole: RegExp;
  readonly #ends = new Map<Form, RegExp>();
  readonly #tokens: (Token | null)[] = [];
  /** The strings whose holes we are in, and how many braces are open in each. */
  readonly #stack: { readonly open: Open; braces: number }[] = [];
  #at = 0;

  constructor(text: string, { forms }: Lexical) {
    this.#text = text;
    this.#forms = forms;
    this.#openings = openings(forms, false);
    this.#openingsInHole = openings(forms, true);
  }

  read(): readonly Token[] {
    let more = this.#text.length > 0;
    while (more) more = this.#code() && this.#at < this.#text.length;
    for (const { open } of this.#stack) this.#finish(open, this.#text.length, this.#text.length);
    return this.#tokens.filter((token) => token !== null);
  }

  /** Reads code up to the next form; false at the end of the text. */
  #code(): boolean {
    const inside = this.#stack.at(-1);
    const pattern = inside ? this.#openingsInHole : this.#openings;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) return false;
    const end = match.index + match[0].length;
    const groups: readonly (string | undefined)[] = match;
    const number = groups.findIndex((group, index) => index > 0 && group !== undefined) - 1;
    const form = this.#forms[number];
    this.#at = Math.max(end, this.#at + 1);
    if (!form) {
      this.#brace(match[0], match.index);
      return true;
    }
    const open: Open = { form, start: match.index, contentStart: end, slot: this.#tokens.push(null) - 1, holes: [], nesting: 1 };
    if (form.close === undefined) this.#finish(open, end, end);
    else this.#inside(open);
    return true;
  }

  #brace(brace: string, index: number): void {
    const inside = this.#stack.at(-1);
    if (!inside) return;
    inside.braces += brace === '{' ? 1 : -1;
    if (inside.braces > 0) return;
    this.#stack.pop();
    const hole = inside.open.holes.at(-1);
    if (hole) hole.end = index;
    this.#inside(inside.open);
  }

  /** Reads a comment or string up to its end, or to the code inside of it. */
  #inside(open: Open): void {
    const pattern = this.#endsOf(open.form);
    for (;;) {
      pattern.lastIndex = this.#at;
      const match = pattern.exec(this.#text);
      if (!match) {
        this.#at = this.#text.length;
        this.#finish(open, this.#at, this.#at);
        return;
      }
      const { close, line, hole, again } = match.groups ?? {};
      const end = match.index + match[0].length;
      this.#at = line === undefined ? Math.max(end, this.#at + 1) : match.index;
      if (again !== undefined) open.nesting += 1;
      if (hole !== undefined) {
        open.holes.push({ start: end, end: this.#text.length });
        this.#stack.push({ open, braces: 1 });
        return;
      }
      if (line !== undefined || (close !== undefined && --open.nesting === 0)) {
        this.#finish(open, match.index, line === undefined ? end : match.index);
        return;
      }
    }
  }

  #endsOf(form: Form): RegExp {
    const known = this.#ends.get(form);
    if (known) return known;
    const parts = [
      ...(form.escapes ? [String.raw`\\[^\r\n]`] : []),
      `(?<close>${form.close ?? ''})`,
      ...(form.multiline ? [] : [String.raw`(?<line>[\r\n])`]),
      ...(form.hole === undefined ? [] : [`(?<hole>${form.hole})`]),
      ...(form.nests ? [`(?<again>${form.open})`] : []),
    ];
    const pattern = new RegExp(parts.join('|'), 'gm');
    this.#ends.set(form, pattern);
    return pattern;
  }

  #finish({ form, start, contentStart, slot, holes }: Open, contentEnd: number, end: number): void {
    this.#tokens[slot] = { form, start, end, contentStart, contentEnd, holes };
  }
}

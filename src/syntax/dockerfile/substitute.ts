const REFERENCE = /\$(?:([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)\})/g;

/** The text with `$NAME` and `${NAME}` replaced by the values of variables; null when one is not known, or for any other use of `$`. */
export function substitute(text: string, known: ReadonlyMap<string, { readonly value: string | null }>): string | null {
  let complete = true;
  let rest = '';
  let done = 0;
  for (const match of text.matchAll(REFERENCE)) {
    const value = known.get(match[1] ?? match[2] ?? '')?.value ?? null;
    const before = text.slice(done, match.index);
    if (value === null || before.includes('$')) complete = false;
    rest += before + (value ?? '');
    done = match.index + match[0].length;
  }
  const end = text.slice(done);
  return complete && !end.includes('$') ? rest + end : null;
}

/** What a document about names answers. */
export type NameQuestion = { readonly kind: 'who'; readonly name: string } | { readonly kind: 'what'; readonly container: string };

/** The path and query of a question's document; its tab shows how it is called. */
export function questionPath(question: NameQuestion): { readonly path: string; readonly query: string } {
  const subject = (question.kind === 'who' ? question.name : question.container).replaceAll('/', '_');
  return { path: question.kind === 'who' ? `/Who can resolve ${subject}.md` : `/What ${subject} sees.md`, query: JSON.stringify(question) };
}

/** The question of a document's query; null where it is none of ours. */
export function questionOf(query: string): NameQuestion | null {
  try {
    const value: unknown = JSON.parse(query);
    if (typeof value !== 'object' || value === null) return null;
    if ('name' in value && typeof value.name === 'string') return { kind: 'who', name: value.name };
    return 'container' in value && typeof value.container === 'string' ? { kind: 'what', container: value.container } : null;
  } catch {
    return null;
  }
}

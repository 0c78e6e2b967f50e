/** What a document about names answers: who can resolve one, what one container can, or what containers were told beside what is computed. */
export type NameQuestion =
  | { readonly kind: 'who'; readonly name: string }
  | { readonly kind: 'what'; readonly container: string }
  | { readonly kind: 'measured'; readonly containers: readonly string[] };

/** The path and query of a question's document; its tab shows how it is called. */
export function questionPath(question: NameQuestion): { readonly path: string; readonly query: string } {
  if (question.kind === 'measured') return { path: '/Measured names.md', query: JSON.stringify(question) };
  const subject = (question.kind === 'who' ? question.name : question.container).replaceAll('/', '_');
  return { path: question.kind === 'who' ? `/Who can resolve ${subject}.md` : `/What ${subject} sees.md`, query: JSON.stringify(question) };
}

/** The question of a document's query; null where it is none of ours. */
export function questionOf(query: string): NameQuestion | null {
  try {
    const value: unknown = JSON.parse(query);
    if (typeof value !== 'object' || value === null) return null;
    if ('name' in value && typeof value.name === 'string') return { kind: 'who', name: value.name };
    if ('containers' in value && Array.isArray(value.containers))
      return { kind: 'measured', containers: value.containers.filter((one) => typeof one === 'string') };
    return 'container' in value && typeof value.container === 'string' ? { kind: 'what', container: value.container } : null;
  } catch {
    return null;
  }
}

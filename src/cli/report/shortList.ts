/** How many things of one list a line of text names. */
const NAMED = 8;

/** A list for people: what is beyond a line's length is counted. (As JSON it is whole.) */
export function shortList(things: readonly string[]): string {
  const more = things.length - NAMED;
  return more > 1 ? `${things.slice(0, NAMED).join(', ')} and ${String(more)} more` : things.join(', ');
}

/**
 * How the value of a variable is known: `read` from a process, `derived` from what an engine says of its containers, `predicted`
 * from files, or `unknown` where a part of it, in `<…>` or behind a `$`, is told by none of them.
 */
export type How = 'read' | 'derived' | 'predicted' | 'unknown';

import type { Env, Property } from 'dockerfile-ast';
import type { Range } from '../text.ts';
import { substitute } from './substitute.ts';

/** A variable that `ENV` sets. */
export interface DockerfileVariable {
  readonly name: string;
  /** Quotes and escapes resolved, variables that `ENV` set before replaced; null when it refers to anything else, such as an `ARG`. */
  readonly value: string | null;
  /** From the name to the value's last character, quotes included. */
  readonly range: Range;
}

/** The variables of one `ENV` instruction, both `ENV NAME=value …` and `ENV NAME value`; references see what was set before it. */
export function variablesOf(env: Env, known: ReadonlyMap<string, DockerfileVariable>): readonly DockerfileVariable[] {
  return env.getProperties().flatMap((property) => {
    const name = property.getName();
    if (name === '' || property.getValue() === null) return [];
    return { name, value: valueOf(property, known), range: plainRange(property.getRange()) };
  });
}

function valueOf(property: Property, known: ReadonlyMap<string, DockerfileVariable>): string | null {
  const written = property.getUnescapedValue() ?? '';
  const value = property.getValue() ?? '';
  // The old form's value is the rest of the line, of which the library leaves the quotes.
  const unquoted = property.getAssignmentOperator() === null ? value.replace(/(["'])(.*?)\1/g, '$2') : value;
  if (!written.includes('$') || /^'[^']*'$/.test(written)) return unquoted;
  // What is escaped or quoted in part is no longer to be told from references.
  return /[\\']/.test(written) ? null : substitute(unquoted, known);
}

/** A range of the parser library as ours. */
export function plainRange({ start, end }: Range): Range {
  return { start: { line: start.line, character: start.character }, end: { line: end.line, character: end.character } };
}

import type { LinkVariable } from './linkVariables.ts';

/** What the first process of a receiver gets: link variables, then the receiver's own environment over them; an entry without `=` unsets (moby `container/env.go`). */
export function receiverEnvironment(variables: readonly LinkVariable[], ownEnv: readonly string[]): ReadonlyMap<string, string> {
  const environment = new Map(variables.map(({ name, value }) => [name, value]));
  for (const entry of ownEnv) {
    const equals = entry.indexOf('=');
    if (equals < 0) environment.delete(entry);
    else environment.set(entry.slice(0, equals), entry.slice(equals + 1));
  }
  return environment;
}

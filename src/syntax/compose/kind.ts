const ALWAYS = /^(?:(?:compose|docker-compose|docker-stack).*\.y.*ml|fig\.yml)$/;
const IF_SERVICES = /^stack\.y.*ml$/;

/** How sure a file's name makes that it is a compose file. */
export type ComposeKind = 'always' | 'if-services';

/**
 * Whether a file (a name or a path) is read as a compose file: by its name alone, only if its `services` is a map of
 * services (`stack.yml` is a name of Haskell's, too), or null for not at all.
 */
export function composeKind(fileName: string): ComposeKind | null {
  const name = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  if (ALWAYS.test(name)) return 'always';
  return IF_SERVICES.test(name) ? 'if-services' : null;
}

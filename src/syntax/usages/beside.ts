const SERVICE_HOST = /(?<![A-Z0-9_])([A-Z0-9_]{1,100})_SERVICE_HOST\b/g;
const COPY = /^[ \t]*(?:ONBUILD[ \t]+)?(?:COPY|ADD)[ \t]+((?:[^\\\r\n]|\\(?:[ \t]*\r?\n|[^]))*)/gim;

/** The prefixes with which a text names `<PREFIX>_SERVICE_HOST`, a variable that Kubernetes sets beside those which look like a link's. */
export function serviceHostPrefixes(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(SERVICE_HOST)].flatMap(({ 1: prefix }) => prefix ?? []));
}

/**
 * What a Dockerfile copies from its build context, as written; other stages' files, addresses and here-documents are left out. Null when a
 * variable hides a source.
 */
export function copiedSources(dockerfile: string): readonly string[] | null {
  const sources = [...dockerfile.matchAll(COPY)].flatMap(({ 1: rest = '' }) => sourcesOf(rest));
  return sources.some((source) => source.includes('$')) ? null : sources;
}

function sourcesOf(rest: string): readonly string[] {
  const words = wordsOf(rest.replace(/\\[ \t]*\r?\n/g, ' ').trim());
  if (words.some((word) => /^--from=|^<</.test(word))) return [];
  return words
    .filter((word) => !word.startsWith('--'))
    .slice(0, -1)
    .filter((word) => !/^(?:https?|git|ssh):|^git@/.test(word));
}

/** The words of both forms, `a b /c` and `["a", "b", "/c"]`. */
function wordsOf(rest: string): readonly string[] {
  const list = /\[.*\]\s*$/.exec(rest)?.[0];
  if (list === undefined || !/^(?:--\S+\s+)*\[\s*"/.test(rest)) return rest.split(/[ \t]+/);
  const flags = rest.slice(0, rest.length - list.length).split(/[ \t]+/);
  return [...flags.filter(Boolean), ...[...list.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(({ 1: word = '' }) => word)];
}

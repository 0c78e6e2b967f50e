/** The prefix of a link's variables: upper case rune by rune (one rune stays one rune, as in Go), `-` becomes `_`, nothing else (moby `daemon/links/links.go`). */
export function linkPrefix(alias: string): string {
  return Array.from(alias, upperRune).join('').replaceAll('-', '_');
}

function upperRune(rune: string): string {
  const upper = rune.toUpperCase();
  return Array.from(upper).length === 1 ? upper : rune;
}

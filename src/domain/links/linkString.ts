/** The two halves of a link string, or the engine's own refusal. */
export type LinkString =
  { readonly kind: 'link'; readonly name: string; readonly alias: string } | { readonly kind: 'refused'; readonly reason: string };

/** What `NAME[:ALIAS]` or the inspect form `/NAME:/RECEIVER/ALIAS` means (moby `daemon/pkg/opts` ParseLink). */
export function parseLinkString(text: string): LinkString {
  const parts = text.split(':');
  const [name = '', alias] = parts;
  if (text === '') return { kind: 'refused', reason: 'empty string specified for links' };
  if (parts.length > 2) return { kind: 'refused', reason: `bad format for links: ${text}` };
  if (alias === undefined) return { kind: 'link', name, alias: name };
  if (name.startsWith('/')) return { kind: 'link', name: name.slice(1), alias: lastComponent(alias) };
  return { kind: 'link', name, alias };
}

/** The full name under which the engine registers a link: `path.Join("/" + receiver, alias)`, so `../x` takes the name `/x`. */
export function fullLinkName(receiver: string, alias: string): string {
  const kept: string[] = [];
  for (const part of `${receiver}/${alias}`.split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return `/${kept.join('/')}`;
}

/** The alias of a registered link: the last path component of its full name (moby `daemon/links`). */
export function lastComponent(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf('/') + 1);
}

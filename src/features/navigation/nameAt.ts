import { hostWords } from '../../domain/names/hostWords.ts';
import type { NamePlace } from '../../domain/names/namePlaces.ts';
import { Lines, contains } from '../../syntax/text.ts';
import type { Position, Range } from '../../syntax/text.ts';
import type { NamedFile } from './readTogether.ts';

/** A name under the cursor that leads to a service. */
export interface NameAt {
  readonly range: Range;
  readonly name: string;
  /** The service it leads to, as the file's project names it. */
  readonly source: string;
  /** Whether it is a name beside the service's own: of a link or on a network. */
  readonly isAlias: boolean;
  /** What the name is there; `value` for a host in a value. */
  readonly role: NamePlace['role'] | 'value';
  /** Whether the item of `links` says no more than this name. */
  readonly alone: boolean;
}

/** The name at a place of the first of these files, which are read together; null where there is none, or one that is written with escapes. */
export function nameAt(files: readonly NamedFile[], position: Position): NameAt | null {
  const [own] = files;
  if (!own) return null;
  const { file, places } = own;
  const place = places.names.find(({ range }) => range && contains(range, position));
  if (place?.range) return ofPlace(place, place.range);
  const value = places.values.find(({ range }) => contains(range, position));
  return value ? hostAt(files, lineAt(file.text, position.line), { service: value.service, position }) : null;
}

function ofPlace({ role, name, service, target, alone = false }: NamePlace, range: Range): NameAt {
  switch (role) {
    case 'link-alias':
      return { range, name, source: target ?? name, isAlias: true, role, alone };
    case 'network-alias':
      return { range, name, source: service, isAlias: true, role, alone };
    case 'service':
    case 'link-source':
    case 'reference':
      return { range, name, source: name, isAlias: false, role, alone };
  }
}

/** A host in a value that a link of the service, or a name on a network, leads to a service of the file. */
function hostAt(
  files: readonly NamedFile[],
  line: string,
  { service, position }: { readonly service: string; readonly position: Position },
): NameAt | null {
  const word = [...line.matchAll(/[A-Za-z0-9][\w.-]*/g)].find(
    ({ index, 0: found }) => index <= position.character && position.character <= index + found.length,
  );
  if (!word || !hostWords(line, word[0]).some(({ start }) => start === word.index)) return null;
  const [name] = word;
  const source = sourceOf(files, service, name);
  if (source === null) return null;
  const { line: at } = position;
  const range = { start: { line: at, character: word.index }, end: { line: at, character: word.index + name.length } };
  return { range, name, source, isAlias: source !== name, role: 'value', alone: false };
}

/** The service that a name leads to inside another one; a link's alias goes before what the network knows. */
export function sourceOf(files: readonly NamedFile[], receiver: string, name: string): string | null {
  const merged = files.flatMap(({ file, together }) => (together ? [file] : []));
  const links = merged.flatMap((file) => file.links.map(({ link }) => link));
  const link = links.find((one) => one.service === receiver && one.alias === name && one.target !== null);
  if (link) return link.target;
  const services = merged.flatMap(({ compose }) => compose.services);
  if (services.some((service) => service.name === name)) return name;
  const aliased = services.filter(({ networks }) => networks?.some(({ aliases }) => aliases.some(({ value }) => value === name)));
  const owners = new Set(aliased.map((service) => service.name));
  return owners.size === 1 ? ([...owners][0] ?? null) : null;
}

function lineAt(text: string, line: number): string {
  const lines = new Lines(text);
  const start = lines.offsetAt({ line, character: 0 });
  return text.slice(start, lines.offsetAt({ line: line + 1, character: 0 })).replace(/[\r\n]+$/, '');
}

import type { ComposeFile, ComposeService, LinkItem } from '../../syntax/compose/composeFile.ts';
import { applyEdits, Lines } from '../../syntax/text.ts';
import type { Range } from '../../syntax/text.ts';
import { resolveName } from '../compose/project/resolve.ts';
import { projectsOf } from '../fixes/carryOut.ts';
import type { Projects } from '../fixes/carryOut.ts';
import { worldOf } from '../fixes/proof/world.ts';
import type { World } from '../fixes/proof/world.ts';
import type { NoRewrite, Rewrite, RewriteScope } from '../fixes/rewrite.ts';
import { readProject } from '../compose/project/readProject.ts';
import type { Ambassador } from './ambassador.ts';
import { listed } from './ambassador.ts';
import { sameBut } from './sameBut.ts';
import { adviceFor } from './words.ts';

/** A link to the ambassador, and what is written in its place. */
interface Turned {
  readonly client: ComposeService;
  readonly item: LinkItem;
  readonly raw: string;
}

/**
 * Lets the clients of an ambassador link to its server themselves, by the name they ask for now, and takes the ambassador out. Proved in every
 * project that has the file: it says the same but for that, each client's name leads to the server and nobody else, and nothing is refused that
 * was not before. The link that stays is one like any other, for which there are ways of its own.
 */
export function removeAmbassador(scope: RewriteScope, compose: ComposeFile, ambassador: Ambassador): Rewrite | NoRewrite {
  const links = compose.services.flatMap(({ name, links: own }) =>
    own.flatMap(({ target, raw, range }) => (target === ambassador.name ? [{ path: scope.path, service: name, raw, range }] : [])),
  );
  const no = (reason: string): NoRewrite => ({ kind: 'refused', row: 'ambassador', links, reason, instead: adviceFor(ambassador).steps });
  const services = new Map(compose.services.map((service) => [service.name, service]));
  const own = services.get(ambassador.name);
  const [server, ...others] = ambassador.servers;
  if (!own || !server || others.length > 0 || ambassador.servers.length !== 1)
    return no(`\`${ambassador.name}\` passes connections on to ${others.length > 0 ? 'several servers' : 'nobody that the file tells'}.`);
  const wrong = refusalOf(ambassador, own, services.has(server.name));
  if (wrong !== null) return no(wrong);
  const turned = turnedLinks(compose, ambassador.name, server.name);
  if (turned === null) return no('A link to it is written in a way that no small edit fits.');
  const text = scope.read(scope.path) ?? '';
  const block = blockOf(text, own.range);
  if (!block) return no(`\`${ambassador.name}\` is written in a style that no small edit fits.`);
  const edits = [
    { range: block, newText: '' },
    ...turned.map(({ item, raw }) => ({ range: item.range, newText: quoted(text, item.range, raw) })),
  ];
  const after = applyEdits(text, edits);
  const reason = unproved({ scope, after, ambassador: ambassador.name, server: server.name, turned, format: compose.format });
  if (reason !== null) return no(reason);
  const names = [...new Set(turned.map(({ client }) => client.name))];
  const clients = listed(names);
  return {
    kind: 'rewrite',
    row: 'ambassador',
    title: `Remove the ambassador "${ambassador.name}": ${clients} link${names.length === 1 ? 's' : ''} to ${server.name} itself`,
    links,
    files: [{ path: scope.path, edits, text: after }],
    kept: turned.map(({ client, item }) => `${client.name} resolves ${item.alias ?? ''} → ${server.name}`),
    lost: [`${ambassador.name}, ${scope.around.unsearched.length === 0 ? 'named nowhere' : 'named in no file that was searched'}`],
    changed: [
      `${clients} ${names.length === 1 ? 'asks' : 'ask'} ${server.name} directly, at the same port`,
      `where links set variables, they are those of ${server.name}, its own environment among them`,
    ],
    consent: 'asks',
  };
}

function refusalOf({ name, servers, clients }: Ambassador, own: ComposeService, isHere: boolean): string | null {
  const [server] = servers;
  if (server?.kind === 'far') return `\`${name}\` passes connections on to another host, of which this file tells nothing.`;
  if (!isHere || !own.links.some(({ target }) => target === server?.name)) return `\`${name}\` does not link to its server in this file.`;
  if (clients.length === 0) return `No service of this file links to \`${name}\`.`;
  const [port] = own.ports;
  if (port) return `\`${name}\` publishes port ${port.value}, by which others may come: publish it on \`${server?.name ?? ''}\` first.`;
  const turns = server?.ports.find(({ listens, port: to }) => listens !== null && to !== null && listens !== to);
  return turns ? `\`${name}\` turns port ${turns.listens ?? ''} into ${turns.port ?? ''}, and a name cannot.` : null;
}

/** Null where a link has no text of its own that could be changed. */
function turnedLinks({ services }: ComposeFile, ambassador: string, server: string): readonly Turned[] | null {
  const turned = services.flatMap((client) =>
    client.links.flatMap((item) =>
      item.target === ambassador ? [{ client, item, raw: item.alias === server ? server : `${server}:${item.alias ?? ''}` }] : [],
    ),
  );
  const fits = turned.every(
    ({ item, raw }) => item.own && !item.malformed && item.repeats.length === 0 && /^[A-Za-z][\w.-]*(?::[A-Za-z][\w.-]*)?$/.test(raw),
  );
  return fits && turned.length > 0 ? turned : null;
}

/** The quotes stay as they are. */
function quoted(text: string, range: Range, raw: string): string {
  const quote = text[new Lines(text).offsetAt(range.start)];
  return quote === '"' || quote === "'" ? `${quote}${raw}${quote}` : raw;
}

/** The lines of a service that stands alone in them, with those of its value; null where something else is in them, too. */
function blockOf(text: string, range: Range): Range | null {
  const lines = text.split(/\r\n|\r|\n/);
  const { start, end } = range;
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  const before = (lines[start.line] ?? '').slice(0, start.character);
  const behind = end.line === last ? (lines[last] ?? '').slice(end.character) : '';
  if (before.trim() !== '' || !/^\s*(?:#.*)?$/.test(behind)) return null;
  // A text that ends without a line's end has nothing behind its last line to be taken with it.
  if (last + 1 >= lines.length) return null;
  return { start: { line: start.line, character: 0 }, end: { line: last + 1, character: 0 } };
}

interface Proving {
  readonly scope: RewriteScope;
  readonly after: string;
  readonly ambassador: string;
  readonly server: string;
  readonly turned: readonly Turned[];
  readonly format: ComposeFile['format'];
}

/** Why the edit does not do what it says, in one sentence; null when it does. */
function unproved(proving: Proving): string | null {
  const { scope, after, ambassador, turned, format } = proving;
  const text = scope.read(scope.path) ?? '';
  const links = turned.map(({ client, item, raw }) => ({ service: client.name, was: item.raw, is: raw }));
  if (!sameBut(text, after, { removed: ambassador, links, v1: format === 'v1' }))
    return 'The edit would change more than the ambassador and the links to it.';
  const mention = [{ path: scope.around.name, text: withoutComments(after) }, ...scope.around.texts].find((each) =>
    mentions(each.text, ambassador),
  );
  if (mention) return `\`${ambassador}\` is also named in ${mention.path}.`;
  const projects = projectsOf(scope);
  if (projects.before.length === 0) return 'No project reads the file.';
  for (const each of projects.before) {
    const reason = inProject(proving, each, projects);
    if (reason !== null) return reason;
  }
  return null;
}

function inProject(
  { scope, after, ambassador, server, turned }: Proving,
  { set, world }: Projects['before'][number],
  { readings }: Projects,
): string | null {
  const read = (path: string) => (path === scope.path ? after : scope.read(path));
  const now = worldOf(readProject(set, read, readings.parse));
  const known = new Set(world.project.problems.map(({ message }) => message));
  const fresh = now.project.problems.find(({ message }) => !known.has(message));
  if (fresh) return fresh.message;
  if (now.project.services.some(({ name }) => name === ambassador)) return `Another file of the project says more about \`${ambassador}\`.`;
  for (const { client, item } of turned) {
    const wrong = leadsTo(now, client.name, item.alias ?? '', server);
    if (wrong)
      return `\`${item.alias ?? ''}\` would not lead \`${client.name}\` to \`${server}\`, because the two share no network or another service has the name.`;
  }
  return null;
}

function leadsTo(world: World, client: string, alias: string, server: string): boolean {
  return [...world.containers.values()]
    .filter(({ container }) => container.service.name === client)
    .some((each) => {
      const found = resolveName(world.names, each, alias);
      if (found.kind !== 'found' || found.containers.length === 0) return true;
      return found.containers.some((name) => world.containers.get(name)?.container.service.name !== server);
    });
}

function withoutComments(text: string): string {
  return text.replaceAll(/(?<=^|\s)#.*$/gm, '');
}

function mentions(text: string, name: string): boolean {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w.-])${escaped}(?![\\w-])`).test(text);
}

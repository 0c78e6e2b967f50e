import type { ComposeFile, ComposeService, LinkItem } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import type { ComposeReading } from '../../syntax/compose/read.ts';
import { applyEdits } from '../../syntax/text.ts';
import type { YamlMap, YamlNode } from '../../syntax/yaml/tree.ts';
import { appendNames, takeEntry, takeItems, takeList } from './dependencies.ts';
import { Unsuitable, columnOf, entryOf, indentOf, pageOf, putBelow, putInBrackets, scalar, scalars } from './page.ts';
import type { Page } from './page.ts';
import { unfit } from './unfit.ts';
import type { NoRewrite, Rewrite } from './rewrite.ts';
import type { FileText } from './shimsRewrite.ts';
import { signature, without } from './untouched.ts';

type Compose = Extract<ComposeReading, { kind: 'compose' }>;

/** A network that the container of an external link is on, as somebody knows it: the engine, the other project's file, or a person. */
export interface SharedNetwork {
  /** As the engine calls it. */
  readonly realName: string;
  /** The names that the container has there beside its own. */
  readonly aliases: readonly string[];
}

/**
 * Puts a service on the network of a container that it links from outside its project. The name that the link gives is the other side's to give:
 * the link stays, and works from then on, unless the container has the name on that network already.
 */
export function externalRewrite(
  { path, text }: FileText,
  link: { readonly service: string; readonly raw: string },
  network: SharedNetwork,
): Rewrite | NoRewrite {
  const before = readCompose(text);
  const receiver = before.kind === 'compose' ? before.file.services.find(({ name }) => name === link.service) : undefined;
  const item = receiver?.externalLinks.find(({ raw }) => raw === link.raw);
  const links = item ? [{ path, service: link.service, raw: link.raw, range: item.range }] : [];
  const no = (reason: string, instead: readonly string[] = []): NoRewrite => ({ kind: 'refused', row: 'external', links, reason, instead });
  if (before.kind !== 'compose') return no(before.kind === 'fault' ? before.message : before.reason);
  if (!receiver || !item) return no('The file has no such link.');
  const reason = refusal(before.file, receiver, item) ?? unfit(text);
  if (reason !== null) return no(reason, [otherSide(item, network)]);
  const known = item.alias === item.target || network.aliases.some((alias) => alias === item.alias);
  const key = keyFor(before.file, network.realName);
  const done = edited(text, before, { receiver, item, key, realName: network.realName, drops: known });
  if (typeof done === 'string') return no(done, [otherSide(item, network)]);
  const name = item.alias ?? '';
  return {
    kind: 'rewrite',
    row: 'external',
    title: known
      ? `Replace external link "${item.raw}" by the network ${network.realName}`
      : `Join the network ${network.realName} of ${item.target ?? ''}`,
    links,
    files: [{ path, ...done }],
    kept: [
      known
        ? `${receiver.name} resolves ${name}, a name that ${item.target ?? ''} has on ${network.realName}`
        : `the external link stays and gives ${receiver.name} the name ${name} on ${network.realName}`,
    ],
    lost: [],
    changed: [
      `${receiver.name} joins the network ${network.realName}, whose other members reach all its ports`,
      `${network.realName} has to be there before the project is started`,
      ...(known ? [] : [otherSide(item, network).replace(/\.$/, '')]),
    ],
    consent: 'asks',
  };
}

/** What has to be done where the container comes from, before the link can go. */
function otherSide({ alias, target }: LinkItem, { realName }: SharedNetwork): string {
  const name = alias ?? '';
  return `For the link to go, its container needs the name there: \`networks.${realName}.aliases: [${name}]\` in its own compose file, or \`docker network connect --alias ${name} ${realName} ${target ?? ''}\`.`;
}

function refusal(file: ComposeFile, receiver: ComposeService, item: LinkItem): string | null {
  if (file.format === 'v1') return 'A v1 file knows no networks; convert it to `services:` first.';
  if (item.target === null || item.alias === null) return 'A variable decides about the link.';
  if (item.malformed) return 'The link has more than one colon.';
  if (!item.own) return `\`${item.raw}\` comes to \`${receiver.name}\` through an anchor or merge key.`;
  if (receiver.networkMode) return `\`${receiver.name}\` has a \`network_mode\`, beside which it can be on no network.`;
  if (receiver.extends) return `\`${receiver.name}\` extends another service, whose networks it may take over.`;
  const [oddity] = file.oddities;
  return oddity?.message ?? null;
}

/** The key of a network by its real name: one that the file has, else the name itself as long as nothing else is called so. */
function keyFor({ networks }: ComposeFile, realName: string): string {
  const known = networks.find((network) => network.external && (network.realName ?? network.name) === realName);
  if (known) return known.name;
  const taken = new Set(networks.map(({ name }) => name));
  if (!taken.has(realName) && realName !== 'default') return realName;
  for (let number = 1; ; number++) if (!taken.has(`shared${String(number)}`)) return `shared${String(number)}`;
}

interface Wish {
  readonly receiver: ComposeService;
  readonly item: LinkItem;
  readonly key: string;
  readonly realName: string;
  readonly drops: boolean;
}

function edited(text: string, before: Compose, wish: Wish): Pick<Rewrite['files'][number], 'edits' | 'text'> | string {
  const page = pageOf(text);
  try {
    edit(page, before, wish);
  } catch (error) {
    if (!(error instanceof Unsuitable)) throw error;
    return error.message;
  }
  const sorted = page.edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const edits = sorted.map(({ start, end, newText }) => ({ range: before.lines.range({ start, end }), newText }));
  const after = applyEdits(text, edits);
  const reading = readCompose(after);
  const sound = reading.kind === 'compose' && reading.file.oddities.length === 0 && isProved(before, reading, wish);
  return sound ? { edits, text: after } : 'The file is written in a style that no small edit fits.';
}

function edit(page: Page, { tree: { root }, file, lines }: Compose, { receiver, item, key, realName, drops }: Wish): void {
  const services = root?.kind === 'map' ? entryOf(root, 'services')?.value : null;
  const entry = services?.kind === 'map' ? entryOf(services, receiver.name) : null;
  const map = entry?.value;
  if (root?.kind !== 'map' || !entry || map?.kind !== 'map') throw new Unsuitable(`\`${receiver.name}\` has no text of its own.`);
  if (map.anchor || map.tag) throw new Unsuitable(`\`${receiver.name}\` has an anchor or a tag, so others may take the change over.`);
  const first = map.style === 'block' ? map.entries[0] : undefined;
  const step = ' '.repeat(Math.max(first ? columnOf(page, first.key.span.start) - columnOf(page, entry.key.span.start) : 2, 2));
  if (!(receiver.networks ?? []).some(({ name }) => name === key)) join(page, map, { key, step, none: receiver.networks === null });
  if (!file.networks.some(({ name }) => name === key)) declare(page, root, key, realName);
  if (drops) drop(page, map, lines.offsetAt(item.range.start));
}

function join(
  page: Page,
  map: YamlMap,
  { key, step, none }: { readonly key: string; readonly step: string; readonly none: boolean },
): void {
  const networks = entryOf(map, 'networks');
  if (!networks) {
    if (!none) throw new Unsuitable('The service has its networks through a merge key.');
    const [first, last] = [map.entries[0], map.entries.at(-1)];
    if (map.style === 'flow' || !first || !last) {
      putInBrackets(page, map, last?.span, `networks: [default, ${scalar(key)}]`);
      return;
    }
    const indent = indentOf(page, first.key.span.start);
    putBelow(page, last.span.end, [`${indent}networks:`, `${indent}${step}- default`, `${indent}${step}- ${scalar(key)}`]);
    return;
  }
  const { value } = networks;
  if (value?.anchor || value?.tag) throw new Unsuitable('The networks of the service are shared through an anchor or have a tag.');
  if (value?.kind === 'seq' && value.items.length > 0) appendNames(page, value, [key]);
  else if (value?.kind === 'map' && value.entries.length > 0) addEntry(page, value, key, []);
  else throw new Unsuitable('The networks of the service are not written in its own text.');
}

/** Adds a key to a map, with lines of its own below it. */
function addEntry(page: Page, map: YamlMap, key: string, pairs: readonly string[]): void {
  const last = map.entries.at(-1);
  if (map.entries.some((entry) => entry.key.text === '<<')) throw new Unsuitable('The networks have a merge key.');
  if (map.style === 'flow' || !last) {
    putInBrackets(page, map, last?.span, `${scalar(key)}: ${pairs.length > 0 ? `{${pairs.join(', ')}}` : 'null'}`);
    return;
  }
  const indent = indentOf(page, last.key.span.start);
  putBelow(page, last.span.end, [`${indent}${scalar(key)}:`, ...pairs.map((pair) => `${indent}  ${pair}`)]);
}

function declare(page: Page, root: YamlMap, key: string, realName: string): void {
  if (isInterpolated(realName) || !/^[\w.-]+$/.test(realName)) throw new Unsuitable('The network’s name is none that the engine takes.');
  const pairs = ['external: true', ...(key === realName ? [] : [`name: ${scalar(realName)}`])];
  const networks = entryOf(root, 'networks');
  if (networks?.value?.kind === 'map' && !networks.value.anchor && !networks.value.tag) {
    addEntry(page, networks.value, key, pairs);
  } else if (networks) {
    throw new Unsuitable('The networks of the file are not a simple map.');
  } else if (root.style === 'flow') {
    putInBrackets(page, root, root.entries.at(-1)?.span, `networks: {${scalar(key)}: {${pairs.join(', ')}}}`);
  } else {
    const last = root.entries.at(-1);
    const lines = ['networks:', `  ${scalar(key)}:`, ...pairs.map((pair) => `    ${pair}`)];
    if (last) putBelow(page, last.span.end, lines);
  }
}

function drop(page: Page, map: YamlMap, start: number): void {
  const links = entryOf(map, 'external_links');
  const list: YamlNode | null | undefined = links?.value;
  if (!links || list?.kind !== 'seq' || list.anchor || list.tag) throw new Unsuitable('The external links are not a simple list.');
  const items = scalars(list.items);
  const gone = new Set([start]);
  if (items.length > 1) takeItems(page, list, items, gone);
  else if (map.style === 'flow') takeEntry(page, map, links);
  else takeList(page, links.key, list, items);
}

/** Whether the service is on one more network that is declared outside, the link is gone if it was to go, and nothing else differs. */
function isProved(before: Compose, after: Compose, { receiver, item, key, realName, drops }: Wish): boolean {
  const now = after.file.services.find(({ name }) => name === receiver.name);
  const had = receiver.networks?.map(({ name }) => name) ?? ['default'];
  const network = after.file.networks.find(({ name }) => name === key);
  const wantedLinks = receiver.externalLinks.filter(({ raw }) => !drops || raw !== item.raw).map(({ raw }) => raw);
  return (
    now?.networks?.map(({ name }) => name).join('\n') === [...new Set([...had, key])].join('\n') &&
    now.externalLinks.map(({ raw }) => raw).join('\n') === wantedLinks.join('\n') &&
    network?.external === true &&
    (network.realName ?? network.name) === realName &&
    rest(before, receiver.name, key) === rest(after, receiver.name, key)
  );
}

/** What the file says but for the service's networks and external links, and the network that is declared. */
function rest({ tree: { root }, file }: Compose, service: string, key: string): string {
  const own = (name: string): readonly string[] => ['services', service, name];
  const cut = without(without(without(root, own('networks')), own('external_links')), ['networks']);
  const networks = file.networks
    .filter(({ name }) => name !== key)
    .map(({ name, external, realName, driver }) => [name, external, realName, driver]);
  const aliases = file.services.flatMap(({ name, networks: on }) =>
    (on ?? []).flatMap((each) => each.aliases.map(({ value }) => [name, each.name, value])),
  );
  return signature(cut) + JSON.stringify([networks, aliases]);
}

import { unfit } from './unfit.ts';
import { groupBy } from '../../base/groupBy.ts';
import { memoized } from '../../base/memo.ts';
import type { Place, Project, ProjectService } from '../compose/project/project.ts';
import type { ComposeFile } from '../../syntax/compose/composeFile.ts';
import type { ComposeReading } from '../../syntax/compose/read.ts';
import { applyEdits } from '../../syntax/text.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../../syntax/yaml/tree.ts';
import { editSource } from './aliases.ts';
import { appendDependencies, editReceiver, mergedLinks } from './dependencies.ts';
import type { ReceiverChange, Sharer } from './dependencies.ts';
import { Unsuitable, columnOf, entryOf, indentOf, lineStart, pageOf, putBelow, putInBrackets, put, scalar, takeLine } from './page.ts';
import type { Page, SpanEdit } from './page.ts';
import type { DependencyForm, Plan, PlannedDependency } from './plan.ts';
import type { FileEdits } from './rewrite.ts';

type Compose = Extract<ComposeReading, { kind: 'compose' }>;

/** A compose file that is edited. */
interface Sheet {
  readonly path: string;
  readonly text: string;
  readonly compose: Compose;
  readonly page: Page;
  /** Every map that holds a list of links, by where the items of that list begin. */
  readonly holders: ReadonlyMap<number, YamlMap>;
}

/** The edits of a plan, file by file; or why it cannot be written, in one sentence. */
export type PlanEdits =
  { readonly kind: 'edits'; readonly files: readonly FileEdits[] } | { readonly kind: 'unsuitable'; readonly reason: string };

/** The texts of files, and what they say. */
export interface Texts {
  readonly read: (path: string) => string | null;
  readonly compose: (text: string) => ComposeReading;
}

/** Writes a plan into the files of a project: what is taken goes where it is declared, what is added where the service says the like already. */
export function editsOfPlan(plan: Plan, project: Project, texts: Texts): PlanEdits {
  const sheets = new Map<string, Sheet>();
  const writing: Writing = { plan, project, sheet: (path) => sheetAt(sheets, path, texts) };
  try {
    writeLinks(writing);
    writeNetworks(writing);
    writeHosts(writing);
    writeTopNetworks(writing);
    for (const { path, start, end, newText } of plan.words) put(writing.sheet(path).page, start, end, newText);
    return { kind: 'edits', files: [...sheets.values()].flatMap(editsOf) };
  } catch (error) {
    if (error instanceof Unsuitable) return { kind: 'unsuitable', reason: error.message };
    throw error;
  }
}

interface Writing {
  readonly plan: Plan;
  readonly project: Project;
  readonly sheet: (path: string) => Sheet;
}

function sheetAt(sheets: Map<string, Sheet>, path: string, { read, compose: readingOf }: Texts): Sheet {
  const known = sheets.get(path);
  if (known) return known;
  const text = read(path);
  const compose = text === null ? null : readingOf(text);
  if (text === null || compose?.kind !== 'compose') throw new Unsuitable(`The file ${path} cannot be read.`);
  const [odd] = compose.file.oddities;
  if (odd) throw new Unsuitable(`A file is not quite in order: ${odd.message}`);
  const wrong = unfit(text, `The file ${path}`);
  if (wrong !== null) throw new Unsuitable(wrong);
  const sheet: Sheet = { path, text, compose, page: pageOf(text), holders: holdersIn(compose.tree.root) };
  sheets.set(path, sheet);
  return sheet;
}

function holdersIn(root: YamlNode | null): ReadonlyMap<number, YamlMap> {
  const holders = new Map<number, YamlMap>();
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node?.kind === 'seq') waiting.push(...node.items);
    if (node?.kind !== 'map') continue;
    for (const { key, value } of node.entries) {
      waiting.push(value);
      if (key.text !== 'links' || value?.kind !== 'seq') continue;
      for (const item of value.items) if (item?.kind === 'scalar') holders.set(item.span.start, node);
    }
  }
  return holders;
}

function editsOf({ path, text, page, compose }: Sheet): readonly FileEdits[] {
  if (page.edits.length === 0) return [];
  const sorted = page.edits.toSorted((a, b) => a.start - b.start || a.end - b.end || indent(b) - indent(a));
  const edits = sorted.map(({ start, end, newText }) => ({ range: compose.lines.range({ start, end }), newText }));
  if (overlap(sorted)) throw new Unsuitable('Two changes would meet in one place.');
  return [{ path, edits, text: applyEdits(text, edits) }];
}

function overlap(edits: readonly SpanEdit[]): boolean {
  return edits.some(({ start }, index) => start < (edits[index - 1]?.end ?? 0));
}

/** Of lines put at one point, those of the inner block come first. */
function indent({ newText }: SpanEdit): number {
  return /^[\r\n]*( *)/.exec(newText)?.[1]?.length ?? 0;
}

interface Written {
  readonly service: string;
  readonly target: string;
  readonly place: Place;
}

/** Links that several services share through an anchor are taken once, with what all of them need in their place. */
const servicesBy = memoized(({ services }: ComposeFile) => groupBy(services, ({ name }) => name));

function writeLinks({ plan, sheet }: Writing): void {
  const written = plan.links.flatMap(({ service, link }): readonly Written[] =>
    [link.place, ...link.repeats].map((place) => ({ service, target: link.target, place })),
  );
  const startOf = ({ place: { path, range } }: Written): number => sheet(path).compose.lines.offsetAt(range.start);
  const byHolder = groupBy(written, (link) => sheet(link.place.path).holders.get(startOf(link)));
  const taken = new Map([...byHolder].map(([map, links]) => [map, new Set(links.map(startOf))]));
  const dependsBy = groupBy(plan.depends, ({ service, on }) => JSON.stringify([service, on]));
  const needs = [...byHolder].flatMap(([holder, links]) =>
    links.flatMap(({ service, target, place: { path } }) => {
      const map = holder && homeOf(sheet(path).compose, service, holder);
      return (dependsBy.get(JSON.stringify([service, target])) ?? []).map((depend) => ({ map, path, depend }));
    }),
  );
  const byHome = groupBy(needs, ({ map }) => map);
  for (const [map, links] of byHolder) {
    const [first] = links;
    if (!map || !first) throw new Unsuitable('The links are not a simple list.');
    const { page, compose, holders } = sheet(first.place.path);
    const users = [...new Set(links.map(({ service }) => service))].filter((name) => homeOf(compose, name, map) === map);
    editReceiver(page, {
      map,
      items: taken.get(map) ?? new Set(),
      ...wanted(byHome.get(map)),
      sharers: sharersOf(compose.tree.root, entryOf(map, 'links')?.value ?? null),
      hidesLinks: mergedLinks(map).some((start) => !taken.get(holders.get(start))?.has(start)),
      noDependencies: users.every((name) => (servicesBy(compose.file).get(name) ?? []).every(({ dependsOn }) => dependsOn.length === 0)),
      step: stepIn(page, map),
    });
  }
  for (const [map, [first, ...others]] of byHome) {
    const entry = map && !byHolder.has(map) ? entryOf(map, 'depends_on') : null;
    if (!map || !first || !entry) continue;
    const { page } = sheet(first.path);
    appendDependencies(page, entry, { ...wanted([first, ...others]), step: stepIn(page, map) });
  }
}

/** The references to a list as `links`; null where something else refers to it, too. */
function sharersOf(root: YamlNode | null, list: YamlNode | null): readonly Sharer[] | null {
  if (!list?.anchor) return [];
  const sharers: Sharer[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node?.kind === 'seq') {
      if (node.items.some((item) => refersTo(item, list))) return null;
      waiting.push(...node.items);
    }
    for (const { key, value } of node?.kind === 'map' ? node.entries : []) {
      waiting.push(value);
      if (!refersTo(value, list) || node?.kind !== 'map') continue;
      if (key.text !== 'links') return null;
      sharers.push({ map: node, key });
    }
  }
  return sharers;
}

function refersTo(node: YamlNode | null, list: YamlNode): boolean {
  return node?.kind === 'alias' && node.target === list;
}

/** Where the dependencies of a service are written: a user of an anchor that has some of its own does not get those that stand there. */
function homeOf({ tree }: Compose, service: string, holder: YamlMap): YamlMap {
  const map = serviceMap(tree.root, service);
  return map && entryOf(map, 'depends_on') ? map : holder;
}

const LINES: Readonly<Record<DependencyForm, readonly string[]>> = {
  short: ['condition: service_started'],
  restart: ['condition: service_started', 'restart: true'],
  healthy: ['condition: service_healthy'],
  optional: ['condition: service_started', 'required: false'],
};

function wanted(needs: readonly { readonly depend: PlannedDependency }[] = []): Pick<ReceiverChange, 'dependencies' | 'forms'> {
  const forms = new Map(needs.map(({ depend: { on, form } }) => [on, form]));
  const long = [...forms.values()].some((form) => form !== 'short');
  return { dependencies: [...forms.keys()], ...(long && { forms: new Map([...forms].map(([on, form]) => [on, LINES[form]])) }) };
}

/** The map of a service as a file writes it; null where an alias stands in its place. */
function serviceMap(root: YamlNode | null, service: string): YamlMap | null {
  const services = root?.kind === 'map' ? entryOf(root, 'services')?.value : null;
  const value = services?.kind === 'map' ? entryOf(services, service)?.value : null;
  return value?.kind === 'map' ? value : null;
}

/** The blanks by which what stands in a map is indented more than its key: as in a map there, else as the map itself is; at least two. */
function stepIn(page: Page, map: YamlMap): string {
  const first = map.entries[0];
  if (!first || map.style === 'flow') return '  ';
  const inner = map.entries.flatMap(({ value }) => (value?.kind === 'map' && value.style === 'block' ? (value.entries[0] ?? []) : []))[0];
  const column = columnOf(page, first.key.span.start);
  const width = inner ? columnOf(page, inner.key.span.start) - column : column - columnAbove(page, first.key.span.start);
  return ' '.repeat(Math.max(2, Math.min(width, 8)));
}

/** By how many blanks the line before that of an offset is indented, comments and empty lines left out. */
function columnAbove(page: Page, offset: number): number {
  const lines = page.text.slice(0, lineStart(page, offset)).split(/[\r\n]+/);
  return /^ */.exec(lines.findLast((line) => !/^\s*(?:#|$)/.test(line)) ?? '')?.[0].length ?? 0;
}

function writeNetworks({ plan, project, sheet }: Writing): void {
  const changed = new Set([...plan.aliases, ...plan.joins, ...plan.leaves].map(({ service }) => service).concat(plan.modes));
  for (const name of changed) {
    const service = serviceOf(project, name);
    const path = service && placeOf(service, project, sheet);
    const map = path === undefined ? null : serviceMap(sheet(path).compose.tree.root, name);
    if (!service || path === undefined || !map) throw new Unsuitable(`\`${name}\` is not written as a simple map.`);
    const { page, compose } = sheet(path);
    const written = compose.file.services.find((each) => each.name === name)?.networks ?? null;
    const mode = plan.modes.includes(name) ? entryOf(map, 'network_mode') : null;
    if (plan.modes.includes(name) && !mode) throw new Unsuitable(`The network mode of \`${name}\` comes from elsewhere.`);
    const left = written !== null && plan.leaves.some((each) => each.service === name) ? leftNetworks(page, map, name) : null;
    const aliases = aliasesOf(plan, name, written === null && service.networks.length <= 1);
    if (aliases.size === 0 || (plan.modes.includes(name) && isDefaultOnly(aliases))) {
      if (mode) takeMode(page, map, mode);
      continue;
    }
    editSource(page, { map, aliases, noNetworks: written === null, step: stepIn(page, map), instead: mode ?? left });
  }
}

/** The networks of a service that leaves them all. */
function leftNetworks({ text }: Page, map: YamlMap, name: string): YamlEntry {
  const entry = entryOf(map, 'networks');
  if (!entry || entry.value?.anchor || entry.value?.kind === 'alias')
    throw new Unsuitable(`\`${name}\` has its networks through an anchor or merge key.`);
  if (text.slice(entry.span.start, entry.span.end).includes('#')) throw new Unsuitable(`The networks of \`${name}\` have comments.`);
  return entry;
}

function isDefaultOnly(aliases: ReadonlyMap<string, readonly string[]>): boolean {
  return aliases.size === 1 && aliases.get('default')?.length === 0;
}

function takeMode(page: Page, map: YamlMap, mode: YamlEntry): void {
  if (map.style === 'block') {
    takeLine(page, mode.span);
    return;
  }
  const index = map.entries.indexOf(mode);
  const next = map.entries[index + 1];
  const before = map.entries[index - 1];
  put(page, next || !before ? mode.key.span.start : before.span.end, next ? next.key.span.start : mode.span.end, '');
}

/** By network; a service that wrote no network and gets one keeps the default one by saying so, unless it is to leave it. */
function aliasesOf({ aliases, joins, leaves }: Plan, name: string, unwritten: boolean): ReadonlyMap<string, readonly string[]> {
  const wanted = new Map<string, string[]>();
  const leavesDefault = leaves.some(({ service, network }) => service === name && network === 'default');
  if (unwritten && !leavesDefault) wanted.set('default', []);
  for (const { service, network } of joins) if (service === name) wanted.set(network, wanted.get(network) ?? []);
  for (const { service, network, alias } of aliases) {
    if (service !== name) continue;
    const names = wanted.get(network) ?? [];
    wanted.set(network, names);
    if (!names.some((each) => each.toLowerCase() === alias.toLowerCase())) names.push(alias);
  }
  return wanted;
}

function serviceOf({ services, disabled }: Project, name: string): ProjectService | undefined {
  return [...services, ...disabled].find((service) => service.name === name);
}

/** The file in which a service says the most of its networks: the last that says anything, else the first that has the service. */
function placeOf({ name, places }: ProjectService, { files }: Project, sheet: Writing['sheet']): string | undefined {
  const paths = places.map(({ path }) => path).filter((path) => files.includes(path));
  const saying = paths.findLast((path) => {
    const map = serviceMap(sheet(path).compose.tree.root, name);
    return map && (entryOf(map, 'networks') ?? entryOf(map, 'network_mode'));
  });
  return saying ?? paths[0];
}

function writeHosts({ plan, project, sheet }: Writing): void {
  for (const [name, hosts] of groupBy(plan.hosts, ({ service }) => service)) {
    const service = serviceOf(project, name);
    const path = plan.links.find((each) => each.service === name)?.link.place.path ?? service?.places[0]?.path;
    const map = path === undefined ? null : serviceMap(sheet(path).compose.tree.root, name);
    if (path === undefined || !map) throw new Unsuitable(`\`${name}\` is not written as a simple map.`);
    if (service && service.extraHosts.length > 0) throw new Unsuitable(`\`${name}\` has extra hosts already.`);
    const { page } = sheet(path);
    const lines = hosts.map((each) => `'${each.name}:host-gateway'`);
    const last = map.entries.at(-1);
    if (map.style === 'flow') {
      putInBrackets(page, map, last?.span, `extra_hosts: [${lines.join(', ')}]`);
      continue;
    }
    const first = map.entries[0];
    if (!first || !last) throw new Unsuitable('The service is empty.');
    const at = indentOf(page, first.key.span.start);
    putBelow(page, last.span.end, [`${at}extra_hosts:`, ...lines.map((line) => `${at}${stepIn(page, map)}- ${line}`)]);
  }
}

function writeTopNetworks({ plan, project, sheet }: Writing): void {
  const path = plan.links[0]?.link.place.path ?? project.files[0];
  if (plan.networks.length === 0 || path === undefined) return;
  const { page, compose } = sheet(path);
  const { root } = compose.tree;
  if (root?.kind !== 'map' || root.style === 'flow') throw new Unsuitable('The file is written in a style that no small edit fits.');
  const networks = entryOf(root, 'networks');
  const last = root.entries.at(-1);
  if (!networks) {
    const services = entryOf(root, 'services')?.value;
    const first = services?.kind === 'map' ? services.entries[0] : undefined;
    const step = first && services?.kind === 'map' && services.style === 'block' ? indentOf(page, first.key.span.start) : '  ';
    if (last) putBelow(page, last.span.end, ['networks:', ...plan.networks.map((key) => `${step}${scalar(key)}:`)]);
    return;
  }
  const { value } = networks;
  if (value?.anchor || value?.tag) throw new Unsuitable('The networks of the file have an anchor or a tag.');
  if (value?.kind === 'map' && value.style === 'flow')
    putInBrackets(page, value, value.entries.at(-1)?.span, plan.networks.map((key) => `${scalar(key)}: null`).join(', '));
  else if (value?.kind === 'map' && value.entries.length > 0) {
    const end = value.entries.at(-1)?.span.end ?? 0;
    const step = indentOf(page, value.entries[0]?.key.span.start ?? 0);
    putBelow(
      page,
      end,
      plan.networks.map((key) => `${step}${scalar(key)}:`),
    );
  } else throw new Unsuitable('The networks of the file are not a simple map.');
}

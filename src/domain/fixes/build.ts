import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import type { ComposeReading } from '../../syntax/compose/read.ts';
import type { YamlMap } from '../../syntax/yaml/tree.ts';
import { editSource } from './aliases.ts';
import { editReceiver } from './dependencies.ts';
import { sameName } from './names.ts';
import { Unsuitable, columnOf, entryOf, pageOf } from './page.ts';
import type { Page, SpanEdit } from './page.ts';
import type { Replacement } from './refusal.ts';

type Compose = Extract<ComposeReading, { kind: 'compose' }>;

interface Work {
  readonly page: Page;
  readonly lines: Compose['lines'];
  readonly services: YamlMap;
}

/** The edits for all replacements together, in the text's order, or why they cannot be made. */
export function editsFor(text: string, { tree, lines }: Compose, plans: readonly Replacement[]): readonly SpanEdit[] | string {
  const page = pageOf(text);
  try {
    const services = tree.root?.kind === 'map' ? entryOf(tree.root, 'services')?.value : null;
    if (services?.kind !== 'map' || services.anchor) throw new Unsuitable('The services are not a simple map.');
    const work: Work = { page, lines, services };
    for (const [service, mine] of byService(plans, 'receiver')) editLinks(work, service, mine);
    for (const [service, mine] of byService(plans, 'source')) editNames(work, service, mine);
  } catch (error) {
    if (error instanceof Unsuitable) return error.message;
    throw error;
  }
  return page.edits.toSorted((a, b) => a.start - b.start || a.end - b.end || indent(b) - indent(a));
}

function byService(plans: readonly Replacement[], side: 'receiver' | 'source'): ReadonlyMap<ComposeService, readonly Replacement[]> {
  const groups = new Map<ComposeService, Replacement[]>();
  for (const plan of plans) {
    const group = groups.get(plan[side]);
    if (group) group.push(plan);
    else groups.set(plan[side], [plan]);
  }
  return groups;
}

/** Of lines put at one point, those of the inner block come first. */
function indent({ newText }: SpanEdit): number {
  return /^[\r\n]*( *)/.exec(newText)?.[1]?.length ?? 0;
}

function editLinks({ page, lines, services }: Work, service: ComposeService, plans: readonly Replacement[]): void {
  const items = new Set(plans.flatMap(({ link }) => [link.range, ...link.repeats]).map(({ start }) => lines.offsetAt(start)));
  const known = new Set(service.dependsOn.map((each) => each.service));
  const dependencies = [...new Set(plans.map(({ source }) => source.name))].filter((name) => !known.has(name));
  editReceiver(page, { ...ownMap(page, services, service.name), items, dependencies, noDependencies: known.size === 0 });
}

function editNames({ page, services }: Work, service: ComposeService, plans: readonly Replacement[]): void {
  const aliases = new Map<string, string[]>();
  for (const { alias, network } of plans) {
    if (network === null) continue;
    const names = aliases.get(network) ?? [];
    aliases.set(network, names);
    if (!names.some((name) => sameName(name, alias))) names.push(alias);
  }
  if (aliases.size === 0) return;
  editSource(page, { ...ownMap(page, services, service.name), aliases, noNetworks: service.networks === null });
}

/** A service's own map and the blanks by which the file indents one level. */
function ownMap(page: Page, services: YamlMap, name: string): { readonly map: YamlMap; readonly step: string } {
  const entry = entryOf(services, name);
  if (entry?.value?.kind !== 'map') throw new Unsuitable(`\`${name}\` stands for an anchor's text.`);
  if (entry.value.anchor || entry.value.tag)
    throw new Unsuitable(`\`${name}\` has an anchor or a tag, so others may take the change over.`);
  const first = entry.value.entries[0];
  const width = first && entry.value.style === 'block' ? columnOf(page, first.key.span.start) - columnOf(page, entry.key.span.start) : 2;
  return { map: entry.value, step: ' '.repeat(Math.max(width, 2)) };
}

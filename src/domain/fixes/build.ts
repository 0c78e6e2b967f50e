import { groupBy } from '../../base/groupBy.ts';
import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import type { ComposeReading } from '../../syntax/compose/read.ts';
import type { YamlEntry, YamlMap } from '../../syntax/yaml/tree.ts';
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
  readonly services: ReadonlyMap<string, YamlEntry>;
}

/** The edits for replacements together, in the text's order; in their place, the reasons of those that cannot be made. */
export type Edits =
  | { readonly kind: 'edits'; readonly edits: readonly SpanEdit[] }
  | { readonly kind: 'unsuitable'; readonly reasons: ReadonlyMap<Replacement, string> };

/** Makes the edits. */
export function editsFor(text: string, { tree, lines }: Compose, plans: readonly Replacement[]): Edits {
  const page = pageOf(text);
  const services = tree.root?.kind === 'map' ? entryOf(tree.root, 'services')?.value : null;
  if (services?.kind !== 'map' || services.anchor)
    return { kind: 'unsuitable', reasons: new Map(plans.map((plan) => [plan, 'The services are not a simple map.'])) };
  const work: Work = { page, lines, services: new Map(services.entries.map((entry) => [entry.key.text, entry])) };
  const reasons = new Map<Replacement, string>();
  const attempt = (group: readonly Replacement[], edit: () => void): void => {
    try {
      edit();
    } catch (error) {
      if (!(error instanceof Unsuitable)) throw error;
      for (const plan of group) reasons.set(plan, error.message);
    }
  };
  for (const [service, mine] of groupBy(plans, ({ receiver }) => receiver))
    attempt(mine, () => {
      editLinks(work, service, mine);
    });
  for (const [service, mine] of groupBy(plans, ({ source }) => source)) {
    const named = mine.filter(({ network }) => network !== null);
    attempt(named, () => {
      editNames(work, service, named);
    });
  }
  if (reasons.size > 0) return { kind: 'unsuitable', reasons };
  return { kind: 'edits', edits: page.edits.toSorted((a, b) => a.start - b.start || a.end - b.end || indent(b) - indent(a)) };
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
function ownMap(page: Page, services: Work['services'], name: string): { readonly map: YamlMap; readonly step: string } {
  const entry = services.get(name);
  if (entry?.value?.kind !== 'map') throw new Unsuitable(`\`${name}\` stands for an anchor's text.`);
  if (entry.value.anchor || entry.value.tag)
    throw new Unsuitable(`\`${name}\` has an anchor or a tag, so others may take the change over.`);
  const first = entry.value.entries[0];
  const width = first && entry.value.style === 'block' ? columnOf(page, first.key.span.start) - columnOf(page, entry.key.span.start) : 2;
  return { map: entry.value, step: ' '.repeat(Math.max(width, 2)) };
}

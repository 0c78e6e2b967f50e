import type { YamlMap, YamlNode } from '../../syntax/yaml/tree.ts';
import { Unsuitable, columnOf, entryOf, indentOf, isPlain, putAbove, putBelow, putInBrackets, withDash } from './page.ts';
import type { Page } from './page.ts';

/** A variable and its value as Compose is to get them. */
export interface Setting {
  readonly name: string;
  readonly value: string;
}

/** How a file writes `environment`. */
export type EnvironmentForm = 'list' | 'map';

/** What a service gets, and how new text is written where it has no `environment` of its own. */
export interface EnvironmentChange {
  readonly settings: readonly Setting[];
  readonly form: EnvironmentForm;
  /** Whether the service says nothing of `environment` yet, neither itself nor through a merge key. */
  readonly none: boolean;
  /** The blanks by which the file indents one level. */
  readonly step: string;
}

/** Adds variables to a service in the form that it has. */
export function addSettings(page: Page, service: YamlMap, change: EnvironmentChange): void {
  const entry = entryOf(service, 'environment');
  if (!entry) {
    addEnvironment(page, service, change);
    return;
  }
  const { key, value } = entry;
  if (value?.anchor || value?.tag) throw new Unsuitable('`environment` is shared through an anchor or has a tag.');
  if (value?.kind === 'seq') addToList(page, value, change.settings);
  else if (value?.kind === 'map') addToMap(page, value, change.settings);
  else if (value === null && service.style === 'block') {
    const indent = indentOf(page, key.span.start) + change.step;
    putBelow(page, page.text.indexOf(':', key.span.end) + 1, blockLines(indent, change));
  } else throw new Unsuitable('`environment` is not written in the service’s own text.');
}

function addEnvironment(page: Page, service: YamlMap, change: EnvironmentChange): void {
  if (!change.none) throw new Unsuitable('`environment` comes through a merge key.');
  const last = service.entries.at(-1);
  const first = service.entries[0];
  if (service.style === 'flow' || !first || !last) {
    const text = change.settings.map(change.form === 'list' ? flowItem : pair).join(', ');
    putInBrackets(page, service, last?.span, `environment: ${change.form === 'list' ? `[${text}]` : `{${text}}`}`);
    return;
  }
  const indent = indentOf(page, first.key.span.start);
  putBelow(page, last.span.end, [`${indent}environment:`, ...blockLines(indent + change.step, change)]);
}

function blockLines(indent: string, { settings, form }: EnvironmentChange): readonly string[] {
  return settings.map((setting) => indent + (form === 'list' ? `- ${item(setting)}` : pair(setting)));
}

function addToList(page: Page, list: Extract<YamlNode, { kind: 'seq' }>, settings: readonly Setting[]): void {
  const last = list.items.at(-1);
  if (list.style === 'flow') {
    putInBrackets(page, list, last?.span, settings.map(flowItem).join(', '));
    return;
  }
  if (!last) throw new Unsuitable('`environment` is written in a style that no small edit fits.');
  const indent = ' '.repeat(columnOf(page, withDash(page, last.span).start));
  const lines = settings.map((setting) => `${indent}- ${item(setting)}`);
  putBelow(page, last.span.end, lines);
}

function addToMap(page: Page, map: YamlMap, settings: readonly Setting[]): void {
  const last = map.entries.at(-1);
  if (map.style === 'flow') {
    putInBrackets(page, map, last?.span, settings.map(pair).join(', '));
    return;
  }
  if (!last) throw new Unsuitable('`environment` is written in a style that no small edit fits.');
  const indent = indentOf(page, last.key.span.start);
  const lines = settings.map((setting) => indent + pair(setting));
  // Blank lines at the end of a block of text can be part of it.
  if (last.value?.kind === 'scalar' && (last.value.style === 'literal' || last.value.style === 'folded'))
    putAbove(page, last.key.span.start, lines);
  else putBelow(page, last.span.end, lines);
}

/** Values that YAML of any version reads as the text they are, in lines of their own and in brackets. */
const PLAIN = /^[A-Za-z/][\w./-]*(?::[\w./-]+)*$/;

function item({ name, value }: Setting): string {
  const text = `${name}=${value}`;
  return /^[A-Za-z_][\w.-]*=[\w./:,${}-]*$/.test(text) && !text.endsWith(':') ? text : quoted(text);
}

function flowItem(setting: Setting): string {
  const text = item(setting);
  return /[,{}[\]]/.test(text) && !text.startsWith("'") ? quoted(text) : text;
}

function pair({ name, value }: Setting): string {
  const plain = PLAIN.test(value) && (isPlain(value) || /[/:]/.test(value));
  return `${isPlain(name) ? name : quoted(name)}: ${plain ? value : `"${value.replaceAll(/["\\]/g, '\\$&')}"`}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

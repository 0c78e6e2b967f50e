import type { PredictionInput } from '../compose/predictVariables.ts';
import type { ComposeFile } from '../../syntax/compose/composeFile.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import type { ComposeReading } from '../../syntax/compose/read.ts';
import { applyEdits } from '../../syntax/text.ts';
import type { YamlMap, YamlScalar } from '../../syntax/yaml/tree.ts';
import { addSettings } from './environment.ts';
import type { EnvironmentForm, Setting } from './environment.ts';
import { Unsuitable, columnOf, entryOf, pageOf } from './page.ts';
import { unfit } from './unfit.ts';
import type { NoRewrite, Rewrite, RewrittenLink } from './rewrite.ts';
import { shimsFor } from './shims.ts';
import type { Shim, WantedShims } from './shims.ts';
import { signature, without } from './untouched.ts';

type Compose = Extract<ComposeReading, { kind: 'compose' }>;

/** A compose file as it is now. */
export interface FileText {
  readonly path: string;
  readonly text: string;
}

/**
 * Writes what a link sets into the receiver's `environment`, where it goes before what the link sets (moby `container/env.go`): so this may be
 * done first and be tried with the link in place. The link itself stays.
 */
export function shimsRewrite({ path, text }: FileText, input: PredictionInput, wanted: WantedShims): Rewrite | NoRewrite {
  const { service, raw, range, alias } = input.link;
  const links: readonly RewrittenLink[] = [{ path, service, raw, range }];
  const no = (reason: string): NoRewrite => ({ kind: 'refused', row: 'variables', links, reason, instead: [] });
  const { shims, left } = shimsFor(input, wanted);
  if (alias === null) return no('The link’s alias is the value of a variable.');
  if (shims.length === 0) return no(left.map(({ name, reason }) => `${name}: ${reason}`)[0] ?? 'There is no variable to set.');
  const done = withSettings(text, service, shims);
  if (typeof done === 'string') return no(done);
  return {
    kind: 'rewrite',
    row: 'variables',
    title: `Set the variables of link "${raw}" in \`environment\` of ${service}`,
    links,
    files: [{ path, ...done }],
    kept: ['the link stays, and what is set by hand goes before what it sets'],
    lost: [],
    changed: changed(shims, alias).concat(left.map(({ name, reason }) => `${name} is not set: ${reason.replace(/\.$/, '')}`)),
    consent: 'asks',
  };
}

function changed(shims: readonly Shim[], alias: string): readonly string[] {
  const needs = shims.flatMap((shim) => shim.needs ?? []);
  const hosts = shims.some(({ value }) => value.includes(alias));
  return [
    ...(hosts ? [`the values have the name ${alias} where the link puts an address: code that takes nothing but an address fails`] : []),
    ...needs.map((name) => `${name} has to be given to Compose, in .env or in its own environment`),
  ];
}

/** The edits that give a service variables, read back and proved to do nothing else; or why there are none. */
export function withSettings(
  text: string,
  service: string,
  settings: readonly Setting[],
): Pick<Rewrite['files'][number], 'edits' | 'text'> | string {
  const before = readCompose(text);
  if (before.kind !== 'compose') return before.kind === 'fault' ? before.message : before.reason;
  const wrong = unfit(text);
  if (wrong !== null) return wrong;
  const page = pageOf(text);
  try {
    const { map, key } = entryFor(before, service);
    const first = map.style === 'block' ? map.entries[0] : undefined;
    const step = ' '.repeat(Math.max(first ? columnOf(page, first.key.span.start) - columnOf(page, key.span.start) : 2, 2));
    const none = environmentOf(before.file, service).length === 0;
    addSettings(page, map, { settings, form: formOf(before), none, step });
  } catch (error) {
    if (!(error instanceof Unsuitable)) throw error;
    return error.message;
  }
  const edits = page.edits.map(({ start, end, newText }) => ({ range: before.lines.range({ start, end }), newText }));
  const edited = applyEdits(text, edits);
  const after = readCompose(edited);
  const sound =
    after.kind === 'compose' && after.file.oddities.length === before.file.oddities.length && isProved(before, after, service, settings);
  return sound ? { edits, text: edited } : 'The file is written in a style that no small edit fits.';
}

function entryFor({ tree: { root }, file }: Compose, service: string): { readonly map: YamlMap; readonly key: YamlScalar } {
  const services = file.format === 'v1' ? root : root?.kind === 'map' ? entryOf(root, 'services')?.value : null;
  const entry = services?.kind === 'map' ? entryOf(services, service) : null;
  const map = entry?.value;
  if (!entry || map?.kind !== 'map') throw new Unsuitable(`\`${service}\` has no text of its own in this file.`);
  if (map.anchor || map.tag) throw new Unsuitable(`\`${service}\` has an anchor or a tag, so others may take the change over.`);
  return { map, key: entry.key };
}

function environmentOf({ services }: ComposeFile, service: string): readonly { readonly name: string; readonly value: string | null }[] {
  const found = services.find(({ name }) => name === service)?.environment ?? [];
  return found.map(({ name, value }) => ({ name, value }));
}

/** The form that most services of the file have; a map where none has any. */
function formOf({ tree: { root }, file }: Compose): EnvironmentForm {
  const services = file.format === 'v1' ? root : root?.kind === 'map' ? entryOf(root, 'services')?.value : null;
  const kinds = (services?.kind === 'map' ? services.entries : []).map(({ value }) =>
    value?.kind === 'map' ? entryOf(value, 'environment')?.value?.kind : undefined,
  );
  return kinds.filter((kind) => kind === 'seq').length > kinds.filter((kind) => kind === 'map').length ? 'list' : 'map';
}

function isProved(before: Compose, after: Compose, service: string, settings: readonly Setting[]): boolean {
  const wanted = [...environmentOf(before.file, service), ...settings];
  const now = new Map(environmentOf(after.file, service).map(({ name, value }) => [name, value]));
  const others = before.file.services.every(({ name }) => name === service || sameSettings(before.file, after.file, name));
  return (
    others &&
    now.size === new Set(wanted.map(({ name }) => name)).size &&
    wanted.every(({ name, value }) => now.get(name) === value) &&
    rest(before, service) === rest(after, service)
  );
}

function sameSettings(before: ComposeFile, after: ComposeFile, service: string): boolean {
  return JSON.stringify(environmentOf(before, service)) === JSON.stringify(environmentOf(after, service));
}

/** All that the file says but for the service's own `environment`. */
function rest({ tree: { root }, file }: Compose, service: string): string {
  return signature(without(root, file.format === 'v1' ? [service, 'environment'] : ['services', service, 'environment']));
}

import { memoized } from '../../base/memo.ts';
import { missedWords, systemsOfEngine, systemsOfFile } from '../../domain/registries/candidates.ts';
import type { FoundSystem, FoundSystems } from '../../domain/registries/candidates.ts';
import { SYSTEM_NAMES } from '../../domain/registries/recognise.ts';
import { REGISTRY_NAMES } from '../../domain/registries/registry.ts';
import type { InstanceState, RegistryInstance, RegistryReading, RegistryService } from '../../domain/registries/registry.ts';
import { countWords, leaseWords, nameWords, placeWords } from '../../domain/registries/words.ts';
import type { AskableRegistry, NamedRegistry } from '../../model/registries.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { ComposeFile } from '../../syntax/compose/composeFile.ts';
import { engineLabel } from '../shared/engineLabel.ts';

/** What a row stands for; menus are chosen by it. */
export type RegistryRowKind =
  'named' | 'zookeeper' | 'swarm' | 'recognised' | 'explained' | 'service' | 'instance' | 'name' | 'note' | 'unread';

/** The icons of rows, as VS Code calls them. */
export type RegistryIcon =
  'server-environment' | 'search' | 'symbol-namespace' | 'pass' | 'warning' | 'error' | 'circle-outline' | 'arrow-right' | 'info';

/** One row of the view "Registries". */
export interface RegistryRow {
  readonly kind: RegistryRowKind;
  /** The same as long as the row stands for the same thing. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: RegistryIcon;
  /** The registry that the row stands for, whose answer stands below it; null for other rows. */
  readonly registry: AskableRegistry | null;
  /** What was recognised; null for other rows. */
  readonly found: FoundSystem | null;
  /** Null for a row without children, and where what stands below is the answer of a registry. */
  readonly children: readonly RegistryRow[] | null;
}

/** What a registry said, or why it said nothing. */
export type Said = RegistryReading | { readonly fault: string };

const ofFile = memoized(({ services }: ComposeFile) => systemsOfFile(services));
const ofEngine = memoized(systemsOfEngine);

/** Where something was recognised. */
interface Place extends FoundSystems {
  readonly key: string;
  readonly where: string;
  /** The address of the engine; null for a file. */
  readonly engine: string | null;
}

function placesOf({ files, engines }: Snapshot): readonly Place[] {
  const inFiles = files.flatMap((file) =>
    file.kind === 'compose' ? [{ ...ofFile(file.compose), key: file.uri, where: file.path, engine: null }] : [],
  );
  const inEngines = engines.flatMap((one) =>
    one.facts
      ? [{ ...ofEngine(one.facts), key: one.address, where: engineLabel(one), engine: one.facts.origin === 'dump' ? null : one.address }]
      : [],
  );
  return [...inFiles, ...inEngines];
}

/** Whether there is anything to show: a registry that is named, or something that is recognised. */
export function hasRegistries(snapshot: Snapshot, named: readonly NamedRegistry[]): boolean {
  return named.length > 0 || placesOf(snapshot).some(({ systems }) => systems.length > 0);
}

/** The rows of the view: what is named, the Swarm of each engine, and what is only recognised, which is asked nothing. */
export function registryRows(snapshot: Snapshot, named: readonly NamedRegistry[]): readonly RegistryRow[] {
  const places = placesOf(snapshot);
  const recognised = places.flatMap((place) => [
    ...place.systems.map((found) => systemRow(found, place)),
    ...place.missed.map((missed) => noteRow(idOf(place.key, 'missed', missed.name), missedWords(missed), place.where)),
  ]);
  return [...named.map(namedRow), ...recognised];
}

/** How a registry is told apart from others. */
export function registryKey(registry: AskableRegistry): string {
  switch (registry.kind) {
    case 'swarm':
      return idOf('swarm', registry.engine);
    case 'zookeeper':
      return idOf('zookeeper', ...registry.command);
    case 'consul':
    case 'etcd':
      return idOf(registry.kind, registry.address);
  }
}

function namedRow(registry: NamedRegistry): RegistryRow {
  const where = registry.kind === 'zookeeper' ? registry.command.join(' ') : registry.address;
  return row({
    kind: registry.kind === 'zookeeper' ? 'zookeeper' : 'named',
    id: registryKey(registry),
    label: REGISTRY_NAMES[registry.kind],
    description: where,
    tooltip:
      registry.kind === 'zookeeper'
        ? 'It is read through this command, when you say so.'
        : 'It is read when the row is opened, and never written to.',
    icon: 'server-environment',
    registry,
  });
}

function systemRow(found: FoundSystem, { key, where, engine }: Place): RegistryRow {
  const evidence = `Recognised by ${found.evidence.join(', ')}.`;
  if (found.kind === 'swarm' && engine !== null) {
    const registry = { kind: 'swarm', engine } as const;
    return row({
      kind: 'swarm',
      id: registryKey(registry),
      label: SYSTEM_NAMES.swarm,
      description: where,
      tooltip: evidence,
      icon: 'server-environment',
      registry,
    });
  }
  const shared = { id: idOf(key, found.container ?? '', found.name), label: SYSTEM_NAMES[found.kind], icon: 'search', found } as const;
  if (found.explanation === null)
    return row({
      ...shared,
      kind: 'recognised',
      description: `${found.name} in ${where}, not asked`,
      tooltip: `${evidence} It is asked only when you say so.`,
    });
  return row({
    ...shared,
    kind: 'explained',
    description: `${found.name} in ${where}, not read`,
    tooltip: `${evidence} ${found.explanation}`,
  });
}

/** What stands below a registry: its services, and what is to be known beside them. */
export function answerRows(key: string, said: Said): readonly RegistryRow[] {
  if ('fault' in said) return [row({ kind: 'note', id: idOf(key, 'fault'), label: said.fault, icon: 'warning' })];
  const services = said.services.map((service) => serviceRow(key, service));
  const none =
    services.length === 0 ? [row({ kind: 'note', id: idOf(key, 'none'), label: `${countWords(0)} registered`, icon: 'info' })] : [];
  return [...services, ...none, ...said.notes.map(({ code, text }) => noteRow(idOf(key, 'note', code, text), text))];
}

/** What stands below a ZooKeeper that was not read yet. */
export function unreadRow(registry: AskableRegistry): RegistryRow {
  const label = 'Read Through Its Command…';
  const tooltip = 'Shows the command first, and runs it when you confirm.';
  return row({ kind: 'unread', id: idOf(registryKey(registry), 'unread'), label, icon: 'arrow-right', tooltip, registry });
}

function serviceRow(key: string, { name, tags, about, names, instances }: RegistryService): RegistryRow {
  const id = idOf(key, 'service', name);
  const words = [about, ...tags].filter((word) => word !== '').join(' · ');
  const unknown =
    instances === null ? [row({ kind: 'note', id: idOf(id, 'unknown'), label: 'Instances not known', icon: 'circle-outline' })] : [];
  return row({
    kind: 'service',
    id,
    label: name,
    description: words,
    icon: instances ? worstIcon(instances) : 'circle-outline',
    children: [
      ...(instances ?? []).map((instance, at) => instanceRow(idOf(id, 'instance', String(at)), instance)),
      ...unknown,
      ...names.map((one, at) =>
        row({
          kind: 'name',
          id: idOf(id, 'name', String(at)),
          label: one.name,
          description: nameWords(one).slice(one.name.length + 1),
          icon: 'symbol-namespace',
        }),
      ),
    ],
  });
}

function instanceRow(id: string, instance: RegistryInstance): RegistryRow {
  const { state, lease, tags, from } = instance;
  const description = [state.words, leaseWords(lease), ...tags].filter((word) => word !== '').join(' · ');
  return row({
    kind: 'instance',
    id,
    label: placeWords(instance),
    description,
    tooltip: `${instance.id}\nfrom ${from}`,
    icon: ICONS[state.level],
  });
}

const ICONS: Readonly<Record<InstanceState['level'], RegistryIcon>> = {
  good: 'pass',
  warning: 'warning',
  bad: 'error',
  unknown: 'circle-outline',
};

function worstIcon(instances: readonly RegistryInstance[]): RegistryIcon {
  const worst = (['bad', 'warning', 'unknown', 'good'] as const).find((level) => instances.some(({ state }) => state.level === level));
  return ICONS[worst ?? 'unknown'];
}

function noteRow(id: string, text: string, description = ''): RegistryRow {
  return row({ kind: 'note', id, label: text, description, icon: 'info' });
}

function row(given: Pick<RegistryRow, 'kind' | 'id' | 'label' | 'icon'> & Partial<RegistryRow>): RegistryRow {
  return { description: '', tooltip: given.label, registry: null, found: null, children: null, ...given };
}

function idOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

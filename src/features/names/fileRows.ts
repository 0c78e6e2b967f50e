import { groupBy } from '../../base/groupBy.ts';
import { memoized } from '../../base/memo.ts';
import { predictedNames } from '../../domain/names/predicted.ts';
import type { PredictedName, PredictedService } from '../../domain/names/predicted.ts';
import type { Project } from '../../domain/compose/project/project.ts';
import { runningServices } from '../../model/linkValues.ts';
import { predictedProjects } from '../../model/predictedProjects.ts';
import type { PredictedFile } from '../../model/predictedProjects.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import { count, dotted, explained, idOf, nameRow } from './rows.ts';
import type { NameGrouping, NameRow } from './rows.ts';

const projectsOf = memoized((files: Snapshot['files']) => predictedProjects(files));

/** The compose files of whose projects nothing runs, each with its likeliest project; of several files of one project the first stands for all. */
export function predictedFiles(snapshot: Snapshot): readonly PredictedFile[] {
  const running = new Set(
    snapshot.files.flatMap((file) => (file.kind === 'compose' && runningServices(file, snapshot).size > 0 ? [file.uri] : [])),
  );
  return projectsOf(snapshot.files).filter(({ project }) => !project.files.some((uri) => running.has(uri)));
}

/** A compose file of which nothing runs: the names that resolve in its services once its likeliest project is up. */
export function fileRow(file: ReadFile, project: Project, grouping: NameGrouping): NameRow {
  const id = idOf(file.uri);
  const services = predictedNames(project);
  return nameRow({
    kind: 'file',
    id,
    label: file.path,
    description: dotted(project.name, 'predicted'),
    tooltip: `${file.path}: the names that resolve once the project ${project.name} is up, as ${readerName(project)} makes it. Nothing of it runs.`,
    icon: 'file',
    open: true,
    place: { uri: file.uri, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } },
    children: () =>
      grouping === 'network' ? networkRows(id, services, project) : services.map((service) => serviceRow(id, service, project)),
  });
}

function readerName({ reader }: Project): string {
  return reader === 'compose-1' ? 'docker-compose 1.x' : 'Docker Compose';
}

function serviceRow(parent: string, { service, names, reason, scale, container }: PredictedService, project: Project): NameRow {
  const id = idOf(parent, 'service', service);
  return nameRow({
    kind: 'service',
    id,
    label: service,
    description: dotted(reason === null ? count(names.length, 'name') : 'names not known', scale > 1 ? `${scale} containers` : ''),
    tooltip: reason ?? `The names that ${container} can ask for`,
    icon: 'package',
    open: false,
    place: placeOf(service, project),
    children: () => (reason === null ? names.map((one) => predictedRow(id, one, project)) : [note(id, reason)]),
  });
}

function predictedRow(parent: string, one: PredictedName, project: Project): NameRow {
  const { name, foundBy, containers, network, choice, unknown, place } = one;
  const id = idOf(parent, 'name', name);
  const several = containers.length > 1;
  const who = containers.join(', ');
  const words = unknown === null ? (containers[0] === name && !several ? '' : `→ ${who || 'an address of the file'}`) : 'not known';
  const summary =
    unknown ??
    (several
      ? `"${name}" leads to ${who}${choice === 'each' ? ', in turn' : ': to one of them that no file tells'}.`
      : `"${name}" leads to ${who || 'the address that the file gives'}.`);
  return nameRow({
    kind: 'name',
    id,
    label: name,
    description: dotted(words, several ? (choice === 'each' ? 'in turn' : 'one of them') : '', foundBy),
    tooltip: explained(summary, foundBy, network === null ? [] : [`Network: ${network}`]),
    icon: unknown !== null ? 'question' : several ? 'info' : containers.length === 0 ? 'globe' : 'pass',
    name,
    place: place && { uri: place.path, range: place.range },
    open: null,
    ...(place === null && containers.length === 1 && { place: ownerPlace(containers[0] ?? '', project) }),
  });
}

/** The services by the networks on which they ask. */
function networkRows(parent: string, services: readonly PredictedService[], project: Project): readonly NameRow[] {
  const all = services.flatMap(({ service, names }) => names.map((one) => ({ ...one, service })));
  const keys = new Map(project.networks.map(({ key, realName }) => [realName, key]));
  return [...groupBy(all, ({ network }) => network ?? '')].map(([network, names]) => {
    const id = idOf(parent, 'network', network);
    const byName = [...groupBy(names, (one) => JSON.stringify([one.name, network === '' ? one.service : '']))];
    return nameRow({
      kind: 'network',
      id,
      label: network === '' ? 'In one service only' : (keys.get(network) ?? network),
      description: dotted(count(byName.length, 'name'), network === '' ? 'hosts files and links' : ''),
      tooltip: network === '' ? 'Lines of hosts files, and private aliases of links' : `The network ${network}`,
      icon: 'type-hierarchy-sub',
      open: false,
      children: () =>
        byName.flatMap(([key, same]) =>
          same.slice(0, 1).map((one) => {
            const row = predictedRow(idOf(id, key), one, project);
            return network === '' ? { ...row, description: dotted(row.description, `only in ${one.service}`) } : row;
          }),
        ),
    });
  });
}

function ownerPlace(container: string, project: Project): NameRow['place'] {
  const found = predictedNames(project).find((one) => one.container === container);
  return found ? placeOf(found.service, project) : null;
}

function placeOf(service: string, { services }: Project): NameRow['place'] {
  const place = services.find(({ name }) => name === service)?.places[0];
  return place ? { uri: place.path, range: place.range } : null;
}

function note(parent: string, text: string): NameRow {
  return nameRow({ kind: 'note', id: idOf(parent, 'note'), label: text, icon: 'question' });
}

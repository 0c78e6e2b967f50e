import type { ProjectView } from '../../domain/compose/projectView.ts';
import { serviceOf, sharedNetwork } from '../../domain/compose/projectView.ts';
import { runningEndpoints, writtenPorts } from '../../model/endpoints.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';
import { placeAt } from './placeAt.ts';
import { viewsOf } from './readTogether.ts';

/** Something that can be written at the cursor. */
export interface Completion {
  readonly kind: 'service' | 'endpoint' | 'variable';
  readonly text: string;
  /** In a few words, what it is. */
  readonly detail: string;
  /** How many characters before the cursor it takes the place of. */
  readonly replaces: number;
}

/** Inside `links`, the services that can be linked to; in the value of a variable, the endpoints that the service can reach by name. */
export function completionsAt(snapshot: Snapshot, uri: string, lines: readonly string[]): readonly Completion[] {
  const file = snapshot.files.find((one) => one.uri === uri);
  const place = placeAt(lines);
  if (!place || file?.kind !== 'compose') return [];
  const [view] = viewsOf(
    snapshot.files.flatMap((each) => (each.kind === 'compose' ? [each] : [])),
    uri,
  );
  const found = place.kind === 'link' ? sourcesFor(file, place.service, view) : endpointsFor(file, place.service, { snapshot, view });
  return found.map((each) => ({ ...each, replaces: place.typed.length }));
}

type Found = Omit<Completion, 'replaces'>;

function sourcesFor(file: ReadFile, receiver: string, view: ProjectView | undefined): readonly Found[] {
  const linked = new Set(file.links.flatMap(({ link }) => (link.service === receiver && link.kind === 'links' ? [link.target] : [])));
  return names(file, view)
    .filter((name) => name !== receiver && !linked.has(name))
    .map((name) => ({ kind: 'service', text: name, detail: imageWords(file.around.service(name)) }));
}

function endpointsFor(
  file: ReadFile,
  receiver: string,
  { snapshot, view }: { readonly snapshot: Snapshot; readonly view: ProjectView | undefined },
): readonly Found[] {
  const linked = file.links.flatMap(({ link }) =>
    link.service === receiver && link.alias !== null && link.target !== null && link.mechanism !== 'refused'
      ? [{ host: link.alias, service: link.target, by: `link to ${link.target}` }]
      : [],
  );
  const reached = names(file, view)
    .filter((name) => name !== receiver && reaches(file, [receiver, name], view))
    .flatMap((name) => [
      { host: name, service: name, by: 'service' },
      ...aliasesOf(file.around.service(name)).map((host) => ({ host, service: name, by: `alias of ${name}` })),
    ]);
  const hosts = new Map([...linked, ...reached].toReversed().map((each) => [each.host, each]));
  return [...hosts.values()].toReversed().flatMap(({ host, service, by }) => {
    const ports = portsOf(service, file, snapshot);
    const texts = ports.length > 0 ? ports.map((port) => `${host}:${port}`) : [host];
    return texts.map((text): Found => ({ kind: 'endpoint', text, detail: by }));
  });
}

function names(file: ReadFile, view: ProjectView | undefined): readonly string[] {
  return view ? [...view.active.keys()] : file.compose.services.map(({ name }) => name);
}

/** Whether the second service has a name that the first one can ask for: they share a network of Docker's DNS. */
function reaches(file: ReadFile, [one, other]: readonly [string, string], view: ProjectView | undefined): boolean {
  const mine = view && serviceOf(view, one);
  const theirs = view && serviceOf(view, other);
  if (view && mine && theirs) return sharedNetwork(view, mine, theirs) === true;
  if (file.compose.format === 'v1') return false;
  const [first, second] = [one, other].map((name) => networksOf(file.compose.services.find((service) => service.name === name)));
  return first?.some((network) => second?.includes(network)) ?? false;
}

function networksOf(service: ComposeService | undefined): readonly string[] {
  if (!service || service.networkMode) return [];
  return service.networks?.map(({ name }) => name) ?? ['default'];
}

function aliasesOf(service: ComposeService | undefined): readonly string[] {
  const all = (service?.networks ?? []).flatMap(({ aliases }) => aliases.map(({ value }) => value));
  return [...new Set(all)].filter((alias) => !isInterpolated(alias));
}

/** The numbers of a service's ports, of its running containers where some are known, else as files tell. */
function portsOf(service: string, file: ReadFile, snapshot: Snapshot): readonly string[] {
  const running = runningEndpoints(service, file, snapshot).flatMap(({ ports }) => ports);
  const told = running.length > 0 ? running : writtenPorts(service, file, snapshot);
  return [...new Set(told.flatMap((port) => /^\d+(?=\/tcp$|$)/.exec(port)?.[0] ?? []))];
}

function imageWords(service: ComposeService | undefined): string {
  if (service?.image) return `image ${service.image.value}`;
  return service?.build ? 'built here' : 'service';
}

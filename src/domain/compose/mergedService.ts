import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import type { Range, Written } from '../../syntax/text.ts';
import type { Fact, ProjectService } from './project/project.ts';
import type { ProjectView } from './projectView.ts';

/**
 * A service as a project has it, in the form of one that a single file writes in full: `$` stands doubled, and what rests on a variable that
 * no file sets stays as `own` writes it, or that variable. Ranges are those of the files where the facts are written; the places are `own`'s, where the file has it.
 */
export function mergedService(service: ProjectService, { project }: ProjectView, own: ComposeService | undefined): ComposeService {
  const [key] = service.places;
  return {
    name: service.name,
    nameRange: own?.nameRange ?? key?.range ?? NOWHERE,
    range: own?.range ?? key?.range ?? NOWHERE,
    links: own?.links ?? [],
    externalLinks: own?.externalLinks ?? [],
    networkMode: one(service.networkMode, own?.networkMode),
    networks: own?.networks ?? null,
    dependsOn: own?.dependsOn ?? [],
    containerName: one(service.containerName, own?.containerName),
    hostname: one(service.hostname, own?.hostname),
    image: one(service.image, own?.image),
    build: own?.build ?? buildOf(service),
    command: own?.command ?? '',
    expose: all(service.expose, own?.expose),
    ports: all(service.ports, own?.ports),
    environment: environmentOf(service, own),
    labels: own?.labels ?? [],
    envFiles: service.envFiles.filter(({ value }) => project.missing.includes(value)).map(written),
    extraHosts: service.extraHosts.map(({ name, place }) => ({ value: name, range: place.range })),
    binds: own?.binds ?? [],
    extends: null,
    profiles: service.profiles.map(written),
    scale: service.scale,
    hasMergeTags: false,
  };
}

/** A build that other files of the project write; its context starts from their folder already. */
function buildOf({ build }: ProjectService): ComposeService['build'] {
  return build && { ...build, range: build.place.range };
}

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function one(fact: Fact<string> | null, own: Written<string> | null | undefined): Written<string> | null {
  return fact && (fact.assumedUnset.length > 0 && own ? own : written(fact));
}

function all(facts: readonly Fact<string>[], own: readonly Written<string>[] | undefined): readonly Written<string>[] {
  return own && own.length >= facts.length && facts.some(({ assumedUnset }) => assumedUnset.length > 0) ? own : facts.map(written);
}

/** In the order of `own`, which people know, and then by name. */
function environmentOf({ environment }: ProjectService, own: ComposeService | undefined): ComposeService['environment'] {
  const order = new Map(own?.environment.map(({ name }, at) => [name, at]));
  const sorted = environment.toSorted((a, b) => (order.get(a.name) ?? Infinity) - (order.get(b.name) ?? Infinity) || 0);
  return sorted.map(({ name, value, place, assumedUnset }) => {
    const raw = assumedUnset.length > 0 ? own?.environment[order.get(name) ?? -1] : undefined;
    return raw ?? { name, value: value === null ? null : asWritten(value, assumedUnset), range: place.range };
  });
}

function written({ value, place, assumedUnset }: Fact<string>): Written<string> {
  return { value: asWritten(value, assumedUnset), range: place.range };
}

function asWritten(value: string, [unset]: readonly string[]): string {
  return unset === undefined ? value.replaceAll('$', '$$$$') : `\${${unset}}`;
}

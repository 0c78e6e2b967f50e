import type { Place, Project, ProjectService, ProjectSet } from '../../../../../src/domain/compose/project/project.ts';
import { readProject } from '../../../../../src/domain/compose/project/readProject.ts';

/** Reads files of the folder `/p`; the set is all `.yaml` files unless it is given. */
export function project(files: Readonly<Record<string, string>>, set: Partial<ProjectSet> = {}): Project {
  const texts = new Map(Object.entries(files).map(([name, text]) => [`/p/${name}`, text]));
  const yaml = [...texts.keys()].filter((name) => name.endsWith('.yaml'));
  return readProject({ reader: 'compose-2', files: yaml, ...set }, (path) => texts.get(path) ?? null);
}

/** A service of a project by its name. */
export function serviceIn({ services }: Project, name: string): ProjectService {
  const found = services.find((service) => service.name === name);
  if (!found) throw new Error(`no service ${name} among ${services.map((service) => service.name).join()}`);
  return found;
}

/** A place in short: the file and its line, counted from 1. */
export function short({ path, range }: Place): string {
  return `${path.slice('/p/'.length)}:${String(range.start.line + 1)}`;
}

/** The links of a service in short: `db:x a.yaml:3`. */
export function links(service: ProjectService): readonly string[] {
  return service.links.map(({ value, place, repeats }) => [value, short(place), ...repeats.map(short)].join(' '));
}

/** The problems of a project in short: `code a.yaml:3`. */
export function problems({ problems: found }: Project): readonly string[] {
  return found.map(({ code, place }) => `${code}${place ? ` ${short(place)}` : ''}`);
}

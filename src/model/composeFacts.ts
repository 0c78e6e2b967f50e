import { literal } from '../domain/compose/linkNames.ts';
import { sourcesOf } from '../domain/findings/judgeFile.ts';
import { serviceFacts } from '../domain/usages/composeFacts.ts';
import type { ServiceFacts } from '../domain/usages/composeFacts.ts';
import { imageFacts, imageFinder } from './images.ts';
import type { ReadFile, Snapshot } from './snapshot.ts';

/** The texts of the files that the likeliest project reads together with a file. */
export function textsBeside({ uri, around }: ReadFile, textOf: (uri: string) => string | null): readonly string[] {
  const [likeliest] = [...around.inProjects.values()].flat();
  const files = likeliest?.view.project.set.files ?? [];
  return files.flatMap((each) => (each === uri ? [] : (textOf(each) ?? [])));
}

/** The services of a compose file with their links, as plain data; linear in the file's size. */
export function servicesOf({ compose, around, links, dockerfiles }: ReadFile, snapshot: Snapshot): readonly ServiceFacts[] {
  const sourceOf = sourcesOf(compose, around);
  const images = imageFinder(snapshot);
  const project = compose.name && literal(compose.name.value);
  const inputs = links.map(({ link }) => {
    const source = sourceOf(link);
    const image = source ? imageFacts(source, dockerfiles.get(source.name), images) : null;
    return { link, source, receiver: around.service(link.service), image, format: compose.format, project };
  });
  return serviceFacts(compose, { inputs, service: around.service });
}

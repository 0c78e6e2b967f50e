import { readCompose } from '../../syntax/compose/read.ts';
import { copiedSources } from '../../syntax/dockerfile/copied.ts';
import { readDockerfile } from '../../syntax/dockerfile/read.ts';
import { readDotenv } from '../../syntax/dotenv/read.ts';
import { bindMounts } from '../../syntax/usages/mounts.ts';
import { literal } from '../compose/linkNames.ts';
import { resolvePath } from './belongs.ts';
import { builtFrom, folderOf } from './built.ts';
import type { ComposeFacts, ServiceFacts } from './composeFacts.ts';
import type { Receiver } from './projectUsages.ts';

/** The text of a file by its path; null for one that was not read. */
export type TextOf = (path: string) => string | null;

/** The services of a compose file as their code sees them. */
export function receiversOf(
  { path, text, others = [], target, folder = folderOf(path), services }: ComposeFacts,
  textOf: TextOf,
): readonly Receiver[] {
  const mounts = [text, ...others].map(mountsIn);
  return services.map((facts) => {
    const { service, range, links, build } = facts;
    const built = build && builtFrom(build, folder);
    const inline = build?.inline ?? null;
    const dockerfile = inline === null ? built && textOf(built.dockerfile) : literal(inline);
    const own = environmentOf(facts, folder, textOf);
    return {
      service,
      compose: path,
      range,
      target,
      links,
      files: {
        context: built?.context ?? null,
        copied: dockerfile === null ? null : copiedSources(dockerfile),
        dockerfile: inline === null ? (built?.dockerfile ?? null) : null,
        mounts: mounts.flatMap((each) => each.get(service) ?? []).map((mount) => resolvePath(folder, mount)),
      },
      environment: own.names,
      image: dockerfile === null || !own.isComplete ? null : imageNames(build?.target ?? null, dockerfile),
    };
  });
}

/** A file of a project adds to what the others mount (compose-spec, merge). */
function mountsIn(text: string): ReadonlyMap<string, readonly string[]> {
  const reading = readCompose(text);
  return reading.kind === 'compose' ? bindMounts(reading.file, reading.tree) : new Map();
}

/** The names that `environment` and `env_file` set; not complete when one of the files was not read. */
function environmentOf(
  { environment, envFiles }: ServiceFacts,
  folder: string,
  textOf: TextOf,
): { readonly names: ReadonlySet<string>; readonly isComplete: boolean } {
  const texts = envFiles.map((file) => textOf(resolvePath(folder, file)));
  const read = texts.flatMap((text) => (text === null ? [] : readDotenv(text)));
  return { names: new Set([...environment, ...read.map(({ name }) => name)]), isComplete: !texts.includes(null) };
}

/** What the Dockerfile sets; of the image it starts from nobody expects that it sets names of this project's links. */
function imageNames(target: string | null, dockerfile: string): ReadonlySet<string> | null {
  const { env, from, fault } = readDockerfile(dockerfile, target);
  return fault !== null || from === null ? null : new Set(env.map(({ name }) => name));
}

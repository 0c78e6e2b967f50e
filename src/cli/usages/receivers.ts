import { dirname, resolve, sep } from 'node:path';
import { linkNames, literal } from '../../domain/compose/linkNames.ts';
import { sourceFacts } from '../../domain/compose/sourceFacts.ts';
import type { Receiver, ReceiverLink } from '../../domain/usages/projectUsages.ts';
import type { ReceiverFiles } from '../../domain/usages/belongs.ts';
import type { ComposeFile, ComposeService } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';
import { copiedSources } from '../../syntax/dockerfile/copied.ts';
import { readDockerfile } from '../../syntax/dockerfile/read.ts';
import { readDotenv } from '../../syntax/dotenv/read.ts';
import { bindMounts } from '../../syntax/usages/mounts.ts';
import type { YamlDocument } from '../../syntax/yaml/tree.ts';
import type { FileAnswer } from '../answer.ts';
import { predictionInputs } from '../report/predictionInputs.ts';

/** A compose file that was read, and where it lies. */
export interface ReadCompose {
  /** Its real path. */
  readonly path: string;
  readonly file: ComposeFile;
  readonly tree: YamlDocument;
  readonly answer: FileAnswer;
}

/** The text of a file of the project by its real path; null for one that was not read. */
export type TextOf = (path: string) => string | null;

/** The services of a compose file as their code sees them; paths are real and have `/`. */
export function receiversOf({ path, file, tree, answer }: ReadCompose, textOf: TextOf): readonly Receiver[] {
  const mounts = bindMounts(file, tree);
  const links = linksOf(answer);
  const merged = new Map(answer.services.map((service) => [service.name, service]));
  return file.services.map((written) => {
    const service = merged.get(written.name) ?? written;
    const built = builtFrom(service, path);
    const dockerfile = built && textOf(built.dockerfile);
    const inline = service.build?.inline ?? null;
    const text = inline === null ? dockerfile : literal(inline);
    const own = environmentOf(service, path, textOf);
    const files: ReceiverFiles = {
      context: built?.context ?? null,
      copied: text === null ? null : copiedSources(text),
      dockerfile: inline === null ? (built?.dockerfile ?? null) : null,
      mounts: (mounts.get(written.name) ?? []).map((mount) => resolve(dirname(path), mount)),
    };
    return {
      service: written.name,
      compose: slashed(path),
      range: written.range,
      links: links.get(written.name) ?? [],
      files,
      environment: own.names,
      image: text === null || !own.isComplete ? null : imageNames(service, text),
    };
  });
}

function linksOf(answer: FileAnswer): ReadonlyMap<string, readonly ReceiverLink[]> {
  const links = new Map<string, ReceiverLink[]>();
  for (const input of predictionInputs(answer)) {
    const { exposed, untold } = sourceFacts(input.source, input.image, input.format);
    const names = linkNames(input).flatMap(({ name }) => (name.includes('<') ? [] : [name]));
    const known = links.get(input.link.service) ?? [];
    links.set(input.link.service, [...known, { link: input.link, names, ports: untold.length === 0 ? exposed : null }]);
  }
  return links;
}

/** The context and the Dockerfile of a service that is built from a folder on this disk; null for others. */
function builtFrom({ build }: ComposeService, compose: string): { readonly context: string; readonly dockerfile: string } | null {
  if (!build) return null;
  const context = build.context ?? '.';
  const name = build.dockerfile ?? 'Dockerfile';
  if (isInterpolated(context) || isInterpolated(name) || /^[a-z+]+:\/\/|^git@|^github\.com\//.test(context)) return null;
  const folder = resolve(dirname(compose), context);
  return { context: folder, dockerfile: resolve(folder, name) };
}

/** The names that `environment` and `env_file` set; not complete when one of the files was not read. */
function environmentOf(
  { environment, envFiles }: ComposeService,
  compose: string,
  textOf: TextOf,
): { readonly names: ReadonlySet<string>; readonly isComplete: boolean } {
  const texts = envFiles.map(({ value }) => textOf(resolve(dirname(compose), value)));
  const read = texts.flatMap((text) => (text === null ? [] : readDotenv(text)));
  return { names: new Set([...environment, ...read].map(({ name }) => name)), isComplete: !texts.includes(null) };
}

/** What the Dockerfile sets; of the image it starts from nobody expects that it sets names of this project's links. */
function imageNames({ build }: ComposeService, dockerfile: string): ReadonlySet<string> | null {
  const target = build?.target ?? null;
  const { env, from, fault } = readDockerfile(dockerfile, target);
  return fault !== null || from === null ? null : new Set(env.map(({ name }) => name));
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

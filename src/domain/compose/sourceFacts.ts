import type { ComposeFormat, ComposeService } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';
import { maskSecret } from '../secrets.ts';
import { MOST_PORTS, exposedKeys, rangeLength } from './exposed.ts';
import type { ImageFacts } from './image.ts';
import { literal } from './linkNames.ts';

/** A variable of a container as files tell it; secrets are masked. */
export interface ShownVariable {
  readonly name: string;
  /** What no file tells is `<value of NAME>`, or stands behind a `$`. */
  readonly value: string;
  readonly known: boolean;
}

/** What files tell of the container a link leads to. */
export interface SourceFacts {
  /** Keys of `Config.ExposedPorts`. */
  readonly exposed: readonly string[];
  /** The numbers of ranges that Compose may pass as one key or as single ports, depending on its version. */
  readonly rawRanges: readonly string[];
  readonly env: readonly ShownVariable[];
  /** What may add ports and variables that no file tells, each as a noun. */
  readonly untold: readonly string[];
}

/** The ports and variables of a source: its image's, then what its service says. */
export function sourceFacts(source: ComposeService | undefined, image: ImageFacts | null, format: ComposeFormat): SourceFacts {
  const exposed = [...(image?.exposed ?? []), ...(source?.ports ?? []).flatMap(({ value }) => exposedKeys(value))];
  const rawRanges: string[] = [];
  for (const { value } of source?.expose ?? []) {
    const [numbers = '', proto = 'tcp'] = value.split('/');
    if (format === 'v1' || rangeLength(value) === null) exposed.push(...exposedKeys(value));
    else {
      rawRanges.push(numbers);
      exposed.push(`${numbers}/${proto.toLowerCase()}`);
    }
  }
  const env = new Map((image?.env ?? []).map(({ name, value }) => [name, shown(name, value, false)]));
  for (const { name, value } of source?.environment ?? []) env.set(name, shown(name, value, true));
  return { exposed: [...new Set(exposed)], rawRanges, env: [...env.values()], untold: untold(source, image) };
}

/** A variable as it may be shown; a value of a compose file is interpolated, `${NAME}` alone hides nothing. */
export function shown(name: string, value: string | null, interpolated: boolean): ShownVariable {
  if (value === null) return { name, value: `<value of ${name}>`, known: false };
  if (!interpolated) return { name, value: maskSecret(name, value), known: true };
  if (/^\$\{\w+\}$/.test(value)) return { name, value, known: false };
  const text = literal(value);
  return { name, value: maskSecret(name, text ?? value), known: text !== null };
}

function untold(source: ComposeService | undefined, image: ImageFacts | null): readonly string[] {
  if (!source) return ['the ports and variables of its source, which this file does not define'];
  const written = [...source.expose, ...source.ports].map(({ value }) => value);
  const hidden = written.filter(isInterpolated);
  const long = written.filter((value) => (rangeLength(value) ?? 0) > MOST_PORTS);
  return [
    ...(image?.complete ? [] : [`EXPOSE and ENV of ${imageName(source, image)}`]),
    ...source.envFiles.map(({ value }) => `the variables of ${value}`),
    ...(source.extends ? [`what "${source.name}" extends`] : []),
    ...(hidden.length > 0 ? [`the ports ${hidden.join(', ')}`] : []),
    ...(long.length > 0 ? [`ports beyond the first ${MOST_PORTS} of ${long.join(', ')}`] : []),
  ];
}

function imageName({ image, build }: ComposeService, facts: ImageFacts | null): string {
  if (build) return facts ? 'the image its Dockerfile starts from' : 'the image that is built';
  return image ? `the image ${image.value}` : 'its image';
}

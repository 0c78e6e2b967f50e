import { ExcerptBuilder } from '../shell/excerpt.ts';
import type { Excerpt } from '../shell/excerpt.ts';
import { parseYaml } from '../yaml/parse.ts';
import type { YamlNode } from '../yaml/tree.ts';
import type { Argument } from './argument.ts';

/** What a `devcontainer.json` says of commands. */
export interface DevContainer {
  /** The words of `runArgs`, which `docker run` gets before the image; none where Compose makes the container (Development Containers reference). */
  readonly runArgs: readonly Argument[];
  /** `initializeCommand`, which the host runs before the container is made. */
  readonly before: readonly Before[];
  /** Whether the file is no complete JSON with comments, so that what was read may be wrong. */
  readonly isFaulty: boolean;
}

/** A command line that runs before the container is made. */
export interface Before {
  readonly excerpt: Excerpt;
  /** Whether it is the only one; others run side by side with each other. */
  readonly isAlone: boolean;
}

/** Reads JSON with comments, which are YAML once the comments are blank. */
export function readDevContainer(text: string): DevContainer {
  const json = text.replaceAll(/"(?:\\.|[^"\\\r\n])*"|\/\/[^\r\n]*|\/\*[^]*?\*\/|\t|^\uFEFF/g, (part) =>
    part.startsWith('"') ? part : part.replaceAll(/[^\r\n]/g, ' '),
  );
  const { root, fault } = parseYaml(json);
  if (root?.kind !== 'map') return { runArgs: [], before: [], isFaulty: true };
  const valueOf = (name: string): YamlNode | null => root.entries.find(({ key }) => key.text === name)?.value ?? null;
  const list = valueOf('dockerComposeFile') === null ? valueOf('runArgs') : null;
  return { runArgs: wordsOf(list), before: beforeOf(text, valueOf('initializeCommand')), isFaulty: fault !== null };
}

function wordsOf(list: YamlNode | null): readonly Argument[] {
  if (list?.kind !== 'seq') return [];
  return list.items.flatMap((item): readonly Argument[] => {
    if (item?.kind !== 'scalar') return [];
    const isKnown = !item.text.includes('${');
    return [{ text: item.text, isKnown, isStable: true, span: item.span, isOpen: false, isWritten: true }];
  });
}

/** A text is a command line for a shell; a list is none. */
function beforeOf(text: string, node: YamlNode | null): readonly Before[] {
  const lines = node?.kind === 'map' ? node.entries.map(({ value }) => value) : [node];
  return lines.flatMap((line, at): readonly Before[] => {
    if (line?.kind !== 'scalar' || line.style !== 'double') return [];
    const inner = { start: line.span.start + 1, end: line.span.end - 1 };
    // Escapes hide where characters stand.
    if (line.text !== text.slice(inner.start, inner.end)) return [];
    const builder = new ExcerptBuilder(text);
    builder.take(inner, false);
    return [{ excerpt: builder.done(`before ${at}`), isAlone: node?.kind === 'scalar' }];
  });
}

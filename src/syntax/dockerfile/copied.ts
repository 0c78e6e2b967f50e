import { Add, Copy, DockerfileParser, From } from 'dockerfile-ast';

/**
 * What any stage of a Dockerfile takes from the build context, as written; a source of `ADD` that is downloaded is none. Null when a
 * variable hides it, when a base image called `onbuild` takes what it likes, or when the text cannot be read.
 */
export function copiedSources(text: string): readonly string[] | null {
  try {
    const sources: string[] = [];
    for (const instruction of DockerfileParser.parse(text.replace(/^\uFEFF/, ' ')).getInstructions()) {
      if (instruction instanceof From && /onbuild/.test(instruction.getImage() ?? '')) return null;
      if (!(instruction instanceof Copy || instruction instanceof Add)) continue;
      if (instruction.getFlags().some((flag) => flag.getName() === 'from')) continue;
      // The library drops the blanks of what stands in quotes.
      const quoted = instruction.getJSONStrings().length > 0 ? (instruction.getArgumentsContent() ?? '').match(/"(?:[^"\\]|\\.)*"/g) : null;
      const words = quoted?.map((word) => String(JSON.parse(word))) ?? instruction.getArguments().map((argument) => argument.getValue());
      sources.push(...words.slice(0, -1).filter((source) => !/^(?:<<|[a-z]+:\/\/|git@)/.test(source)));
    }
    return sources.some((source) => source.includes('$')) ? null : sources;
  } catch {
    return null;
  }
}

/** A file or folder of the build context, and where an image has it. */
export interface CopiedFile {
  readonly source: string;
  readonly target: string;
}

/** What any stage of a Dockerfile puts at an absolute path from the build context, as written; what variables hide is left out. */
export function copiedFiles(text: string): readonly CopiedFile[] {
  return [...text.matchAll(/^[ \t]*(?:COPY|ADD)[ \t]+((?:--[a-z]+(?:=\S+)?[ \t]+)*)(.+?)[ \t]*$/gim)].flatMap(
    ([, flags = '', rest = '']) => {
      if (/--from=/.test(flags) || rest.includes('$') || rest.endsWith('\\')) return [];
      const words = rest.startsWith('[') ? [...rest.matchAll(/"([^"\\]*)"/g)].map(([, word = '']) => word) : rest.split(/[ \t]+/);
      const target = words.at(-1) ?? '';
      const sources = words.slice(0, -1).filter((source) => !/^(?:<<|[a-z]+:\/\/|git@)|[*?]/.test(source));
      if (!target.startsWith('/')) return [];
      return sources.map((source) => ({ source, target: sources.length > 1 && !target.endsWith('/') ? `${target}/` : target }));
    },
  );
}

import ignore from 'ignore';
import type { Ignore } from 'ignore';

/** The rules that hold in one folder of a walk and below it: those of the folder itself, and behind them those of the folders above. */
export interface Exclusions {
  readonly rules: Ignore;
  /** How many characters of a path, relative to the walk's root, lead to the folder. */
  readonly depth: number;
  /** Of a folder above the root: the way from there to the root, with a closing `/`; else empty. */
  readonly prefix: string;
  readonly above: Exclusions | null;
}

/** Adds the rules of a folder's `.gitignore`; `folder` is relative to the walk's root, with a closing `/` unless it is empty. */
export function withGitignore(text: string, folder: string, above: Exclusions | null): Exclusions {
  return { rules: ignore().add(text), depth: folder.length, prefix: '', above };
}

/** Adds the rules of a `.gitignore` in a folder above the root. */
export function withOuterGitignore(text: string, prefix: string, above: Exclusions | null): Exclusions {
  return { rules: ignore().add(text), depth: 0, prefix, above };
}

/** Glob patterns as the editor's settings `files.exclude` and `search.exclude` have them: from the root on, with `{a,b}` for either. */
export function excludedByGlobs(globs: readonly string[], above: Exclusions | null): Exclusions {
  const patterns = globs.flatMap(alternatives).map((glob) => (glob.startsWith('/') ? glob : `/${glob}`));
  return { rules: ignore().add(patterns), depth: 0, prefix: '', above };
}

/** Whether a file (or, with a closing `/`, a folder) is left out; as in git the innermost rule that speaks of it decides. */
export function isExcluded(path: string, exclusions: Exclusions | null): boolean {
  for (let at = exclusions; at; at = at.above) {
    const { ignored, unignored } = at.rules.test(at.prefix + path.slice(at.depth));
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}

/** A glob without `{a,b}`, once for each alternative; braces inside of braces are taken from the inside out. */
function alternatives(glob: string): readonly string[] {
  const [braces, inside] = /\{([^{}]*)\}/.exec(glob) ?? [];
  if (braces === undefined || inside === undefined) return [glob];
  return inside.split(',').flatMap((one) => alternatives(glob.replace(braces, () => one)));
}

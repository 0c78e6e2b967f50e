import { bindingsOf } from '../../syntax/usages/bindings.ts';
import type { Binding } from '../../syntax/usages/bindings.ts';
import { commentsOf } from '../../syntax/usages/comments.ts';
import { gitlabServices, kubernetesPrefixes } from '../../syntax/usages/elsewhere.ts';
import { languageOf } from '../../syntax/usages/language.ts';
import { scanUsages } from '../../syntax/usages/scan.ts';
import type { Usage } from '../../syntax/usages/usage.ts';
import { ignoresIn, isOfReaders } from '../findings/ignores.ts';
import type { Ignore } from '../findings/ignores.ts';
import { gitlabAliases } from './receiver.ts';

/** A file that reads variables with names like a link's, or tells who else sets such names; plain data. */
export interface CodeFile {
  /** Written as those of the receivers are. */
  readonly path: string;
  readonly usages: readonly Usage[];
  /** Where it sets such names itself, or lists them for a template. */
  readonly bindings: readonly Binding[];
  /** The prefixes of which it reads `<PREFIX>_SERVICE_HOST`. */
  readonly kubernetes: readonly string[];
  /** The aliases of the services that its GitLab jobs have. */
  readonly gitlab: readonly string[];
  /** The comments that silence what is said about readers. */
  readonly ignores: readonly Ignore[];
}

/** What a text says of link variables; null when it says nothing. */
export function codeFileOf(path: string, text: string): CodeFile | null {
  const language = languageOf(path, text);
  const usages = language === null ? [] : scanUsages(text, language);
  const bindings = language === null ? [] : bindingsOf(text, language, usages);
  const ignores = language === null ? [] : ignoresIn(text, (code) => commentsOf(code, language)).filter(isOfReaders);
  const kubernetes = kubernetesPrefixes(text);
  const gitlab = isGitlabCi(path) ? gitlabServices(text).flatMap(gitlabAliases) : [];
  const says = usages.length + bindings.length + kubernetes.length + gitlab.length + ignores.length > 0;
  return says ? { path, usages, bindings, kubernetes, gitlab, ignores } : null;
}

/** Whether a file tells what GitLab Runner links, whatever words it holds. */
export function isGitlabCi(path: string): boolean {
  return path.endsWith('.gitlab-ci.yml');
}

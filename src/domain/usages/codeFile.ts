import { gitlabServices, kubernetesPrefixes } from '../../syntax/usages/elsewhere.ts';
import { languageOf } from '../../syntax/usages/language.ts';
import { scanUsages } from '../../syntax/usages/scan.ts';
import type { Usage } from '../../syntax/usages/usage.ts';
import { gitlabAliases } from './receiver.ts';

/** A file that reads variables with names like a link's, or tells who else sets such names; plain data. */
export interface CodeFile {
  /** Written as those of the receivers are. */
  readonly path: string;
  readonly usages: readonly Usage[];
  /** The prefixes of which it reads `<PREFIX>_SERVICE_HOST`. */
  readonly kubernetes: readonly string[];
  /** The aliases of the services that its GitLab jobs have. */
  readonly gitlab: readonly string[];
}

/** What a text says of link variables; null when it says nothing. */
export function codeFileOf(path: string, text: string): CodeFile | null {
  const language = languageOf(path, text);
  const usages = language === null ? [] : scanUsages(text, language);
  const kubernetes = kubernetesPrefixes(text);
  const gitlab = isGitlabCi(path) ? gitlabServices(text).flatMap(gitlabAliases) : [];
  return usages.length + kubernetes.length + gitlab.length > 0 ? { path, usages, kubernetes, gitlab } : null;
}

/** Whether a file tells what GitLab Runner links, whatever words it holds. */
export function isGitlabCi(path: string): boolean {
  return path.endsWith('.gitlab-ci.yml');
}

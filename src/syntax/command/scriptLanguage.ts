import type { ScriptLanguage } from './commandScript.ts';

const BY_PATH: readonly (readonly [RegExp, ScriptLanguage])[] = [
  [/\.(?:sh|bash|zsh|ksh|bats)$|(?:^|\/)\.(?:bash|zsh)(?:rc|_profile|_aliases)$|(?:^|\/)\.profile$/, 'shell'],
  [/(?:^|\/)(?:gnu)?makefile(?:\.\w+)?$|\.ma?k$/, 'make'],
  [/\.gitlab-ci(?:\.[\w-]+)?\.ya?ml$|(?:^|\/)\.github\/(?:workflows|actions)\/.*\.ya?ml$/, 'ci'],
  [
    /(?:^|\/)(?:\.travis|\.drone|circle|appveyor|\.appveyor|wercker|shippable|bitbucket-pipelines|azure-pipelines|\.semaphore\/\w+)\.ya?ml$/,
    'ci',
  ],
  [/(?:^|\/)\.circleci\/.*\.ya?ml$/, 'ci'],
  [/\.(?:md|markdown|mdx|mkd)$/, 'markdown'],
  [/\.service$/, 'systemd'],
  [/(?:^|\/)\.?devcontainer(?:\/[^/]+)?(?:\/devcontainer)?\.json$/, 'devcontainer'],
  [/(?:^|\/)(?:dockerfile|containerfile)(?:\.[\w.-]*)?$|\.dockerfile$/, 'dockerfile'],
];

/** The kind of a file by its path, and by its first line where the name tells nothing; null for a file in which no commands are looked for. */
export function scriptLanguage(path: string, text = ''): ScriptLanguage | null {
  const lower = path.replaceAll('\\', '/').toLowerCase();
  const named = BY_PATH.find(([pattern]) => pattern.test(lower))?.[1];
  if (named) return named;
  const hasExtension = /\.[^./]+$/.test(lower.slice(lower.lastIndexOf('/') + 1));
  return !hasExtension && /^#![^\r\n]*\b(?:ba|da|a|k|z)?sh\b/.test(text) ? 'shell' : null;
}

/** Whether a text can hold a `--link` at all; it costs next to nothing. */
export function mayHaveLinks(text: string): boolean {
  return /--link(?![\w-])/.test(text);
}

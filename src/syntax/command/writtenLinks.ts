import type { Span } from '../text.ts';
import type { CommandScript, ScriptLanguage } from './commandScript.ts';

/** A `--link` in a text, whoever may get it. */
export interface WrittenLink extends Span {
  readonly text: string;
  /** What stands before the colon; a variable in it as `${NAME}`, or as `${_}`. */
  readonly target: string;
  readonly isKnown: boolean;
}

const LINK = /--link(?![\w-])(?:=|["']?(?:[\s,]|\\\r?\n)+)["']?((?:\$\$?\([^)\n]*\)|\$\$?\{[^}\n]*\}|[^\s"'`,;|&()<>\]\\])*)/g;

const VARIABLE = /\$\$?(?:\([^)]*\)|\{[^}]*\}|\w+|[@*])|\{\{.*?\}\}/g;

/** Programs and instructions whose `--link` makes no link of the default bridge, with no call of Docker behind them. */
const OTHER = /(?:^|[\s;&|(/])(?:podman|nerdctl|buildah|cp|ln|rsync|npm|yarn|pnpm|COPY|ADD|network connect)\s(?!.*\bdocker\b)/;

/** The links of a text that no command which was read has: in variables, lists, prose, texts for other programs, and commands that cannot be read. */
export function linksBesides(
  text: string,
  { language, containers }: Pick<CommandScript, 'language' | 'containers'>,
): readonly WrittenLink[] {
  const links = containers.flatMap((container) => container.links);
  // What a variable holds is a link of the command that gets it.
  const held = new Set(links.flatMap(({ isWritten, value }) => (isWritten ? [] : [value.text])));
  return [...text.matchAll(LINK)].flatMap((match): readonly WrittenLink[] => {
    const start = match.index;
    const [whole, written = ''] = match;
    const line = text.slice(Math.max(text.lastIndexOf('\n', start), text.lastIndexOf('\r', start)) + 1, start);
    if (links.some((link) => link.whole.start <= start && start < link.whole.end)) return [];
    if (held.has(written) || isAside(line, language) || OTHER.test(line)) return [];
    const isOutput = written === '' && text.charAt(start + whole.length) === '`' && language !== 'markdown';
    const target = (isOutput ? '${_}' : written.replaceAll(VARIABLE, '${_}')).split(':', 1)[0]?.replace(/^\//, '') ?? '';
    if (target === '') return [];
    return [{ text: written, target, isKnown: !target.includes('${'), start, end: start + whole.length }];
  });
}

/** Whether what follows the beginning of a line is a comment, which nothing runs; in a Dockerfile the comments alone say how its image is run. */
function isAside(line: string, language: ScriptLanguage): boolean {
  switch (language) {
    case 'markdown':
      return false;
    case 'dockerfile':
      return !/^\s*#/.test(line);
    case 'devcontainer':
      return /(?:^|[\s,{[])\/\//.test(line);
    case 'systemd':
      return /^\s*[#;]/.test(line);
    case 'shell':
    case 'make':
    case 'ci':
      return /(?:^|\s)#/.test(line);
  }
}

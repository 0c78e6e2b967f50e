import { Lines } from '../text.ts';
import type { Range } from '../text.ts';

/** What one `docker compose …` or `docker-compose …` in a text is started with. */
export interface ComposeCommand {
  readonly program: 'docker-compose' | 'docker compose';
  /** `-f`, in order. */
  readonly files: readonly string[];
  readonly projectName: string | null;
  readonly folder: string | null;
  readonly profiles: readonly string[];
  readonly envFiles: readonly string[];
  /** Where `cd` in front of it on the line leads; null without one. */
  readonly directory: string | null;
  /** From the program to the last option before the sub-command. */
  readonly range: Range;
}

const PROGRAM = /(?<![\w./-])(?:docker-compose|docker[ \t]+compose)(?=[ \t]|\\\r?\n)/g;
const CHANGED = /(?:^|[\s"'({;&|@-])cd[ \t]+([^\s"'$`*;&|(){}]+)[ \t]*(?:&&|;)[ \t]*(?:sudo[ \t]+)?(?:\w+=[^\s;&|]*[ \t]+)*$/;
const WORD = /(?:[ \t]|\\\r?\n[ \t]*)+((?:[^\s"'\\;|&]|"[^"\r\n]*"|'[^'\r\n]*')+)/y;
const OPTIONS: Readonly<Record<string, keyof Found>> = {
  '-f': 'files',
  '--file': 'files',
  '-p': 'names',
  '--project-name': 'names',
  '--project-directory': 'folders',
  '--profile': 'profiles',
  '--env-file': 'envFiles',
};

interface Found {
  readonly files: string[];
  readonly names: string[];
  readonly folders: string[];
  readonly profiles: string[];
  readonly envFiles: string[];
}

/**
 * The calls of Compose in a script, Makefile or any other text, with their options before the sub-command. A call whose
 * options hold a variable is left out: nobody knows what it reads.
 */
export function composeCommands(text: string): readonly ComposeCommand[] {
  const lines = new Lines(text);
  return [...text.matchAll(PROGRAM)].flatMap((match): readonly ComposeCommand[] => {
    const start = match.index;
    const { found, end } = optionsAt(text, start + match[0].length);
    if (Object.values(found).some((words: readonly string[]) => words.some((word) => /[$`*{]/.test(word)))) return [];
    return [
      {
        program: match[0].startsWith('docker-') ? 'docker-compose' : 'docker compose',
        files: found.files,
        projectName: found.names.at(-1) ?? null,
        folder: found.folders.at(-1) ?? null,
        profiles: found.profiles,
        envFiles: found.envFiles,
        directory: directoryAt(text, start),
        range: lines.range({ start, end }),
      },
    ];
  });
}

function optionsAt(text: string, from: number): { readonly found: Found; readonly end: number } {
  const found: Found = { files: [], names: [], folders: [], profiles: [], envFiles: [] };
  let end = from;
  for (;;) {
    const option = wordAt(text, end);
    if (!option?.word.startsWith('-')) return { found, end };
    end = option.end;
    const [, name = '', attached] = /^(-[fp](?=[^=])|[^=]+)(?:=?(.+))?$/s.exec(option.word) ?? [];
    const list = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
    if (!list) continue;
    const value = attached === undefined ? wordAt(text, end) : { word: attached, end };
    if (!value) return { found, end };
    found[list].push(value.word);
    end = value.end;
  }
}

/** So much of the line in front of a call is looked at. */
const BEFORE = 200;

function directoryAt(text: string, at: number): string | null {
  const line =
    text
      .slice(Math.max(at - BEFORE, 0), at)
      .split('\n')
      .at(-1) ?? '';
  return CHANGED.exec(line)?.[1] ?? null;
}

function wordAt(text: string, at: number): { readonly word: string; readonly end: number } | null {
  WORD.lastIndex = at;
  const match = WORD.exec(text);
  return match && { word: (match[1] ?? '').replace(/["']/g, ''), end: at + match[0].length };
}

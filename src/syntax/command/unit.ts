import { linesOf } from '../shell/lines.ts';
import type { ShellCommand, ShellWord } from '../shell/script.ts';
import type { Span } from '../text.ts';
import { unitWords } from './unitWords.ts';

/** A systemd unit among others that are read as one text. */
export interface UnitPart extends Span {
  /** The file's name, which its specifiers stand for; empty where nobody knows it. */
  readonly name: string;
}

/** The commands of a unit in the order in which systemd runs them. */
export interface UnitScript {
  readonly commands: readonly ShellCommand[];
  /** Whether a quote is left open, so that what was read may be wrong. */
  readonly isFaulty: boolean;
}

/** The keys with commands, in the order in which they run (systemd.service). */
const PHASES = ['Condition', 'StartPre', 'Start', 'StartPost', 'Reload', 'Stop', 'StopPost'];

const KEY = new RegExp(`^([ \\t]*)Exec(${PHASES.join('|')})[ \\t]*=[ \\t]*([-@:+!]*)`);

interface Setting {
  readonly phase: number;
  /** Whether the word behind the program is what the program is told to be called. */
  readonly isRenamed: boolean;
  readonly line: Span;
  /** What stands behind the key, line by line, without the backslashes between them. */
  readonly pieces: readonly Span[];
}

/** Reads the `Exec…=` lines of a unit with those in which they go on; one without a value takes back those before it (systemd.service). */
export function readUnit(text: string, { name, start, end }: UnitPart): UnitScript {
  let kept: readonly Setting[] = [];
  for (const setting of settingsOf(text, { start, end })) {
    const isEmpty = setting.pieces.every((piece) => text.slice(piece.start, piece.end).trim() === '');
    kept = isEmpty ? kept.filter(({ phase }) => phase !== setting.phase) : [...kept, setting];
  }
  const inOrder = kept.toSorted((one, other) => one.phase - other.phase);
  const read = inOrder.map((setting) => ({ setting, told: unitWords(text, setting.pieces, name) }));
  return {
    commands: read.flatMap(({ setting, told }) => commandsOf(setting, told.words)),
    isFaulty: read.some(({ told }) => told.isOpen),
  };
}

function settingsOf(text: string, { start, end }: Span): readonly Setting[] {
  const settings: Setting[] = [];
  let goesOn: Span[] | null = null;
  for (const line of linesOf(text.slice(start, end))) {
    const pieceFrom = (from: number): Span => ({ start: start + from, end: start + line.end - (line.text.endsWith('\\') ? 1 : 0) });
    if (goesOn) {
      // A comment among lines that go on is left out (systemd.syntax).
      if (/^[ \t]*[#;]/.test(line.text)) continue;
      goesOn.push(pieceFrom(line.start));
    } else {
      const key = KEY.exec(line.text);
      if (!key) continue;
      const [written, indent = '', phase = '', signs = ''] = key;
      goesOn = [pieceFrom(line.start + written.length)];
      const own = { start: start + line.start + indent.length, end: start + line.end };
      settings.push({ phase: PHASES.indexOf(phase), isRenamed: signs.includes('@'), line: own, pieces: goesOn });
    }
    if (!line.text.endsWith('\\')) goesOn = null;
  }
  return settings;
}

/** A semicolon that is a word of its own ends a command. */
function commandsOf({ isRenamed, line }: Setting, words: readonly ShellWord[]): readonly ShellCommand[] {
  const lists: ShellWord[][] = [[]];
  for (const word of words) {
    if (word.value === ';' && word.end - word.start === 1) lists.push([]);
    else lists.at(-1)?.push(word);
  }
  const place = { assignments: [], input: null, into: null, scope: '', statement: line, isRepeated: false, isConditional: false };
  return lists.flatMap((list, at): readonly ShellCommand[] => {
    const own = isRenamed && at === 0 ? list.filter((_, index) => index !== 1) : list;
    const [first] = own;
    const last = own.at(-1);
    return first && last ? [{ ...place, words: own, start: first.start, end: last.end }] : [];
  });
}

import type { CommandScript, ScriptLanguage } from '../../syntax/command/commandScript.ts';
import { readCommands, readUnits } from '../../syntax/command/readCommands.ts';
import type { Span } from '../../syntax/text.ts';

/** A file with commands. */
export interface ScriptText {
  /** As people write it. */
  readonly path: string;
  readonly text: string;
  readonly language: ScriptLanguage;
}

/** Where a file stands in the text of its bundle. */
export interface BundledFile extends ScriptText, Span {}

/** Files whose commands are read as one, so that they can change together; places are those of the one text. */
export interface Bundle {
  readonly files: readonly BundledFile[];
  readonly text: string;
  readonly script: CommandScript;
}

/** Reads one file, or several units of systemd. */
export function bundleOf(texts: readonly ScriptText[]): Bundle {
  const files: BundledFile[] = [];
  let end = 0;
  for (const file of texts) {
    const start = files.length === 0 ? 0 : end + 1;
    end = start + file.text.length;
    files.push({ ...file, start, end });
  }
  const text = files.map((file) => file.text).join('\n');
  const language = files[0]?.language ?? 'shell';
  const units = files.map(({ path, start, end: to }) => ({ name: path.slice(path.lastIndexOf('/') + 1), start, end: to }));
  return { files, text, script: language === 'systemd' ? readUnits(text, units) : readCommands(text, language) };
}

/** The files of a folder, of which units of systemd are one bundle: what one runs, the others find, and each makes a network for itself. */
export function bundlesOf(files: readonly ScriptText[]): readonly Bundle[] {
  const units = files.filter(({ language }) => language === 'systemd');
  const others = files.filter(({ language }) => language !== 'systemd');
  return [...others.map((file) => bundleOf([file])), ...(units.length > 0 ? [bundleOf(units)] : [])];
}

/** Whether an offset of the bundle's text is one of the file. */
export function holds({ start, end }: BundledFile, at: number): boolean {
  return start <= at && at <= end;
}

/** The file of a bundle that holds an offset. */
export function fileAt({ files }: Bundle, at: number): BundledFile | null {
  return files.find((file) => holds(file, at)) ?? null;
}

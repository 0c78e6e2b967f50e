import { printable } from '../../base/printable.ts';

/** A text as a POSIX shell reads it as one word, exactly. */
export function shellWord(text: string): string {
  return /^[\w@%+:,./-][\w@%+:,./=-]*$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Whether a person who reads the text sees all of it, in one line and in the order in which it is stored. */
export function showsPlainly(text: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
}

/** Lines of a script's comment, a long one broken at spaces; text of containers cannot leave it. */
export function comment(text: string, indent = ''): readonly string[] {
  const room = 110 - indent.length;
  const lines = [''];
  for (const word of printable(text).split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length >= room) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line, index) => `# ${indent}${index > 0 && indent !== '' ? '  ' : ''}${line}`);
}

/** A template by which `docker inspect` prints this text. */
export function templateText(text: string): string {
  return text === '' ? '' : `{{${goString(text)}}}`;
}

/** A text as a Go template reads it, in characters that show. */
export function goString(text: string): string {
  return JSON.stringify(text).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

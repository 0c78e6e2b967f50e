import { linkPrefix } from '../env/prefix.ts';
import type { Surroundings } from './surroundings.ts';

/** Of more files that name a variable only the number is told. */
const MOST = 3;

/** Which variables go with legacy links of these aliases, and which of the texts around name some of them; a word like `DB_PORT` alone may be anybody's. */
export function lostVariables(aliases: readonly string[], { texts, unsearched }: Pick<Surroundings, 'texts' | 'unsearched'>): string {
  const prefixes = [...new Set(aliases.map(linkPrefix))];
  const written = prefixes.map((prefix) => prefix.replaceAll(/[^A-Z0-9_]/g, String.raw`\$&`)).join('|');
  const pattern = new RegExp(String.raw`(?<![A-Z0-9_])(?:${written})_(?:PORT_\d+_(?:TCP|UDP|SCTP)|ENV_\w)`);
  const naming = texts.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
  const others = naming.length - MOST;
  const named = [...naming.slice(0, MOST), ...(others > 0 ? [`${String(others)} more`] : [])].join(', ');
  const nowhere = unsearched.length === 0 ? 'named in no other file' : 'named in no file that was searched';
  const where = naming.length === 0 ? nowhere : `some of which ${named} ${naming.length === 1 ? 'names' : 'name'}`;
  const cure = naming.length === 0 ? '' : ': set them by hand where they are read';
  return `the variables of the links (${prefixes.map((prefix) => `\`${prefix}_…\``).join(', ')}), up to Docker 28, ${where}${cure}`;
}

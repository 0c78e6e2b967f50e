import type { Candidate } from './names.ts';

/** Names whose value is a URL. */
const URL_NAME = /(?<!_(?:TCP|UDP|SCTP))_PORT$|_(?:TCP|UDP|SCTP)$/;
const PARSER = /(?:url['"]\)\.parse|parse_?url|url_?parse|urlsplit|\burl\.parse|\bUR[IL]|\bUri)\w*(?:\.\w+)?\s*\(/i;
const STRIPPER =
  /replace|g?sub\b|gsub|subst|split|trim|strip|remove|match|=~|\bre\.|preg_|explode|\bsed\b|\bcut\b|\bawk\b|substr|slice|drop|partition|prefix|\blen\(/i;
const SCHEME = /\btcp\b|\\?\/\\?\/|-d\s*['"]?\/|-F\s*['"]?\//;
/** A shell's expansion that leaves the scheme out. */
const SHELL_STRIPPED = /^(?:##?[^}\n]*[/:]|%%?[^}\n]*:|\/\/?(?:tcp|\*))/;
const SIX = /\b(?:substr\w*|slice|drop\w*)\b.{0,100}\b6\b|\[\s*6\s*(?:[:,]|\.\.)/i;
const ASSIGNED = /([$@]?[A-Za-z_]\w*)\s*(?::=|=)\s*[^=\n]*$/;

/** How far a variable that holds the value is followed, and the longest line, in UTF-16 units. */
const REACH = 400;
const LINE = 150;
/** How many uses of such a variable are looked at. */
const USES = 4;

/** Whether the value of the variable read at this place is taken apart as a URL, on the line or through a variable that holds it. */
export function isUrlUse(text: string, { name, start, end }: Candidate): boolean {
  if (!URL_NAME.test(name)) return false;
  const [head, tail] = lineAround(text, start, end);
  if (takesApart(head, tail)) return true;
  const variable = ASSIGNED.exec(head)?.[1];
  return variable !== undefined && usesOf(variable, text.slice(end, end + REACH)).some(([left, right]) => takesApart(left, right));
}

/** The whole `<PREFIX>_PORT`, whose value is a URL from a link and a number from anybody else. */
const BARE_PORT = /(?<!_(?:TCP|UDP|SCTP))_PORT$/;
const TO_NUMBER =
  /(?:\b(?:int|float|Number|parseInt|parseFloat|intval|tonumber|atoi|Atoi|ParseInt|parse_int|Integer|Integer\.(?:parseInt|valueOf)|Int32\.Parse|ToInt32|string_to_integer|String\.to_integer)!?\(\s*[^()]{0,60}(?:\([^()]{0,40})?|[=:(,]\s*\+\s*[\w.]{0,40})$/;
const AS_NUMBER =
  /^["']?\s*[)\]}]*\s*(?:\.(?:to_i\b|toInt\b|toInteger\b|parse::<[iu]\d+>)|,\s*\d+\s*\)|(?:\|\||\?\?|\?:|\bor\b)\s*["']?\d+\b|,\s*["']\d+["']\s*\)|:-\d+\})/;

/** Whether the value of the variable read at this place is made a number, or has a number for a default, on its line. */
export function isNumberUse(text: string, { name, start, end }: Candidate): boolean {
  if (!BARE_PORT.test(name)) return false;
  const [head, tail] = lineAround(text, start, end);
  return TO_NUMBER.test(head) || AS_NUMBER.test(tail);
}

/** What stands on the line before and behind a stretch of it. */
function lineAround(text: string, start: number, end: number): readonly [string, string] {
  const head = text.slice(Math.max(0, start - LINE), start);
  const tail = text.slice(end, end + LINE);
  return [head.slice(head.lastIndexOf('\n') + 1), tail.split('\n', 1)[0] ?? ''];
}

function takesApart(head: string, tail: string): boolean {
  if (PARSER.test(head) || (head.endsWith('${') && SHELL_STRIPPED.test(tail))) return true;
  const line = `${head} ${tail}`;
  return (STRIPPER.test(line) && SCHEME.test(line.replace(/(?:\|\||\?\?|\bor\b|\?:)\s*(["'])\w+:\/\/[^"']*\1/g, ''))) || SIX.test(line);
}

/** The lines that use a variable, parted where it stands. */
function usesOf(variable: string, text: string): readonly (readonly [string, string])[] {
  const uses: (readonly [string, string])[] = [];
  let at = text.indexOf(variable);
  for (let seen = 0; at >= 0 && seen < USES; seen++) {
    const end = at + variable.length;
    const whole = !/\w/.test(text[end] ?? '') && !/[\w$]/.test(text[at - 1] ?? '');
    if (whole) uses.push(lineAround(text, at, end));
    at = text.indexOf(variable, end);
  }
  return uses;
}

/** What git leaves of a merge that is to be finished by hand; inside a comment or a block of text YAML reads on. */
const CONFLICT = /^(?:<{7}|>{7})(?: |\r?$)/m;

/** Why nothing of a file may be written, in one sentence that begins with the file; null when it may. */
export function unfit(text: string, file = 'The file'): string | null {
  if (CONFLICT.test(text)) return `${file} has conflict markers.`;
  if (isJson(text)) return `${file} is JSON, and edits would make YAML of it that is no JSON any more.`;
  // What stands for bytes that are no UTF-8: written back it would be other bytes.
  return text.includes('\uFFFD') ? `${file} holds characters that cannot be read, as if it were not in UTF-8.` : null;
}

function isJson(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

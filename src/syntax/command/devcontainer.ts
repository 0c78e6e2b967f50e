import type { Argument } from './argument.ts';

const TOKEN = /\/\/[^\r\n]*|\/\*[^]*?\*\/|"(?:[^"\\\r\n]|\\.)*"|\]/g;

/** The words of `runArgs`, which `docker run` gets before the image; JSON with comments, as a `devcontainer.json` is (Development Containers reference). */
export function runArgs(text: string): readonly Argument[] {
  const key = /(?:^|[{,])(?:\s|\/\/[^\r\n]*)*"runArgs"\s*:\s*\[/.exec(text);
  if (!key) return [];
  const words: Argument[] = [];
  TOKEN.lastIndex = key.index + key[0].length;
  for (let match = TOKEN.exec(text); match && match[0] !== ']'; match = TOKEN.exec(text)) {
    if (!match[0].startsWith('"')) continue;
    const value = textOf(match[0]);
    const isKnown = !value.includes('${');
    const span = { start: match.index, end: match.index + match[0].length };
    words.push({ text: value, isKnown, isStable: true, span, isOpen: false, isWritten: true });
  }
  return words;
}

function textOf(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    return json.slice(1, -1);
  }
}

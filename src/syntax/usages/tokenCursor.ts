import type { Token } from './lexical.ts';

/** Tells which token a place lies in; places must be asked for in order. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  readonly #open: Token[] = [];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** The innermost comment or string around the place; null in code, that inside of a string too. */
  tokenAt(offset: number): Token | null {
    for (let token = this.#tokens[this.#next]; token && token.start <= offset; token = this.#tokens[this.#next]) {
      this.#close(token.start);
      this.#open.push(token);
      this.#next++;
    }
    this.#close(offset);
    const token = this.#open.at(-1);
    return token && !inHole(token, offset) ? token : null;
  }

  #close(offset: number): void {
    while ((this.#open.at(-1)?.end ?? Infinity) <= offset) this.#open.pop();
  }
}

function inHole({ holes }: Token, offset: number): boolean {
  let low = 0;
  let high = holes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((holes[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return offset < (holes[low - 1]?.end ?? 0);
}

/** Part of a piece of plain data on its way to another thread: how its records look that are new, and the records, one after the other. */
export interface Piece {
  readonly shapes: readonly Shape[];
  readonly cells: readonly unknown[];
}

/** The keys of an object, and which of their values are references to earlier records. */
interface Shape {
  readonly keys: readonly string[];
  readonly refs: readonly boolean[];
}

/** What a record is where it is no object with a shape; behind it stand its length and its values. */
const LIST = -1;
const LIST_OF_REFS = -2;
const MIXED_LIST = -3;
const MAP = -4;
const SET = -5;

/** About so many cells a piece: made and taken in within a few milliseconds. */
const CELLS = 10_000;

/**
 * Takes a graph of plain data apart: objects, arrays, maps, sets and what is no object; nothing that holds itself. What is one object stays one, and each
 * comes after what it refers to, so that the other side can put pieces together as they come.
 */
export function piecesOf(root: object): readonly Piece[] {
  const taker = new Taker();
  taker.take(root);
  return taker.end();
}

class Taker {
  readonly #ids = new Map<object, number>();
  readonly #shapes = new Map<string, number>();
  readonly #pieces: Piece[] = [];
  #new: Shape[] = [];
  #cells: unknown[] = [];

  take(value: object): void {
    if (this.#ids.has(value)) return;
    const parts = partsOf(value);
    for (const part of parts.values) if (isObject(part)) this.take(part);
    this.#record(parts);
    this.#ids.set(value, this.#ids.size);
    if (this.#cells.length > CELLS) this.#cut();
  }

  end(): readonly Piece[] {
    this.#cut();
    return this.#pieces;
  }

  #cut(): void {
    this.#pieces.push({ shapes: this.#new, cells: this.#cells });
    this.#new = [];
    this.#cells = [];
  }

  #record({ kind, keys, values }: Parts): void {
    const refs = values.map(isObject);
    const held = values.map((value) => (isObject(value) ? this.#ids.get(value) : value));
    if (kind === null) this.#cells.push(this.#shape(keys, refs), ...held);
    else if (kind === LIST && refs.includes(true) && refs.includes(false)) this.#push(MIXED_LIST, [...refs, ...held]);
    else if (kind === LIST && refs[0]) this.#push(LIST_OF_REFS, held);
    else this.#push(kind, held);
  }

  #push(kind: number, cells: readonly unknown[]): void {
    this.#cells.push(kind, cells.length);
    for (const cell of cells) this.#cells.push(cell);
  }

  #shape(keys: readonly string[], refs: readonly boolean[]): number {
    let name = '';
    for (const [at, key] of keys.entries()) name += `${key}${refs[at] ? '\n' : '\r'}`;
    const known = this.#shapes.get(name);
    if (known !== undefined) return known;
    this.#new.push({ keys, refs });
    this.#shapes.set(name, this.#shapes.size);
    return this.#shapes.size - 1;
  }
}

interface Parts {
  /** Null for an object with keys. */
  readonly kind: number | null;
  readonly keys: readonly string[];
  readonly values: readonly unknown[];
}

function partsOf(value: object): Parts {
  if (Array.isArray(value)) return { kind: LIST, keys: [], values: value };
  if (value instanceof Map) return { kind: MAP, keys: [], values: [[...value.keys()], [...value.values()]] };
  if (value instanceof Set) return { kind: SET, keys: [], values: [[...value]] };
  const keys = Object.keys(value);
  return { kind: null, keys, values: Object.values(value) };
}

function isObject(value: unknown): value is object {
  if (typeof value === 'function') throw new TypeError('A function is no plain data.');
  return typeof value === 'object' && value !== null;
}

/** Puts a graph together from its pieces, in their order. */
export class Joiner {
  readonly #shapes: Shape[] = [];
  readonly #made: unknown[] = [];

  take({ shapes, cells }: Piece): void {
    this.#shapes.push(...shapes);
    for (let at = 0; at < cells.length;) {
      const kind = Number(cells[at]);
      const shape = this.#shapes[kind];
      const length = shape ? shape.keys.length : Number(cells[at + 1]);
      const from = at + (shape ? 1 : 2);
      at = from + length;
      this.#made.push(shape ? this.#object(shape, cells, from) : this.#other(kind, cells.slice(from, at)));
    }
  }

  /** The whole, once all pieces are there. */
  get whole(): unknown {
    return this.#made.at(-1);
  }

  #object({ keys, refs }: Shape, cells: readonly unknown[], from: number): object {
    const object: Record<string, unknown> = {};
    for (let at = 0; at < keys.length; at++) object[keys[at] ?? ''] = refs[at] ? this.#ref(cells[from + at]) : cells[from + at];
    return object;
  }

  #other(kind: number, cells: readonly unknown[]): unknown {
    switch (kind) {
      case LIST_OF_REFS:
        return cells.map((cell) => this.#ref(cell));
      case MIXED_LIST: {
        const values = cells.slice(cells.length / 2);
        return values.map((value, at) => (cells[at] === true ? this.#ref(value) : value));
      }
      case MAP: {
        const [keys, values] = cells.map((cell) => this.#ref(cell)) as [readonly unknown[], readonly unknown[]];
        return new Map(keys.map((key, at) => [key, values[at]]));
      }
      case SET:
        return new Set(this.#ref(cells[0]) as readonly unknown[]);
      default:
        return cells;
    }
  }

  #ref(id: unknown): unknown {
    return this.#made[Number(id)];
  }
}

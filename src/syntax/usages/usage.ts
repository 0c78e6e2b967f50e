import type { Range } from '../text.ts';
import type { Language } from './language.ts';

/** A place that reads, or may read, a variable with a link variable's name. */
export interface Usage {
  /** The name; of a possible usage a pattern in which `*` stands for any characters, or none. */
  readonly name: string;
  /** Whether the name is written out, or built or matched by a pattern. */
  readonly form: 'literal' | 'possible';
  /** Of the name, or of the written parts of the pattern. */
  readonly range: Range;
  readonly language: Language;
  /** Whether the expression goes on with another value where the variable is not set. */
  readonly hasDefault: boolean;
  /** Whether the value is taken apart as a URL, as only a link's `<PREFIX>_PORT` or `…_TCP` is one. */
  readonly url: boolean;
  /** Whether the value is taken for a number, as a link's `<PREFIX>_PORT` is none. */
  readonly number: boolean;
}

/** A usage before its place is counted in lines; offsets in UTF-16 units. */
export interface Found {
  readonly name: string;
  readonly form: Usage['form'];
  readonly start: number;
  readonly end: number;
  readonly hasDefault: boolean;
  readonly url: boolean;
}

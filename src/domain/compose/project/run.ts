import { interpolate } from '../../../syntax/interpolation/interpolate.ts';
import type { LookUp } from '../../../syntax/interpolation/asking.ts';
import type { InterpolationRules } from '../../../syntax/interpolation/interpolate.ts';
import type { PlainDocument, PlainList, PlainMap, PlainNode, PlainReading, PlainScalar } from '../../../syntax/compose/plain.ts';
import { pathIn } from './paths.ts';
import type { ParseText, Place, Problem, ProblemCode, Reader, ReadText } from './project.ts';
import type { Dict, Entry, Node } from './tree.ts';
import { withEntries } from './tree.ts';

/** What reading one project carries along; it changes while the files are read and nobody else sees it. */
export class Run {
  readonly reader: Reader;
  readonly files: string[] = [];
  /** The documents that were merged, those of `include` too, in order. */
  readonly merged: Dict[] = [];
  readonly missing = new Set<string>();
  readonly problems = new Map<string, Problem>();
  readonly #read: ReadText;
  readonly #parse: ParseText;
  readonly #texts = new Map<string, string | null>();
  readonly #plain = new Map<string, PlainReading>();
  readonly #loaded = new Map<LookUp, Map<string, Loaded | null>>();
  /** Extending and including is cut off here, so that files which multiply each other stay quick. */
  #allowance = 100_000;

  constructor(reader: Reader, read: ReadText, parse: ParseText) {
    this.reader = reader;
    this.#read = read;
    this.#parse = parse;
  }

  /** A file's text, asked for once; null when it is missing. */
  text(path: string): string | null {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const text = this.#read(path);
    this.#texts.set(path, text);
    if (text === null) this.missing.add(path);
    return text;
  }

  /** What a file's text says, parsed once; null when the file is missing. */
  plain(path: string): PlainReading | null {
    const known = this.#plain.get(path);
    if (known) return known;
    const text = this.text(path);
    if (text === null) return null;
    const plain = this.#parse(path, text, this.reader === 'compose-1' ? 'python' : 'go');
    this.#plain.set(path, plain);
    return plain;
  }

  /** A file that many extend is read once. */
  once(lookUp: LookUp, key: string, load: () => Loaded | null): Loaded | null {
    const loaded = this.#loaded.get(lookUp) ?? new Map<string, Loaded | null>();
    this.#loaded.set(lookUp, loaded);
    const known = loaded.get(key);
    if (known !== undefined) return known;
    const made = load();
    loaded.set(key, made);
    return made;
  }

  refuse(code: ProblemCode, message: string, place: Place | null = null): void {
    this.#tell({ severity: 'refused', code, message, place });
  }

  refuseAtStart(code: ProblemCode, message: string, place: Place | null = null): void {
    this.#tell({ severity: 'at-start', code, message, place });
  }

  /** Whether so many more entries may be brought in by extending and including. */
  spend(entries: number): boolean {
    this.#allowance -= entries;
    return this.#allowance >= 0;
  }

  #tell(problem: Problem): void {
    this.problems.set(`${problem.code}\n${problem.message}\n${JSON.stringify(problem.place)}`, problem);
  }
}

/** What a file is read with. */
export interface Reading {
  readonly lookUp: LookUp;
  /** The folder from which its relative paths start. */
  readonly folder: string;
}

/** A file's documents after interpolation. */
export interface Loaded {
  readonly path: string;
  readonly v1: boolean;
  readonly documents: readonly Dict[];
}

/** Reads and interpolates a compose file; null with a problem when it is missing or unreadable. A v1 file's services are put under `services`. */
export function loadFile(run: Run, path: string, reading: Reading, asker: Place | null = null): Loaded | null {
  return run.once(reading.lookUp, `${path}\n${reading.folder}`, () => load(run, path, reading, asker));
}

function load(run: Run, path: string, reading: Reading, asker: Place | null): Loaded | null {
  const plain = run.plain(path);
  if (!plain) {
    run.refuse('file-missing', `The compose file \`${pathIn(path)}\` is not there.`, asker);
    return null;
  }
  if (!run.files.includes(path)) run.files.push(path);
  if (plain.kind === 'fault') {
    run.refuse('file-unreadable', plain.message, { path, range: plain.range });
    return null;
  }
  const documents = run.reader === 'compose-1' ? plain.documents.slice(0, 1) : plain.documents;
  const v1 = documents[0]?.v1 ?? false;
  return { path, v1, documents: documents.map((document) => documentOf(run, document, path, reading)) };
}

const OLD_SECTIONS = ['services', 'networks', 'volumes', 'secrets', 'configs'];

function documentOf(run: Run, { root, v1, faults }: PlainDocument, path: string, reading: Reading): Dict {
  const place = { path, range: root.range };
  for (const { dialect, message, range } of faults) {
    if (dialect === 'both' || (dialect === 'python') === (run.reader === 'compose-1')) run.refuse('format', message, { path, range });
  }
  if (v1 && run.reader === 'compose-2') {
    run.refuse('format', 'Compose 2 does not read v1 files, whose services stand at the top.', { path, range: root.range });
  }
  if (v1 && run.reader === 'compose-1' && !isVersioned(root) && ['services', 'networks', 'volumes'].some((key) => isSomething(root, key))) {
    run.refuse(
      'format',
      'docker-compose 1.x takes `services`, `networks` or `volumes` at the top for a section and not for a service.',
      place,
    );
  }
  const rules = run.reader === 'compose-2' ? 'compose-2' : v1 ? 'compose-1-v1' : 'compose-1';
  const convert = new Interpolator(run, path, reading, rules);
  const verbatim = new Interpolator(run, path, reading, null);
  const dict =
    v1 || run.reader === 'compose-2' ? convert.dict(root) : verbatim.dict(root, (key) => (OLD_SECTIONS.includes(key) ? convert : null));
  if (!v1) return dict;
  return withEntries(dict, new Map([['services', { key: place, value: dict }]]));
}

/** A map under `version` is a service to docker-compose 1.x. */
function isVersioned(root: PlainMap): boolean {
  return isSomething(root, 'version');
}

function isSomething(root: PlainMap, key: string): boolean {
  const value = root.entries.get(key)?.value;
  if (!value || (value.kind === 'scalar' && (value.type === 'null' || value.text === ''))) return false;
  return value.kind !== 'map' || value.entries.size > 0;
}

const NOTHING: readonly string[] = [];

/** Makes nodes of plain ones, each once. */
class Interpolator {
  readonly #run: Run;
  readonly #path: string;
  readonly #reading: Reading;
  readonly #rules: InterpolationRules | null;
  readonly #made = new Map<PlainNode, Node>();

  constructor(run: Run, path: string, reading: Reading, rules: InterpolationRules | null) {
    this.#run = run;
    this.#path = path;
    this.#reading = reading;
    this.#rules = rules;
  }

  /** `other` gives another interpolator for some keys of a map. */
  dict(plain: PlainMap, other: ((key: string) => Interpolator | null) | null = null): Dict {
    const path = this.#path;
    const entries = new Map<string, Entry>();
    for (const [key, { keyRange, value }] of plain.entries) {
      const interpolator = other?.(key) ?? this;
      entries.set(key, { key: { path, range: keyRange }, value: interpolator.node(value) });
    }
    return { kind: 'map', entries, place: { path, range: plain.range }, tag: plain.tag };
  }

  /** Only what holds others is remembered: a scalar is made anew more quickly. */
  node(plain: PlainNode): Node {
    if (plain.kind === 'scalar') return this.#text(plain);
    const known = this.#made.get(plain);
    if (known) return known;
    const made = plain.kind === 'map' ? this.dict(plain) : this.#list(plain);
    this.#made.set(plain, made);
    return made;
  }

  #list({ items, range, tag }: PlainList): Node {
    return { kind: 'list', items: items.map((item) => this.node(item)), place: { path: this.#path, range }, tag };
  }

  #text(plain: PlainScalar): Node {
    const { type, tag, range, text } = plain;
    const place = { path: this.#path, range };
    const { folder, lookUp } = this.#reading;
    if (type !== 'string' || this.#rules === null || !text.includes('$')) {
      return { kind: 'text', type, value: text, place, tag, assumedUnset: NOTHING, folder };
    }
    const result = interpolate(text, lookUp, this.#rules);
    if (result.kind === 'error') {
      this.#run.refuse('interpolation', result.message, place);
      return { kind: 'text', type, value: text, place, tag, assumedUnset: NOTHING, folder };
    }
    return { kind: 'text', type, value: result.value, place, tag, assumedUnset: result.assumedUnset, folder };
  }
}

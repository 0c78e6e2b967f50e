import { readProject } from '../domain/compose/project/readProject.ts';
import type { ProjectSet } from '../domain/compose/project/project.ts';
import { viewOf } from '../domain/compose/projectView.ts';
import type { ProjectView } from '../domain/compose/projectView.ts';
import { composeKind } from '../syntax/compose/kind.ts';
import { readPlain } from '../syntax/compose/plain.ts';
import type { PlainReading } from '../syntax/compose/plain.ts';
import { readCompose } from '../syntax/compose/read.ts';
import type { ComposeReading } from '../syntax/compose/read.ts';
import type { YamlDialect } from '../syntax/compose/scalars.ts';
import type { TextFact } from './facts.ts';

/** Reads texts, each fact once: a fact that did not change is not parsed again, whoever asks. */
export class Readings {
  readonly #readings = new WeakMap<TextFact, ComposeReading>();
  readonly #plain = { go: new WeakMap<TextFact, PlainReading>(), python: new WeakMap<TextFact, PlainReading>() };

  of(fact: TextFact): ComposeReading {
    const known = this.#readings.get(fact);
    if (known) return known;
    const reading = readCompose(fact.text, { kind: fact.named ? 'always' : (composeKind(fact.path) ?? 'always') });
    this.#readings.set(fact, reading);
    return reading;
  }

  /** The same text as data, for a project. */
  plain(fact: TextFact, dialect: YamlDialect): PlainReading {
    const known = this.#plain[dialect].get(fact);
    if (known) return known;
    const reading = this.of(fact);
    const plain = readPlain(fact.text, dialect, reading.kind === 'compose' ? reading : null);
    this.#plain[dialect].set(fact, plain);
    return plain;
  }
}

/** The files that projects are read from. */
export interface ProjectSources {
  readonly readings: Readings;
  /** A compose file that is known by itself. */
  readonly fact: (uri: string) => TextFact | null;
  /** The text of any other file; null when there is none, or it is not known yet. */
  readonly text: (uri: string) => string | null;
}

interface Remembered {
  readonly texts: ReadonlyMap<string, string | null>;
  readonly view: ProjectView;
}

/** The projects of one folder, each read again only when a text changed that it was made from. */
export class ProjectMemory {
  #known = new Map<string, Remembered>();

  /** Reads sets until the next call; what is not asked for by then is forgotten. */
  reader({ readings, fact, text }: ProjectSources): (set: ProjectSet) => ProjectView {
    const before = this.#known;
    const now = new Map<string, Remembered>();
    this.#known = now;
    const current = (uri: string): string | null => fact(uri)?.text ?? text(uri);
    return (set) => {
      const key = keyOf(set);
      const known = now.get(key) ?? before.get(key);
      if (known && isCurrent(known.texts, current)) {
        now.set(key, known);
        return known.view;
      }
      const texts = new Map<string, string | null>();
      const read = (uri: string): string | null => {
        const found = current(uri);
        texts.set(uri, found);
        return found;
      };
      const project = readProject(set, read, (uri, content, dialect) => {
        const known = fact(uri);
        return known ? readings.plain(known, dialect) : readPlain(content, dialect);
      });
      const view = viewOf(project);
      now.set(key, { texts, view });
      return view;
    };
  }
}

/** A file alone, which is what most are, is told without effort. */
function keyOf(set: ProjectSet): string {
  const [first = ''] = set.files;
  return set.files.length === 1 && Object.keys(set).length === 2 ? `${set.reader} ${first}` : JSON.stringify(set);
}

function isCurrent(texts: Remembered['texts'], current: (uri: string) => string | null): boolean {
  for (const [uri, old] of texts) if (current(uri) !== old) return false;
  return true;
}

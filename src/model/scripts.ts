import type { ScriptLink } from '../domain/commands/scriptReading.ts';
import type { TargetEngine } from '../domain/engine/target.ts';

/** The links in the commands of a script, as they were read. */
export interface ScriptFact {
  readonly uri: string;
  /** The script's folder, as a URI; the scripts of one folder are read together. */
  readonly folder: string;
  readonly path: string;
  /** The open document's version; null when the file is not open. */
  readonly version: number | null;
  readonly links: readonly ScriptLink[];
}

/** A script with links, for the engine for which it is judged. */
export interface ScriptFile extends ScriptFact {
  readonly target: TargetEngine;
}

/** How the scripts of a folder are judged. */
export interface ScriptSettings {
  readonly target: TargetEngine;
  /** The codes of findings that are not told. */
  readonly ignored: readonly string[];
}

/** Remembers scripts by their folders, and what they mean until something changes. */
export class Scripts {
  readonly #facts = new Map<string, readonly ScriptFact[]>();
  #files: readonly ScriptFile[] | null = null;

  put(folder: string, facts: readonly ScriptFact[]): void {
    if (facts.length > 0) this.#facts.set(folder, facts);
    else this.#facts.delete(folder);
    this.#files = null;
  }

  /** Has everything judged anew. */
  forget(): void {
    this.#files = null;
  }

  /** The scripts by path. */
  files(settingsOf: (folder: string) => ScriptSettings): readonly ScriptFile[] {
    this.#files ??= Object.freeze(
      [...this.#facts].flatMap(([folder, facts]) => facts.map((fact) => judged(fact, settingsOf(folder)))).sort(byPath),
    );
    return this.#files;
  }
}

function judged(fact: ScriptFact, { target, ignored }: ScriptSettings): ScriptFile {
  if (ignored.length === 0) return { ...fact, target };
  const links = fact.links.map((link) => {
    const finding = link.findings[target];
    return finding && ignored.includes(finding.code) ? { ...link, findings: { ...link.findings, [target]: null } } : link;
  });
  return { ...fact, target, links };
}

function byPath(one: ScriptFile, other: ScriptFile): number {
  return one.path < other.path ? -1 : 1;
}

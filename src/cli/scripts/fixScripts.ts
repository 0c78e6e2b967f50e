import { fixScripts as replaceLinks } from '../../domain/commands/scriptReading.ts';
import type { ScriptReplacement } from '../../domain/commands/scriptReading.ts';
import { unifiedDiff } from '../fix/diff.ts';
import { replaceFile } from '../fix/write.ts';
import { findScripts } from './findScripts.ts';
import type { FoundScript } from './findScripts.ts';

/** What became of the links in one script's commands. */
export interface ScriptFix {
  readonly path: string;
  /** Why the file was not written; null when it was, or nothing was to be written. */
  readonly error: string | null;
  readonly fixed: readonly FixedScriptLink[];
  readonly kept: readonly KeptScriptLink[];
  /** The edits as a unified diff; empty without edits. */
  readonly diff: string;
  readonly written: boolean;
}

interface ScriptLinkPlace {
  readonly receiver: string;
  readonly raw: string;
  /** Counted from one. */
  readonly line: number;
}

/** A link that goes: its names are those of a network from then on. */
export interface FixedScriptLink extends ScriptLinkPlace {
  readonly network: string;
  readonly isNew: boolean;
}

/** A link that stays, and why. */
export interface KeptScriptLink extends ScriptLinkPlace {
  readonly reason: string;
}

/** Fixes the scripts at the paths, each once; units of one folder that belong together all change. */
export async function fixScripts(paths: readonly string[], mode: 'dry-run' | 'write'): Promise<readonly ScriptFix[]> {
  const seen = new Set<string>();
  const fixes: ScriptFix[] = [];
  for (const path of paths) {
    for (const { folder, files, composes, readings } of await findScripts(path)) {
      const asked = readings.map((reading) => reading.path);
      const replaced = replaceLinks(asked, files, folder, composes);
      for (const file of files) {
        const replacement = replaced.find((one) => one.path === file.path);
        if (!replacement || seen.has(file.real)) continue;
        seen.add(file.real);
        fixes.push(await fixOne(file, replacement, mode));
      }
    }
  }
  return fixes.filter(({ fixed, kept, diff }) => fixed.length + kept.length > 0 || diff !== '');
}

async function fixOne(
  { path, text, real, bytes }: FoundScript,
  replacement: ScriptReplacement,
  mode: 'dry-run' | 'write',
): Promise<ScriptFix> {
  const placeOf = ({ joined, start }: ScriptReplacement['kept'][number] | ScriptReplacement['fixed'][number]): ScriptLinkPlace => {
    return { receiver: joined.service, raw: joined.link.value.text, line: text.slice(0, start).split('\n').length };
  };
  const fixed = replacement.fixed.map((one) => ({ ...placeOf(one), network: one.network, isNew: one.isNew }));
  const kept = replacement.kept.map((one) => ({ ...placeOf(one), reason: one.reason }));
  const diff = unifiedDiff(path, text, replacement.edits);
  if (mode === 'dry-run' || replacement.edits.length === 0) return { path, error: null, fixed, kept, diff, written: false };
  const error = await replaceFile(real, bytes, replacement.text);
  return { path, error, fixed, kept, diff, written: error === null };
}

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** Files by their paths below the scratch folder. */
export type ScratchFiles = Readonly<Record<string, string | Uint8Array>>;

/** Gives each test of the file an empty folder of its own, which goes with the test; what is returned puts files there. */
export function inScratch(take: (folder: string) => void): (files: ScratchFiles) => void {
  let folder = '';
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'links-')));
    take(folder);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  return (files) => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
  };
}

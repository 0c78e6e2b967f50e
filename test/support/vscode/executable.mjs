import { join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { installHost } from './install.mjs';

/** The VS Code to test in: the desktop one where it can be downloaded, else its server behind a shim. VSCODE_TEST_HOST=desktop|server chooses. */
export async function executable() {
  const wanted = process.env.VSCODE_TEST_HOST ?? 'auto';
  if (wanted !== 'server') {
    try {
      const path = await downloadAndUnzipVSCode({ version: 'stable', timeout: 10_000 });
      console.log('testing in desktop VS Code');
      return path;
    } catch (error) {
      if (wanted === 'desktop') throw error;
      console.log(`desktop VS Code cannot be had here (${error?.code ?? error?.message ?? error}): testing in VS Code's server`);
    }
  }
  await installHost();
  return join(import.meta.dirname, 'shim.mjs');
}

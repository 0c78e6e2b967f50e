import { constants } from 'node:fs';
import { access, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { reasonOf } from '../files.ts';

const CHANGED = 'It changed after it was read, so nothing was written.';

/** Why a file cannot be replaced, as far as that can be told before; null when nothing speaks against it. */
export async function reasonNotToWrite(path: string, before: Uint8Array): Promise<string | null> {
  try {
    const target = await realpath(path);
    await access(target, constants.W_OK);
    await access(dirname(target), constants.W_OK);
    return (await readFile(target)).equals(before) ? null : CHANGED;
  } catch (error) {
    return refusal(error);
  }
}

/**
 * Puts a text in a file's place at one stroke: readers see the old text or the new one, never a part. Mode and owner stay,
 * a symbolic link is followed. Null when that is done; otherwise why nothing was written.
 */
export async function replaceFile(path: string, before: Uint8Array, text: string): Promise<string | null> {
  let temporary: string | null = null;
  try {
    const target = await realpath(path);
    await access(target, constants.W_OK);
    temporary = await writeBeside(target, text);
    if (!(await readFile(target)).equals(before)) return CHANGED;
    await rename(temporary, target);
    temporary = null;
    return null;
  } catch (error) {
    return refusal(error);
  } finally {
    if (temporary !== null) await rm(temporary, { force: true });
  }
}

function refusal(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (error instanceof Error && 'syscall' in error && error.syscall === 'chown') return 'You cannot write it and keep its owner.';
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? 'You have no permission to write it.' : reasonOf(error);
}

async function writeBeside(target: string, text: string): Promise<string> {
  const { mode, uid, gid } = await stat(target);
  const path = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    const own = await file.stat();
    if (own.uid !== uid || own.gid !== gid) await file.chown(uid, gid);
    await file.chmod(mode & 0o7777);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return path;
}

import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type Problem, ProblemError } from '../finding';
import { errorCode } from './error-code';

/**
 * Writes a text file whole or not at all: who reads it meanwhile sees the old text or the new one. A file that is there
 * keeps its mode, and a link stays one.
 *
 * @throws ProblemError where it cannot be written
 */
export function writeText(file: string, text: string): void {
  let half: string | undefined;
  try {
    const there = statSync(file, { throwIfNoEntry: false });
    const target = there ? realpathSync(file) : file;
    half = `${target}.${process.pid}.new`;
    writeFileSync(half, text, { flag: 'wx' });
    if (there) chmodSync(half, there.mode);
    renameSync(half, target);
  } catch (error) {
    if (half !== undefined) rmSync(half, { force: true });
    throw new ProblemError([unwritable(file, error)]);
  }
}

/** Why, without the name of the file that was to become it. */
function reasonOf(error: unknown): string {
  const words = new Map<unknown, string>([
    ['ENOENT', 'there is no such folder'],
    ['ENOTDIR', 'a part of its path is no folder'],
    ['EACCES', 'permission denied'],
    ['EPERM', 'permission denied'],
    ['EROFS', 'the file system is read-only'],
    ['ENOSPC', 'there is no space left'],
    ['EISDIR', 'it is a folder'],
    ['ELOOP', 'its links lead in a circle'],
    ['ENAMETOOLONG', 'its name is too long'],
    ['EEXIST', 'another program writes it at this moment'],
  ]);
  const code = errorCode(error);
  if (code === 'NO_FOLDER' && error instanceof Error) return error.message;
  return words.get(code) ?? String(code ?? error);
}

/** That a file or folder cannot be written, and why: in words where the reason is a common one. */
export function unwritable(file: string, error: unknown): Problem {
  return {
    rule: 'unwritable-file',
    severity: 'error',
    message: `${file} cannot be written: ${reasonOf(error)}.`,
    location: { file, line: 1, column: 1 },
  };
}

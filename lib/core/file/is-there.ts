import { lstatSync, statSync } from 'node:fs';
import { errorCode } from './error-code';

/**
 * Whether there is something of this name, a link that leads nowhere among them: what may be left out must not be
 * passed over where it is there and cannot be read.
 */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return errorCode(error) !== 'ENOTDIR';
  }
}

/** Whether there is a file of this name that can be found, at the end of links as well. */
export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Whether there is something of this name that is no folder, at the end of links as well: a pipe is no file, and told. */
export function isNoFolder(path: string): boolean {
  try {
    return !statSync(path).isDirectory();
  } catch {
    return false;
  }
}

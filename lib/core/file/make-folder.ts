import { existsSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ProblemError } from '../finding';
import { errorCode } from './error-code';
import { unwritable } from './write-text';

/** That something else stands in the place of a folder. */
class NoFolder extends Error {
  readonly code = 'NO_FOLDER';
}

/**
 * Makes a folder and those above it where they are missing.
 *
 * @returns those that were missing, the outermost first
 * @throws NoFolder, or the error of the operating system
 */
export function makeFolders(path: string): string[] {
  const missing: string[] = [];
  for (let folder = path; !existsSync(folder); folder = dirname(folder)) {
    if (isLink(folder)) throw new NoFolder(`${folder} is a link that leads ${whereto(folder)}`);
    missing.unshift(folder);
  }
  // One by one: where a file system knows no folder under such a name, as /proc, `recursive` never comes back.
  for (const folder of missing) makeUnlessThere(folder);
  if (!statSync(path).isDirectory()) throw new NoFolder(`${path} is no folder`);
  return missing;
}

/**
 * The same for who needs not know what was missing.
 *
 * @throws ProblemError where it cannot be made
 */
export function makeFolder(path: string): void {
  try {
    makeFolders(path);
  } catch (error) {
    throw new ProblemError([unwritable(path, error)]);
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  } catch {
    // A part of the path is a link that leads nowhere, or no folder: that is told of the part.
    return false;
  }
}

function whereto(link: string): string {
  try {
    statSync(link);
    return 'elsewhere by now';
  } catch (error) {
    return errorCode(error) === 'ELOOP' ? 'in a circle' : 'nowhere';
  }
}

/** Another run may make the same folder at this moment. */
function makeUnlessThere(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

import { lstatSync, realpathSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { ProblemError } from '../../core/finding';
import { readText } from '../../core/file';

/** Most bytes of a file that goes into a ConfigMap, which has room for twice as many. */
export const mostBytes = 512 * 1024;

/** The files of a project, of which mounts may be made. */
export interface ProjectFiles {
  /** The folder of the project, absolute. */
  readonly directory: string;
  /** Whether a path, or where it leads, is not below the folder: nothing of that is ever read. */
  readonly isOutside: (path: string) => boolean;
  /** The text of a file; undefined where it is none, or too large for a ConfigMap, or outside. */
  readonly textOf: (path: string) => string | undefined;
}

/** Files below a folder, each read once. */
export function projectFiles(directory: string): ProjectFiles {
  const texts = new Map<string, string | undefined>();
  const isOutside = (path: string): boolean => isOutsideOf(directory, path);
  return {
    directory,
    isOutside,
    textOf(path) {
      if (!texts.has(path)) texts.set(path, isOutside(path) ? undefined : readable(path));
      return texts.get(path);
    },
  };
}

function isOutsideOf(directory: string, path: string): boolean {
  const isBelow = (folder: string, each: string): boolean =>
    !/^\.\.(?:\/|$)|^\//.test(relative(folder, each));
  if (!isBelow(directory, path)) return true;
  if (!lstatSync(path, { throwIfNoEntry: false })) return false;
  try {
    return !isBelow(realpathSync(directory), realpathSync(path));
  } catch {
    // A link that leads nowhere.
    return true;
  }
}

function readable(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile() || stats.size > mostBytes) return undefined;
  try {
    const text = readText(path);
    return text.includes('\0') ? undefined : text;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return undefined;
  }
}

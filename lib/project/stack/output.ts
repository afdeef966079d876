import { readFileSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ProblemError } from '../../core/finding';
import { isReachedThroughLink, listedFiles, listName, listText, sharesFolder } from './output-list';
import { Transaction } from './transaction';

export interface WriteOptions {
  /** Whether files of an earlier synth stay if they are in folders into which this one writes nothing. */
  readonly partial: boolean;
}

/**
 * Makes a folder hold exactly these files of ours, all of them or, where anything fails, what it held before.
 * Files whose text is the same are not touched, nor are files that this function has not written; those of an
 * earlier run that no longer belong are removed, and folders that are empty by that.
 * @param files texts by path below the folder, with `/` between
 * @throws ProblemError where the folder cannot be written
 */
export function writeOutput(
  outdir: string,
  files: ReadonlyMap<string, string>,
  { partial }: WriteOptions,
): void {
  const earlier = listedFiles(outdir).filter((file) => !files.has(file));
  const staying = partial ? earlier.filter((file) => !sharesFolder(file, files.keys())) : [];
  const stale = earlier.filter((file) => !staying.includes(file) && !isReachedThroughLink(outdir, file));
  const texts = new Map([...files, [listName, listText([...files.keys(), ...staying])]]);
  const transaction = new Transaction();
  try {
    transaction.makeFolder(outdir);
    for (const [file, text] of texts) {
      if (isReachedThroughLink(outdir, file)) throw new LinkError(join(outdir, dirname(file)));
      const path = join(outdir, file);
      if (readText(path) === text) continue;
      transaction.makeFolder(dirname(path));
      transaction.stage(path, text);
    }
    for (const file of stale) transaction.remove(join(outdir, file));
    transaction.commit();
  } catch (error) {
    transaction.rollBack();
    throw outputProblem(outdir, error);
  }
  removeEmptyFolders(outdir, stale);
}

class LinkError extends Error {
  readonly code = 'ELOOP';

  constructor(path: string) {
    super(`${path} is a symbolic link`);
  }
}

/** The text of a file; undefined where there is none that can be read. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function removeEmptyFolders(outdir: string, removed: readonly string[]): void {
  for (const file of removed) {
    for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
      try {
        rmdirSync(join(outdir, folder));
      } catch {
        // Not empty: something in it is still wanted, or is not ours.
        break;
      }
    }
  }
}

function outputProblem(outdir: string, error: unknown): unknown {
  if (!isSystemError(error)) return error;
  return new ProblemError([
    {
      rule: 'unwritable-output',
      severity: 'error',
      message: `The output folder ${outdir} cannot be written: ${error.message}.`,
      consequence: 'Nothing was changed in it.',
      fix: 'Make the path a folder that may be written, or choose another output folder.',
    },
  ]);
}

/** Whether the operating system said no; any other error is a bug, and is passed on as it is. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error;
}

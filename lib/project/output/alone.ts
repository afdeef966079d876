import { existsSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolders } from '../../core/file';
import { ProblemError } from '../../core/finding';
import { Busy, lockFolder } from './lock';
import { recover, stagingName } from './transaction';

/**
 * Does something in a folder, which is made where it is missing, while no other run does anything there, and what a
 * killed run has left half done is undone.
 *
 * @throws ProblemError where the folder cannot be written
 */
export function alone(outdir: string, act: () => void): void {
  const made: string[] = [];
  let release: (() => void) | undefined;
  try {
    while (!release) {
      made.push(...makeFolders(outdir));
      release = lockFolder(outdir);
    }
    recover(outdir);
    act();
  } catch (error) {
    if (release) for (const folder of made.toReversed()) removeIfEmpty(folder);
    throw outputProblem(outdir, error);
  } finally {
    release?.();
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Another run is using it, or something in it was there before.
  }
}

function outputProblem(outdir: string, error: unknown): unknown {
  if (error instanceof Busy) {
    return new ProblemError([
      {
        rule: 'busy-output',
        severity: 'error',
        message: `Another process has been writing the output folder ${outdir} for a minute.`,
        consequence: 'Nothing was changed in it.',
        fix: 'Run again once it has ended.',
      },
    ]);
  }
  if (error instanceof ProblemError || !isSystemError(error)) return error;
  const isHalf = existsSync(join(outdir, stagingName, 'journal'));
  return new ProblemError([
    {
      rule: 'unwritable-output',
      severity: 'error',
      message: `The output folder ${outdir} cannot be written: ${error.message}.`,
      consequence: isHalf
        ? 'It is changed in part; the next run that may write it puts it right.'
        : 'Nothing was changed in it.',
      fix: 'Make the path a folder that may be written, or choose another output folder.',
    },
  ]);
}

/** Whether the operating system said no; any other error is a bug, and is passed on as it is. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error;
}

import { existsSync, lstatSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readBytes } from '../../core/file';
import { type Problem, ProblemError } from '../../core/finding';
import { Obstacle } from './journal';
import { Busy, lockFolder } from './lock';
import { linkOnTheWay, listName, listText, listedFiles, sharesFolder } from './output-list';
import { changeFiles, recover, stagingName } from './transaction';

export interface WriteOptions {
  /** Whether files of an earlier synth stay if they are in folders into which this one writes nothing. */
  readonly partial: boolean;
  /**
   * Asked where the folder is not empty, with the files that an earlier run has written: what forbids to write there.
   * @default nothing does
   */
  readonly objection?: (earlier: readonly string[]) => Problem | undefined;
}

/**
 * Makes a folder hold exactly these files of ours, all of them or, where anything fails, what it held before.
 * Files whose text is the same are not touched, and files that this function has not written stand in its way;
 * those of an earlier run that no longer belong are removed, and folders that are empty by that.
 *
 * Runs at the same time wait for one another. One that is killed is undone by the next, here or in `recoverOutput`.
 * @param files texts by path below the folder, with `/` between
 * @throws ProblemError where the folder cannot be written, or holds files of others under these names
 */
export function writeOutput(
  outdir: string,
  files: ReadonlyMap<string, string>,
  { partial, objection }: WriteOptions,
): void {
  alone(outdir, () => {
    const listed = listedFiles(outdir);
    const problems = obstructions(outdir, files, listed, objection);
    if (problems.length > 0) throw new ProblemError(problems);
    const earlier = listed.filter((file) => !files.has(file));
    const staying = partial ? earlier.filter((file) => !sharesFolder(file, files.keys())) : [];
    const stale = earlier.filter((file) => !staying.includes(file) && isRemovable(outdir, file));
    const texts = new Map([...files, [listName, listText([...files.keys(), ...staying])]]);
    const changed = [...texts].filter(([file, text]) => !holds(join(outdir, file), text));
    if (changed.length + stale.length === 0) return;
    changeFiles(outdir, new Map([...changed, ...stale.map((file) => [file, undefined] as const)]));
  });
}

/**
 * Undoes what a killed run has left half done in a folder; waits for one that is at work. A program that may fail
 * before it comes to `writeOutput` calls this first.
 * @throws ProblemError where the folder cannot be written
 */
export function recoverOutput(outdir: string): void {
  if (existsSync(join(outdir, stagingName))) alone(outdir, () => undefined);
}

/** Does something in a folder, which is made where it is missing, while no other run does anything there. */
function alone(outdir: string, act: () => void): void {
  const made: string[] = [];
  let release: (() => void) | undefined;
  try {
    while (!release) {
      made.push(...makeFolder(outdir));
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

/** Makes a folder and those above it where missing. */
function makeFolder(path: string): string[] {
  const missing: string[] = [];
  for (let folder = path; !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
  // One by one: where a file system knows no folder under such a name, as /proc, `recursive` never comes back.
  for (const folder of missing) makeUnlessThere(folder);
  if (!statSync(path).isDirectory()) throw new Obstacle(`${path} is no folder`);
  return missing;
}

/** Another run may make the same folder at this moment. */
function makeUnlessThere(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Another run is using it, or something in it was there before.
  }
}

/** What stands under the names of the files and is not ours to replace. */
function obstructions(
  outdir: string,
  files: ReadonlyMap<string, string>,
  listed: readonly string[],
  objection: WriteOptions['objection'],
): Problem[] {
  const objected = readdirSync(outdir).length > 0 ? objection?.(listed) : undefined;
  if (objected) return [objected];
  const ours = new Set(listed);
  const isForeign = ([file, text]: readonly [string, string]): boolean => {
    if (ours.has(file)) return false;
    const path = join(outdir, file);
    const stats = lstatSync(path, { throwIfNoEntry: false });
    return stats !== undefined && !stats.isDirectory() && !holds(path, text);
  };
  const found = [...files].filter(isForeign).map(([file]) => foreign(join(outdir, file)));
  const list = lstatSync(join(outdir, listName), { throwIfNoEntry: false });
  return list && !list.isFile() ? [...found, foreign(join(outdir, listName))] : found;
}

function foreign(path: string): Problem {
  return {
    rule: 'foreign-output',
    severity: 'error',
    message: `${path} is there already, and no earlier run has written it.`,
    consequence: 'It would be lost. Nothing was changed in the output folder.',
    fix: 'Move it away or remove it, or choose another output folder.',
  };
}

/** Whether a path is a file, itself and not behind a link, with this text. */
function holds(path: string, text: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile() || stats.size !== Buffer.byteLength(text)) return false;
  try {
    return readBytes(path).toString('utf8') === text;
  } catch {
    return false;
  }
}

/** Whether a file of an earlier run is still there, is not a folder by now, and is not reached through a link. */
function isRemovable(outdir: string, file: string): boolean {
  if (linkOnTheWay(outdir, file) !== undefined) return false;
  const stats = lstatSync(join(outdir, file), { throwIfNoEntry: false });
  return stats !== undefined && !stats.isDirectory();
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

import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, ProblemError } from '../../core/finding';
import { alone } from './alone';
import { foreign, holds, isTaken } from './holds';
import { linkOnTheWay, listName, listText, listedFiles, sharesFolder } from './output-list';
import { changeFiles, stagingName } from './transaction';

export interface WriteOptions {
  /**
   * Which files of an earlier run stay that this one does not write: none, those in folders into which it writes nothing, or
   * those of which it is said.
   */
  readonly partial: boolean | ((file: string) => boolean);
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
    const stays = partial === true ? (file: string) => !sharesFolder(file, files.keys()) : partial;
    const staying = stays === false ? [] : earlier.filter(stays);
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
    return isTaken(path) && !holds(path, text);
  };
  const found = [...files].filter(isForeign).map(([file]) => foreign(join(outdir, file)));
  const list = lstatSync(join(outdir, listName), { throwIfNoEntry: false });
  return list && !list.isFile() ? [...found, foreign(join(outdir, listName))] : found;
}

/** Whether a file of an earlier run is still there, is not a folder by now, and is not reached through a link. */
function isRemovable(outdir: string, file: string): boolean {
  if (linkOnTheWay(outdir, file) !== undefined) return false;
  const stats = lstatSync(join(outdir, file), { throwIfNoEntry: false });
  return stats !== undefined && !stats.isDirectory();
}

import { join } from 'node:path';
import { ProblemError } from '../../core/finding';
import { alone } from './alone';
import { makeExecutable } from './executable';
import { foreign, holds, isTaken } from './holds';
import { changeFiles } from './transaction';

export interface AmongOptions {
  /** Paths of files that are programs. @default none is */
  readonly executable?: ReadonlySet<string>;
}

/**
 * Writes files beside those of others into a folder, all of them or none. They belong to whoever reads them from then on:
 * one that is there stays as it is where it has the same text, and stands in the way where it has another.
 *
 * @param files texts by path below the folder, with `/` between
 * @throws ProblemError with all that stand in the way, or where the folder cannot be written
 */
export function writeAmong(
  folder: string,
  files: ReadonlyMap<string, string>,
  { executable }: AmongOptions = {},
): void {
  alone(folder, () => {
    const missing = [...files].filter(([file, text]) => !holds(join(folder, file), text));
    const inTheWay = missing.filter(([file]) => isTaken(join(folder, file)));
    if (inTheWay.length > 0) throw new ProblemError(inTheWay.map(([file]) => foreign(join(folder, file))));
    changeFiles(folder, new Map(missing));
    const written = missing.map(([file]) => file);
    makeExecutable(folder, written, executable);
  });
}

import { existsSync, readdirSync } from 'node:fs';
import { ProblemError } from '../../core/finding';
import { alone } from './alone';
import { makeExecutable } from './executable';
import { changeFiles } from './transaction';
import type { AmongOptions } from './write-among';

/** What a folder may hold that is to hold nothing: version control is often there before the files. */
const allowed: ReadonlySet<string> = new Set(['.git']);

/** How many names of what is there are told. */
const told = 10;

/**
 * Writes files into a folder that is new, or holds nothing but `.git`: all of them, or none. They belong to whoever reads
 * them from then on; no later run removes or replaces any.
 *
 * @param files texts by path below the folder, with `/` between
 * @throws ProblemError where the folder cannot be written, or holds something
 */
export function writeNew(
  folder: string,
  files: ReadonlyMap<string, string>,
  { executable }: AmongOptions = {},
): void {
  alone(folder, () => {
    const there = contents(folder);
    if (there.length > 0) throw new ProblemError([notEmpty(folder, there.toSorted())]);
    changeFiles(folder, files);
    makeExecutable(folder, files.keys(), executable);
  });
}

/** Whether `writeNew` would refuse a path: a folder that holds something, or what is no folder. */
export function isOccupied(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    return contents(path).length > 0;
  } catch {
    return true;
  }
}

function contents(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => !allowed.has(name));
}

function notEmpty(folder: string, there: readonly string[]) {
  const more = there.length > told ? ` and ${there.length - told} more` : '';
  return {
    rule: 'foreign-output',
    severity: 'error',
    message: `${folder} is not empty: it holds ${there.slice(0, told).join(', ')}${more}.`,
    consequence: 'Nothing was written.',
    fix: 'Name a new folder, or move away what is there.',
  } as const;
}

import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { isPlainMap } from '../../core/base';
import { readText } from '../../core/file';
import { isBelow } from './output-list';

/** What is to happen to one file. */
export interface Change {
  /** Path below the output folder, with `/` between. */
  readonly file: string;
  /** Whether something of that name is there before. */
  readonly existed: boolean;
  /** Whether the file is there afterwards. */
  readonly written: boolean;
}

/** All changes of one run, in order. A change's files in the staging folder are named by its number. */
export interface Journal {
  readonly changes: readonly Change[];
  /** Folders to be made before, outermost first, as paths below the output folder. */
  readonly folders: readonly string[];
}

/** That something stands where only this program puts anything. */
export class Obstacle extends Error {
  readonly code = 'OBSTACLE';
}

/**
 * Reads what a killed run has noted down; undefined where it had not come so far.
 *
 * @throws Obstacle where it is not what this program writes: it might name what is none of ours
 */
export function readJournal(staging: string, name: string): Journal | undefined {
  const path = join(staging, name);
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return undefined;
  const journal: unknown = stats.isFile() ? parse(readText(path)) : undefined;
  if (!isJournal(journal)) {
    throw new Obstacle(`${path} is not what an interrupted run leaves: look at ${staging}, and remove it`);
  }
  return journal;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isJournal(value: unknown): value is Journal {
  if (!isPlainMap(value)) return false;
  const { changes, folders } = value;
  return (
    Array.isArray(changes) &&
    changes.every(isChange) &&
    Array.isArray(folders) &&
    folders.every((folder) => typeof folder === 'string' && isBelow(folder))
  );
}

function isChange(value: unknown): value is Change {
  return (
    isPlainMap(value) &&
    typeof value['file'] === 'string' &&
    isBelow(value['file']) &&
    typeof value['existed'] === 'boolean' &&
    typeof value['written'] === 'boolean'
  );
}

import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../core/base';
import { makeFolder, readText, writeText } from '../../core/file';
import type { Asked } from './witness';

/** An answer, and what was asked on the way to it. */
export interface Entry<T> {
  readonly asked: readonly Asked[];
  readonly answer: T;
}

/** How many answers are kept: those of some dozens of environments, with their releases, in several states. */
const most = 400;

/** How many are left where there are more. */
const left = 300;

/** Bytes of the longest that is kept: thousands of findings are soon others, and are not worth the place. */
const longest = 1024 * 1024;

/** Of a digest in hexadecimal digits, of a file's name and text; the text follows it in the file. */
const digits = 64;

/** @returns undefined where none is there as it was written: an answer can be worked out anew */
export function readEntry<T>(folder: string, name: string): Entry<T> | undefined {
  const file = join(folder, name);
  // In a first run no answer is there: what cannot be read is a problem, and to put one into words loads all rules.
  if (!existsSync(file)) return undefined;
  try {
    const text = readText(file);
    if (sha256(name + text.slice(digits)) !== text.slice(0, digits)) return undefined;
    const entry: Entry<T> = JSON.parse(text.slice(digits));
    noteUse(file);
    return entry;
  } catch {
    return undefined;
  }
}

function noteUse(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // It is of another user, or of a folder that nothing can be written to.
  }
}

/** Keeps the JSON of an entry where that can be done; those go that nobody has asked for longest. */
export function keepEntry(folder: string, name: string, text: string): void {
  if (digits + Buffer.byteLength(text) > longest) return;
  try {
    makeFolder(folder);
    writeText(join(folder, name), sha256(name + text) + text);
    const names = readdirSync(folder).filter((each) => each.endsWith('.json'));
    if (names.length > most) removeOldest(folder, names);
  } catch {
    // The folder is not this user's to write, or the disk is full: then it is worked out again.
  }
}

function removeOldest(folder: string, names: readonly string[]): void {
  const times = new Map(names.map((name) => [name, statSync(join(folder, name)).mtimeMs]));
  const newestFirst = names.toSorted((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0));
  for (const name of newestFirst.slice(left)) rmSync(join(folder, name), { force: true });
}

import { lstatSync } from 'node:fs';
import { readBytes } from '../../core/file';
import type { Problem } from '../../core/finding';

/** Whether a path is a file, itself and not behind a link, with this text. */
export function holds(path: string, text: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile() || stats.size !== Buffer.byteLength(text)) return false;
  try {
    return readBytes(path).toString('utf8') === text;
  } catch {
    return false;
  }
}

/** Whether anything but a folder stands at a path. */
export function isTaken(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isDirectory();
}

/** What is told of a file that stands where another is to be written. */
export function foreign(path: string): Problem {
  return {
    rule: 'foreign-output',
    severity: 'error',
    message: `${path} is there already, and no earlier run has written it.`,
    consequence: 'It would be lost. Nothing was changed in the output folder.',
    fix: 'Move it away or remove it, or choose another output folder.',
  };
}

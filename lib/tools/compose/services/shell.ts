import { shellQuoted } from '../../../core/base';
import type { Segment } from '../secret-parts';
import type { Words } from './secrets';

/** A command by a shell. */
export function byShell(script: string): readonly string[] {
  return ['/bin/sh', '-c', script];
}

/** A word of its own for the shell, which puts variables in the place of what looks secret. */
export function inQuotes(segments: readonly Segment[]): string {
  return segments
    .filter((each) => each !== '')
    .map((each) => (typeof each === 'string' ? shellQuoted(each) : `"$${each.name}"`))
    .join('');
}

/** The words of a command as a line of a script. */
export function inLine(words: Words): string {
  return words.map(inQuotes).join(' ');
}

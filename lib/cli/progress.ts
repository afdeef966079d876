import { printable } from '../core/finding';
import type { Surroundings } from './command';

/** One line on a terminal that says what a long command is at, and is gone once there is anything else to read. */
export interface ProgressLine {
  readonly say: (text: string) => void;
  readonly clear: () => void;
}

const erase = '\r\u001B[K';

/**
 * Writes to where people read, if that is a terminal that may be written on twice: not with `NO_COLOR` or `CI`, nor
 * where `TERM` is `dumb`.
 */
export function progressLine({ err, columns, variables }: Surroundings): ProgressLine {
  const isPlain = ['NO_COLOR', 'CI'].some((name) => (variables[name] ?? '') !== '');
  if (columns === undefined || isPlain || variables['TERM'] === 'dumb') {
    return { say: () => undefined, clear: () => undefined };
  }
  let isShown = false;
  return {
    say(text) {
      // A line that went on in the next one could not be erased.
      err(`${erase}${printable(text).slice(0, columns - 1)}`);
      isShown = true;
    },
    clear() {
      if (isShown) err(erase);
      isShown = false;
    },
  };
}

import type { Problem } from '../../core/finding';
import type { Node } from './node';

/** Bytes, about, that variables may add to one environment before it is taken for a mistake. */
const maxSize = 1 << 24;

/** Levels of maps and lists that variables may build. */
const maxHeight = 200;

/** What is wrong with an expansion, without its place. */
export type ExpansionFault = Pick<Problem, 'message' | 'consequence' | 'fix'>;

const fix = 'Use fewer variables of variables.';

/** Counts what variables add to an environment, so that variables of variables cannot grow without bound. */
export class Expansion {
  private size = 0;

  /**
   * Counts a value that takes the place of a variable; gives what is wrong if it must not. Once the environment is
   * too large, nothing more fits, but only the first value is to blame.
   * @param depth levels of maps and lists around the variable
   */
  add(value: Node, depth: number): ExpansionFault | 'full' | undefined {
    if (this.size > maxSize) return 'full';
    this.size += value.size;
    if (this.size > maxSize) {
      const message = `Variables make the environment larger than ${maxSize >> 20} MiB.`;
      return { message, consequence: 'No cluster takes objects of such a size.', fix };
    }
    if (depth + value.height <= maxHeight) return undefined;
    return { message: `With its variables this nests deeper than ${maxHeight} levels.`, fix };
  }
}

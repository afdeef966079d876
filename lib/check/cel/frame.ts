import type { CelValue } from './values';
import { CelError } from './fault';

/** What a program runs on: the values of its variables, and how much it may still do. */
export interface Frame {
  /** Values of what macros bind, each in a place of its own. */
  readonly bound: CelValue[];
  /** The value of a name that is bound outside. @throws CelError */
  readonly valueOf: (name: string) => CelValue;
  /** How many more elements macros may visit. */
  left: number;
}

/** Elements that macros visit at the most; the API server, which counts each step, gives up before that. */
const mostVisits = 1_000_000;

export function frameOf(valueOf: Frame['valueOf']): Frame {
  return { bound: [], valueOf, left: mostVisits };
}

export function visit(frame: Frame): void {
  if (--frame.left < 0) throw new CelError('operation cancelled: actual cost limit exceeded');
}

/** An expression, ready to run. */
export type Run = (frame: Frame) => CelValue;

/** What running gives, or the error of CEL that it ends with. */
export function attempt(run: Run, frame: Frame): CelValue | CelError {
  try {
    return run(frame);
  } catch (error) {
    if (error instanceof CelError) return error;
    throw error;
  }
}

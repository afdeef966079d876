import { isSurrogate } from './regexp-program';
import { Assertion, type RegexpProgram, type RegexpStep } from './regexp-steps';

/** From so many steps on, Go does not look whether one pass is enough. */
const MOST = 1000;

/**
 * The letters that a text has to begin with for Go's one-pass machine, where one of them is a surrogate; undefined
 * otherwise. That machine compares them as UTF-8, in which a surrogate is written as U+FFFD: `^\x{D800}` matches
 * U+FFFD there, while every other way of Go to match compares code points, and no text has a surrogate.
 *
 * Source: Go's regexp/onepass.go (`onePassPrefix`, `compileOnePass`) and regexp/exec.go (`doOnePass`). Its rewriting of
 * loops inside loops, which makes one pass enough for a few more expressions, is left out.
 */
export function surrogatePrefix(program: RegexpProgram): readonly number[] | undefined {
  const prefix = prefixOf(program);
  return prefix.some(isSurrogate) && isOnePass(program) ? prefix : undefined;
}

function prefixOf({ start, steps }: RegexpProgram): readonly number[] {
  const first = steps[start];
  if (!isAnchor(first)) return [];
  let step = steps[first.next];
  while (step?.op === 'go' && !step.group) step = steps[step.next];
  const prefix: number[] = [];
  while (step?.op === 'read') {
    const [rune, last] = step.ranges;
    if (rune === undefined || step.ranges.length > 2 || rune !== last || rune === 0xfffd) break;
    prefix.push(rune);
    step = steps[step.next];
  }
  return prefix;
}

/** Whether each character says by itself which way to go on, so that one pass over the text is enough. */
function isOnePass({ start, steps }: RegexpProgram): boolean {
  if (steps.length >= MOST || !isAnchor(steps[start])) return false;
  const hasChoice = steps.some(({ op }) => op === 'either');
  const isMatch = (at: number): boolean => steps[at]?.op === 'match';
  const endsRight = steps.every((step) => {
    if (step.op === 'match' || step.op === 'fail') return true;
    if (step.op === 'either') return !isMatch(step.next) && !isMatch(step.or);
    if (!isMatch(step.next)) return true;
    return step.op === 'assert' ? (step.bits & Assertion.endText) !== 0 : !hasChoice;
  });
  return endsRight && (!hasChoice || isUnambiguous(steps));
}

/** What can be read next from a step, in pairs of first and last, and whether the end can be met unread. */
interface Ahead {
  readonly ranges: readonly number[];
  readonly meetsEnd: boolean;
}

const nothingAhead: Ahead = { ranges: [], meetsEnd: false };

function isUnambiguous(steps: readonly RegexpStep[]): boolean {
  const known = new Map<number, Ahead | undefined>();
  const aheadOf = (at: number): Ahead | undefined => {
    if (known.has(at)) return known.get(at);
    // A loop that reads nothing comes back here: it adds nothing to what is ahead.
    known.set(at, nothingAhead);
    const found = look(steps[at]);
    known.set(at, found);
    return found;
  };
  const look = (step: RegexpStep | undefined): Ahead | undefined => {
    if (!step || step.op === 'fail') return nothingAhead;
    if (step.op === 'match') return { ranges: [], meetsEnd: true };
    if (step.op === 'read') return { ranges: step.ranges, meetsEnd: false };
    const one = aheadOf(step.next);
    if (step.op !== 'either') return one;
    const other = aheadOf(step.or);
    if (!one || !other || (one.meetsEnd && other.meetsEnd) || overlap(one.ranges, other.ranges)) {
      return undefined;
    }
    return { ranges: [...one.ranges, ...other.ranges], meetsEnd: one.meetsEnd || other.meetsEnd };
  };
  return steps.every((_, at) => aheadOf(at) !== undefined);
}

function overlap(one: readonly number[], other: readonly number[]): boolean {
  return pairs(one).some(([low, high]) => pairs(other).some(([first, last]) => low <= last && first <= high));
}

function pairs(ranges: readonly number[]): readonly (readonly [number, number])[] {
  return ranges.flatMap((low, at) => (at % 2 === 0 ? [[low, ranges[at + 1] ?? low] as const] : []));
}

function isAnchor(step: RegexpStep | undefined): step is RegexpStep & { readonly op: 'assert' } {
  return step?.op === 'assert' && (step.bits & Assertion.beginText) !== 0;
}

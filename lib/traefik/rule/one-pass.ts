import { Assertion, foldsOf, type Instruction, type Instructions, isSurrogate, ops } from './regexp-program';

/** From so many instructions on, Go does not look whether one pass is enough. */
const MOST = 1000;

/**
 * The letters that a text has to begin with for Go's one-pass machine, where one of them is a surrogate; undefined
 * otherwise. That machine compares them as UTF-8, in which a surrogate is written as U+FFFD: `^\x{D800}` matches
 * U+FFFD there, while every other way of Go to match compares code points, and no text has a surrogate.
 *
 * Source: Go's regexp/onepass.go (`onePassPrefix`, `compileOnePass`) and regexp/exec.go (`doOnePass`). Its rewriting of
 * loops inside loops, which makes one pass enough for a few more expressions, is left out.
 */
export function surrogatePrefix(program: Instructions): readonly number[] | undefined {
  const prefix = prefixOf(program);
  return prefix.some(isSurrogate) && isOnePass(program) ? prefix : undefined;
}

function prefixOf({ start, inst }: Instructions): readonly number[] {
  if (!isAnchored(inst[start])) return [];
  let at = inst[inst[start]?.out ?? -1];
  while (at && isOp(ops.nothing, at)) at = inst[at.out];
  const prefix: number[] = [];
  for (let rune = literalOf(at); rune !== undefined; rune = literalOf(at)) {
    prefix.push(rune);
    at = inst[at?.out ?? -1];
  }
  return prefix;
}

function literalOf(instruction: Instruction | undefined): number | undefined {
  if (!instruction || !isOp(ops.read, instruction) || isFolded(instruction)) return undefined;
  const [rune] = instruction.runes.length === 1 ? Array.from(instruction.runes) : [];
  return rune === 0xfffd ? undefined : rune;
}

/** Whether each character says by itself which way to go on, so that one pass over the text is enough. */
function isOnePass({ start, inst }: Instructions): boolean {
  if (inst.length >= MOST || !isAnchored(inst[start])) return false;
  const hasChoice = inst.some((instruction) => isOp(ops.either, instruction));
  const isMatch = (at: number): boolean => inst[at] !== undefined && isOp([ops.match], inst[at]);
  const endsRight = inst.every((instruction) => {
    if (isOp(ops.either, instruction)) return !isMatch(instruction.out) && !isMatch(instruction.arg);
    if (isOp([ops.assert], instruction) && isMatch(instruction.out)) {
      return (instruction.arg & Assertion.endText) !== 0;
    }
    return !hasChoice || isOp([ops.match, ops.fail], instruction) || !isMatch(instruction.out);
  });
  return endsRight && (!hasChoice || isUnambiguous(inst));
}

/** What can be read next from an instruction, in pairs of first and last, and whether the end can be met unread. */
interface Ahead {
  readonly ranges: readonly number[];
  readonly meetsEnd: boolean;
}

const nothingAhead: Ahead = { ranges: [], meetsEnd: false };

function isUnambiguous(inst: readonly Instruction[]): boolean {
  const known = new Map<number, Ahead | undefined>();
  const aheadOf = (at: number): Ahead | undefined => {
    if (known.has(at)) return known.get(at);
    // A loop that reads nothing comes back here: it adds nothing to what is ahead.
    known.set(at, nothingAhead);
    const found = look(inst[at]);
    known.set(at, found);
    return found;
  };
  const look = (instruction: Instruction | undefined): Ahead | undefined => {
    if (!instruction || isOp([ops.fail], instruction)) return nothingAhead;
    if (isOp([ops.match], instruction)) return { ranges: [], meetsEnd: true };
    if (isOp(ops.read, instruction)) return { ranges: rangesOf(instruction), meetsEnd: false };
    const [one, other] = [
      aheadOf(instruction.out),
      isOp(ops.either, instruction) ? aheadOf(instruction.arg) : nothingAhead,
    ];
    if (!one || !other || (one.meetsEnd && other.meetsEnd) || overlap(one.ranges, other.ranges)) {
      return undefined;
    }
    return { ranges: [...one.ranges, ...other.ranges], meetsEnd: one.meetsEnd || other.meetsEnd };
  };
  return inst.every((_, at) => aheadOf(at) !== undefined);
}

function overlap(one: readonly number[], other: readonly number[]): boolean {
  return pairs(one).some(([low, high]) => pairs(other).some(([first, last]) => low <= last && first <= high));
}

function pairs(ranges: readonly number[]): readonly (readonly [number, number])[] {
  return ranges.flatMap((low, at) => (at % 2 === 0 ? [[low, ranges[at + 1] ?? low] as const] : []));
}

function rangesOf(instruction: Instruction): readonly number[] {
  const runes = Array.from(instruction.runes);
  const [rune] = runes;
  if (runes.length !== 1 || rune === undefined) return runes;
  return isFolded(instruction) ? foldsOf(rune).flatMap((code) => [code, code]) : [rune, rune];
}

function isAnchored(instruction: Instruction | undefined): boolean {
  return (
    instruction !== undefined &&
    isOp([ops.assert], instruction) &&
    (instruction.arg & Assertion.beginText) !== 0
  );
}

function isFolded({ arg }: Instruction): boolean {
  return (arg & 1) !== 0;
}

function isOp(known: readonly number[], { op }: Instruction): boolean {
  return known.includes(op);
}

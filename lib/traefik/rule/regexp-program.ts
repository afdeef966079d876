import type { RE2JS } from 're2js';
import { type Bytes, isUtf8, toRunes } from './bytes';
import { toRe2js } from './go-regexp-syntax';
import { plainProgram } from './plain-regexp';
import { re2 } from './re2';
import { Assertion, type RegexpProgram, type RegexpStep, foldsOf } from './regexp-steps';

/** The opcodes of re2js, which are those of RE2. */
const ops = {
  either: [1, 2],
  group: 3,
  go: 7,
  assert: 4,
  fail: 5,
  match: 6,
  read: [8, 9, 10, 11],
} as const;

/** Bit of a single rune's `arg` that takes it in either case. */
const foldCase = 1;

/**
 * The program of a pattern in Go's syntax. Undefined where the pattern is no regular expression, or where it has what
 * cannot be laid out: a letter beyond ASCII in either case, bytes that are no UTF-8, surrogates.
 */
export function regexpProgram(pattern: Bytes): RegexpProgram | undefined {
  if (!isUtf8(pattern)) return undefined;
  return plainProgram(toRunes(pattern)) ?? compiledByRe2(pattern);
}

/** The same by re2js, which knows all of the syntax. */
export function compiledByRe2(pattern: Bytes): RegexpProgram | undefined {
  try {
    const program = programOf(re2().RE2JS.compile(toRe2js(toRunes(pattern))));
    // No text has a surrogate of its own, so such a pattern is about something else than code points.
    const isOfText = program?.steps.every((step) => step.op !== 'read' || !step.ranges.some(isSurrogate));
    return isOfText ? program : undefined;
  } catch (error) {
    if (error instanceof re2().RE2JSSyntaxException) return undefined;
    throw error;
  }
}

/** The same of what re2js has compiled, surrogates too. */
export function programOf(compiled: RE2JS): RegexpProgram | undefined {
  const { start, inst } = compiledProgram(compiled);
  const steps = inst.map(stepOf);
  return steps.every((step) => step !== undefined) ? { start, steps } : undefined;
}

interface Instruction {
  readonly op: number;
  readonly out: number;
  readonly arg: number;
  readonly runes: ArrayLike<number>;
}

/** The library keeps its program to itself; its version is pinned, and a test holds its shape. */
function compiledProgram(compiled: RE2JS): { start: number; inst: readonly Instruction[] } {
  const inner: unknown = Reflect.get(compiled, 're2Input');
  const program: unknown =
    typeof inner === 'object' && inner !== null ? Reflect.get(inner, 'prog') : undefined;
  if (!isProgram(program)) throw new Error('re2js no longer has its program where it was');
  return program;
}

function isProgram(value: unknown): value is { start: number; inst: readonly Instruction[] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'start') === 'number' &&
    Array.isArray(Reflect.get(value, 'inst'))
  );
}

function stepOf({ op, out, arg, runes }: Instruction): RegexpStep | undefined {
  if (is(ops.either, op)) return { op: 'either', next: out, or: arg };
  if (op === ops.go) return { op: 'go', next: out };
  if (op === ops.group) return { op: 'go', next: out, group: true };
  if (op === ops.assert) return { op: 'assert', bits: arg, next: out };
  if (op === ops.match) return { op: 'match' };
  if (op === ops.fail) return { op: 'fail' };
  if (!is(ops.read, op)) return undefined;
  const ranges = rangesOf(Array.from(runes), (arg & foldCase) !== 0);
  return ranges && { op: 'read', ranges, next: out };
}

function is(known: readonly number[], op: number): boolean {
  return known.includes(op);
}

function rangesOf(runes: readonly number[], isFolded: boolean): readonly number[] | undefined {
  const [rune] = runes;
  if (runes.length !== 1 || rune === undefined) return runes;
  if (!isFolded) return [rune, rune];
  return rune > 0x7f ? undefined : foldsOf(rune).flatMap((code) => [code, code]);
}

export function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

/** What every text that a program matches begins and ends with, as far as that is plain ASCII; empty where nothing is. */
export function literalEnds({ start, steps }: RegexpProgram): {
  readonly prefix: string;
  readonly suffix: string;
} {
  return {
    prefix: follow(start, Assertion.beginText, (at) => ({ step: steps[at], next: nextOf(steps[at]) })),
    suffix: suffixOf(steps),
  };
}

interface Along {
  readonly step: RegexpStep | undefined;
  readonly next: number | undefined;
}

/** The single characters along a way that does not fork, once the text is known to begin (or end) there. */
function follow(start: number, anchor: number, along: (at: number) => Along): string {
  let text = '';
  let isAnchored = false;
  const seen = new Set<number>();
  for (let at: number | undefined = start; at !== undefined && !seen.has(at);) {
    seen.add(at);
    const { step, next } = along(at);
    if (step?.op === 'assert') isAnchored ||= (step.bits & anchor) !== 0;
    else if (step?.op === 'read') {
      const [first = 0, last] = step.ranges;
      if (!isAnchored || step.ranges.length !== 2 || first !== last || first > 0x7f) break;
      text += String.fromCharCode(first);
    } else if (step?.op !== 'go' && step?.op !== 'match') break;
    at = next;
  }
  return text;
}

function nextOf(step: RegexpStep | undefined): number | undefined {
  return step && 'next' in step && step.op !== 'either' ? step.next : undefined;
}

function suffixOf(steps: readonly RegexpStep[]): string {
  const before = new Map<number, number[]>();
  const note = (from: number, to: number): void => {
    before.set(to, [...(before.get(to) ?? []), from]);
  };
  for (const [from, step] of steps.entries()) {
    if ('next' in step) note(from, step.next);
    if (step.op === 'either') note(from, step.or);
  }
  const ends = steps.flatMap((step, at) => (step.op === 'match' ? [at] : []));
  const [end] = ends;
  if (end === undefined || ends.length > 1) return '';
  const reversed = follow(end, Assertion.endText, (at) => {
    const froms = before.get(at) ?? [];
    return { step: steps[at], next: froms.length === 1 ? froms[0] : undefined };
  });
  return Array.from(reversed).toReversed().join('');
}

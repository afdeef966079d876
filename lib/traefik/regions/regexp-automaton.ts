import { Assertion, type RegexpProgram, literalEnds } from '../rule';
import type { Automaton } from './automaton';
import { States } from './states';

/** What stood before a position, as far as assertions ask for it. */
type Before = 'start' | 'newline' | 'word' | 'other';

/** Threads of the machine before a position, and what stands before it. */
interface Position {
  readonly threads: readonly number[];
  readonly before: Before;
}

const newline = 10;

/** How many sets of assertions there are. */
const assertions = 2 * Assertion.noWordBoundary;

/** The texts in which an expression matches anywhere, as Go's `MatchString` has it. */
export function regexpAutomaton(program: RegexpProgram): Automaton {
  return new RegexpAutomaton(program);
}

class RegexpAutomaton implements Automaton {
  readonly breaks: readonly number[];
  readonly beginning: string;
  private readonly states = new States<Position>(({ before, threads }) => `${before} ${threads.join(' ')}`);
  /** A match has been found; nothing that follows takes it away. */
  private readonly matched: number;
  /** Whether anything depends on what stands before a position. */
  private readonly asserts: boolean;
  /** The reading steps that a state reaches where the same assertions hold, as they do before nearly all characters. */
  private readonly reaches = new Map<number, readonly number[] | 'match'>();
  private readonly ends = new Map<number, boolean>();
  private readonly deaths = new Map<number, boolean>();

  constructor(private readonly program: RegexpProgram) {
    const bits = program.steps.reduce((all, step) => (step.op === 'assert' ? all | step.bits : all), 0);
    this.asserts = bits !== 0;
    this.states.number({ threads: [program.start], before: 'start' });
    this.matched = this.states.number({ threads: [-1], before: 'other' });
    this.beginning = literalEnds(program).prefix;
    this.breaks = [
      ...program.steps.flatMap((step) =>
        step.op === 'read' ? step.ranges.map((code, index) => (index % 2 === 0 ? code : code + 1)) : [],
      ),
      ...((bits & (Assertion.beginLine | Assertion.endLine)) === 0 ? [] : [newline, newline + 1]),
      ...((bits & (Assertion.wordBoundary | Assertion.noWordBoundary)) === 0
        ? []
        : ['0', ':', 'A', '[', '_', '`', 'a', '{'].map((character) => character.charCodeAt(0))),
    ];
  }

  step = (state: number, code: number): number =>
    state === this.matched ? state : this.states.step(state, code, this.read);

  private readonly read = (state: number, code: number): number => {
    const position = this.states.at(state);
    if (!position) return state;
    const reached = this.reached(state, position, code);
    if (reached === 'match') return this.matched;
    // It may begin to match anywhere.
    const threads = [this.program.start];
    for (const thread of reached) {
      const step = this.program.steps[thread];
      if (step?.op !== 'read' || !isWithin(step.ranges, code)) continue;
      if (!threads.includes(step.next)) threads.push(step.next);
    }
    if (threads.length > 1) threads.sort((a, b) => a - b);
    return this.states.number({ threads, before: this.asserts ? classOf(code) : 'other' });
  };

  accepts = (state: number): boolean => {
    if (state === this.matched) return true;
    const position = this.states.at(state);
    const known = this.ends.get(state);
    if (known !== undefined || !position) return known ?? false;
    const ends = this.closure(position.threads, assertionsBetween(position.before, undefined)) === 'match';
    this.ends.set(state, ends);
    return ends;
  };

  isFull = (state: number): boolean => state === this.matched;

  isDead = (state: number): boolean => {
    const known = this.deaths.get(state);
    const position = this.states.at(state);
    if (known !== undefined || !position || state === this.matched) return known ?? false;
    // Whatever may follow but the beginning of the text.
    const later = ~Assertion.beginText | (position.before === 'start' ? Assertion.beginText : 0);
    const reached = this.closure(position.threads, later);
    const isDead = reached !== 'match' && reached.length === 0;
    this.deaths.set(state, isDead);
    return isDead;
  };

  private reached(state: number, { threads, before }: Position, code: number): readonly number[] | 'match' {
    const holds = assertionsBetween(before, code);
    const key = state * assertions + holds;
    const known = this.reaches.get(key);
    if (known !== undefined) return known;
    const reached = this.closure(threads, holds);
    this.reaches.set(key, reached);
    return reached;
  }

  /** The reading steps that threads reach without reading, or that one of them has matched. */
  private closure(threads: readonly number[], holds: number): readonly number[] | 'match' {
    const seen = new Set<number>(threads);
    const open = [...threads];
    const reading: number[] = [];
    const go = (thread: number): void => {
      if (seen.has(thread)) return;
      seen.add(thread);
      open.push(thread);
    };
    for (let thread = open.pop(); thread !== undefined; thread = open.pop()) {
      const step = this.program.steps[thread];
      if (step?.op === 'match') return 'match';
      if (step?.op === 'read') reading.push(thread);
      else if (step?.op === 'go') go(step.next);
      else if (step?.op === 'either') {
        go(step.next);
        go(step.or);
      } else if (step?.op === 'assert' && (step.bits & ~holds) === 0) go(step.next);
    }
    return reading;
  }
}

function isWithin(ranges: readonly number[], code: number): boolean {
  for (let index = 0; index < ranges.length; index += 2) {
    if (code < (ranges[index] ?? 0)) return false;
    if (code <= (ranges[index + 1] ?? 0)) return true;
  }
  return false;
}

function classOf(code: number): Before {
  if (code === newline) return 'newline';
  const isLetter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
  return isLetter || (code >= 0x30 && code <= 0x39) || code === 0x5f ? 'word' : 'other';
}

/** The assertions that hold between what stood before and the next character, or the end. */
function assertionsBetween(before: Before, code: number | undefined): number {
  const next = code === undefined ? undefined : classOf(code);
  const isBoundary = (before === 'word') !== (next === 'word');
  return (
    (before === 'start' ? Assertion.beginText : 0) |
    (before === 'start' || before === 'newline' ? Assertion.beginLine : 0) |
    (next === undefined ? Assertion.endText : 0) |
    (next === undefined || next === 'newline' ? Assertion.endLine : 0) |
    (isBoundary ? Assertion.wordBoundary : Assertion.noWordBoundary)
  );
}

/**
 * A set of texts as a deterministic machine over code points that makes its states while it is walked. States are
 * small integers; 0 is where it starts.
 */
export interface Automaton {
  /** The state after one more character. */
  readonly step: (state: number, code: number) => number;
  /** Whether a text that ends here belongs to the set. */
  readonly accepts: (state: number) => boolean;
  /** Whether no text that goes on from here belongs to the set; it may be false where that is so all the same. */
  readonly isDead: (state: number) => boolean;
  /** Whether every text that goes on from here belongs to the set; it may be false where that is so all the same. */
  readonly isFull: (state: number) => boolean;
  /** Code points at which a class of characters that are all treated alike begins, in no order. */
  readonly breaks: readonly number[];
  /**
   * What all texts of the set begin with, so that a search need not find it.
   *
   * @default nobody knows
   */
  readonly beginning?: string;
  /**
   * Whether a whole text belongs to the set, where that is told faster than character by character.
   *
   * @default it is found by steps
   */
  readonly has?: (text: string) => boolean;
}

/** A set of words, as the tree of their beginnings. */
export function wordsAutomaton(words: Iterable<string>): Automaton {
  const all = new Set(words);
  let known: WordTree | undefined;
  // Of most hosts it is only asked whether they are this one.
  const tree = (): WordTree => (known ??= treeOf(all));
  return {
    step: (state, code) => tree().steps[state]?.get(code) ?? dead,
    accepts: (state) => tree().ends.has(state),
    isDead: (state) => state === dead,
    isFull: () => false,
    get breaks() {
      return tree().breaks;
    },
    has: (text) => all.has(text),
  };
}

/** The state from which no word is reached. */
const dead = 1;

interface WordTree {
  readonly steps: readonly ReadonlyMap<number, number>[];
  readonly ends: ReadonlySet<number>;
  readonly breaks: readonly number[];
}

function treeOf(words: Iterable<string>): WordTree {
  const steps: Map<number, number>[] = [new Map(), new Map()];
  const ends = new Set<number>();
  const breaks = new Set<number>();
  for (const word of words) {
    let state = 0;
    for (const character of word) {
      const code = character.codePointAt(0) ?? 0;
      breaks.add(code).add(code + 1);
      const known = steps[state]?.get(code);
      const next = known ?? steps.push(new Map()) - 1;
      if (known === undefined) steps[state]?.set(code, next);
      state = next;
    }
    ends.add(state);
  }
  return { steps, ends, breaks: [...breaks] };
}

/** All texts that begin with one. */
export function prefixAutomaton(prefix: string): Automaton {
  const codes = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  const [whole, nowhere] = [codes.length, codes.length + 1];
  return {
    step: (state, code) => (state >= whole ? state : code === codes[state] ? state + 1 : nowhere),
    accepts: (state) => state === whole,
    isDead: (state) => state === nowhere,
    isFull: (state) => state === whole,
    breaks: [...new Set(codes.flatMap((code) => [code, code + 1]))],
    beginning: prefix,
    has: (text) => text.startsWith(prefix),
  };
}

/** One state of a table: where its characters lead, each range with its first and last one; all others lead nowhere. */
export interface TableState {
  readonly to: readonly (readonly [first: number, last: number, state: number])[];
  readonly accepts?: boolean;
}

/** A set that is told by a table; the states are numbered from 0. */
export function tableAutomaton(states: readonly TableState[]): Automaton {
  const ranges = states.flatMap(({ to }) => to);
  const nowhere = states.length;
  const read = (state: number, code: number): number =>
    states[state]?.to.find(([first, last]) => code >= first && code <= last)?.[2] ?? nowhere;
  const known = states.map(() => new Map<number, number>());
  return {
    step: (state, code) => {
      const steps = known[state];
      if (!steps) return nowhere;
      const there = steps.get(code) ?? read(state, code);
      steps.set(code, there);
      return there;
    },
    accepts: (state) => states[state]?.accepts ?? false,
    isDead: (state) => state === nowhere,
    isFull: () => false,
    breaks: [...new Set(ranges.flatMap(([first, last]) => [first, last + 1]))],
  };
}

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
}

/** A set of words, as the tree of their beginnings. */
export function wordsAutomaton(words: Iterable<string>): Automaton {
  const dead = 1;
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
  return {
    step: (state, code) => steps[state]?.get(code) ?? dead,
    accepts: (state) => ends.has(state),
    isDead: (state) => state === dead,
    isFull: () => false,
    breaks: [...breaks],
  };
}

/** All texts that begin with one. */
export function prefixAutomaton(prefix: string): Automaton {
  const codes = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  const [whole, dead] = [codes.length, codes.length + 1];
  return {
    step: (state, code) => (state >= whole ? state : code === codes[state] ? state + 1 : dead),
    accepts: (state) => state === whole,
    isDead: (state) => state === dead,
    isFull: (state) => state === whole,
    breaks: [...new Set(codes.flatMap((code) => [code, code + 1]))],
    beginning: prefix,
  };
}

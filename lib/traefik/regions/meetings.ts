import type { Automaton } from './automaton';
import type { Budget } from './budget';
import { alphabetOf } from './search';

/** Which two of some sets have a text in common. */
export interface Meetings {
  readonly have: (one: number, other: number) => boolean;
}

interface Alive {
  readonly automaton: Automaton;
  readonly set: number;
  readonly state: number;
}

/**
 * Finds out for all pairs of sets at once whether a text of the universe belongs to both: all automata are walked
 * together, and those that can no longer accept are left behind, so that sets that differ early cost little.
 *
 * @param sets each the union of some automata
 * @returns undefined where it grew beyond its budget
 */
export function meetingsOf(
  universe: Automaton,
  sets: readonly (readonly Automaton[])[],
  left: Budget,
): Meetings | undefined {
  const all = sets.flatMap((automata, set) => automata.map((automaton) => ({ automaton, set, state: 0 })));
  const alphabet = alphabetOf([universe, ...all.map(({ automaton }) => automaton)]);
  const pairs = new Set<number>();
  const seen = new Set<string>();
  const open: { readonly inside: number; readonly alive: readonly Alive[] }[] = [];
  const visit = (inside: number, alive: readonly Alive[]): void => {
    // One alone meets nobody.
    if (universe.isDead(inside) || !alive.some(({ set }) => set !== alive[0]?.set)) return;
    const key = `${inside} ${alive.map(({ set, state }) => `${set}:${state}`).join(' ')}`;
    if (seen.has(key)) return;
    seen.add(key);
    open.push({ inside, alive });
  };
  visit(0, all);
  for (let next = open.pop(); next; next = open.pop()) {
    const { inside, alive } = next;
    left.states -= alive.length * alphabet.length;
    if (left.states < 0) return undefined;
    if (universe.accepts(inside)) {
      const taking = new Set(
        alive.filter(({ automaton, state }) => automaton.accepts(state)).map(({ set }) => set),
      );
      for (const one of taking) {
        for (const other of taking) if (one < other) pairs.add(one * sets.length + other);
      }
    }
    for (const code of alphabet) {
      const step = alive.flatMap((one) => {
        const state = one.automaton.step(one.state, code);
        return one.automaton.isDead(state) ? [] : [{ ...one, state }];
      });
      visit(universe.step(inside, code), step);
    }
  }
  return { have: (one, other) => pairs.has(Math.min(one, other) * sets.length + Math.max(one, other)) };
}

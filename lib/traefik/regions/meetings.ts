import type { Automaton } from './automaton';
import type { Budget } from './budget';
import { alphabetOf } from './search';

/** Which two of some sets have a text in common. */
export interface Meetings {
  readonly have: (one: number, other: number) => boolean;
}

/** The automata that may still accept, by their numbers, and the state of each: by the million, so in as little as can be. */
interface Alive {
  readonly members: readonly number[];
  readonly states: readonly number[];
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
  const automata = sets.flat();
  const setOf = sets.flatMap((own, set) => own.map(() => set));
  const alphabet = alphabetOf([universe, ...automata]);
  const pairs = new Set<number>();
  const seen = new Set<string>();
  const open: { readonly inside: number; readonly alive: Alive }[] = [];
  const visit = (inside: number, alive: Alive): void => {
    const [first] = alive.members;
    // One alone meets nobody.
    if (first === undefined || alive.members.every((member) => setOf[member] === setOf[first])) return;
    const key = `${inside} ${alive.members.join()} ${alive.states.join()}`;
    if (seen.has(key)) return;
    seen.add(key);
    open.push({ inside, alive });
  };
  const after = ({ members, states }: Alive, code: number): Alive => {
    const next: { readonly members: number[]; readonly states: number[] } = { members: [], states: [] };
    for (const [at, member] of members.entries()) {
      const automaton = automata[member];
      const state = automaton?.step(states[at] ?? 0, code) ?? 0;
      if (!automaton || automaton.isDead(state)) continue;
      next.members.push(member);
      next.states.push(state);
    }
    return next;
  };
  visit(0, { members: [...automata.keys()], states: automata.map(() => 0) });
  for (let next = open.pop(); next; next = open.pop()) {
    const { inside, alive } = next;
    left.states -= alive.members.length * alphabet.length;
    if (left.states < 0) return undefined;
    if (universe.accepts(inside)) {
      const taking = new Set(
        alive.members.flatMap((member, at) =>
          automata[member]?.accepts(alive.states[at] ?? 0) ? [setOf[member] ?? 0] : [],
        ),
      );
      for (const one of taking) {
        for (const other of taking) if (one < other) pairs.add(one * sets.length + other);
      }
    }
    for (const code of alphabet) {
      const then = universe.step(inside, code);
      if (!universe.isDead(then)) visit(then, after(alive, code));
    }
  }
  return { have: (one, other) => pairs.has(Math.min(one, other) * sets.length + Math.max(one, other)) };
}

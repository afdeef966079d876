import type { Automaton } from './automaton';
import { type Budget, budget } from './budget';

/** One automaton and whether the text must belong to it. */
interface Condition {
  readonly automaton: Automaton;
  readonly holds: boolean;
}

/** Whether a text belongs to a set. */
export function takes({ has, step, accepts }: Automaton, text: string): boolean {
  return has ? has(text) : accepts(after(step, text));
}

/** The state in which a text leaves an automaton. */
function after(step: Automaton['step'], text: string): number {
  let state = 0;
  for (const character of text) state = step(state, character.codePointAt(0) ?? 0);
  return state;
}

/**
 * A shortest text that fulfils all conditions, of the plainest characters: joint states are looked at nearest first.
 *
 * @returns `none` where there is none; `unknown` where the search grew beyond its budget
 */
export function findText(
  conditions: readonly Condition[],
  left: Budget = budget(),
): { readonly text: string } | 'none' | 'unknown' {
  const beginning = beginningOf(conditions);
  if (beginning === undefined) return 'none';
  const start = conditions.map(({ automaton }) => after(automaton.step, beginning));
  if (conditions.some((condition, index) => isHopeless(condition, start[index] ?? 0))) return 'none';
  let alphabet: readonly number[] | undefined;
  const queue: Entry[] = [{ states: start, parent: -1, code: 0 }];
  const seen = new Set<number | string>([keyOf(start)]);
  const next = [...start];
  for (let at = 0; at < queue.length; at++) {
    const { states } = queue[at] ?? { states: start };
    if (fulfils(conditions, states)) return { text: beginning + textAt(queue, at) };
    alphabet ??= alphabetOf(conditions.map(({ automaton }) => automaton));
    for (const code of alphabet) {
      if (!step(conditions, states, code, next)) continue;
      const key = keyOf(next);
      if (seen.has(key)) continue;
      if (--left.states < 0) return 'unknown';
      seen.add(key);
      queue.push({ states: [...next], parent: at, code });
    }
  }
  return 'none';
}

/** A joint state, the place in the queue of the one before it, and the character that leads here from there. */
interface Entry {
  readonly states: readonly number[];
  readonly parent: number;
  readonly code: number;
}

function fulfils(conditions: readonly Condition[], states: readonly number[]): boolean {
  return conditions.every(({ automaton, holds }, index) => automaton.accepts(states[index] ?? 0) === holds);
}

/** Whether no text that goes on from a state fulfils a condition. */
function isHopeless(condition: Condition, state: number): boolean {
  return condition.holds ? condition.automaton.isDead(state) : condition.automaton.isFull(state);
}

/**
 * Writes down the joint state behind a character, unless one condition tells that it is of no use, which most do.
 *
 * @returns whether it may be of use
 */
function step(
  conditions: readonly Condition[],
  states: readonly number[],
  code: number,
  next: number[],
): boolean {
  let index = 0;
  for (const condition of conditions) {
    const state = condition.automaton.step(states[index] ?? 0, code);
    if (isHopeless(condition, state)) return false;
    next[index++] = state;
  }
  return true;
}

/** So many states of so many automata make one number, which is found sooner than a text. */
const small = { states: 1 << 10, automata: 5 };

function keyOf(states: readonly number[]): number | string {
  if (states.length > small.automata) return states.join(' ');
  let key = 0;
  for (const state of states) {
    if (state >= small.states) return states.join(' ');
    key = key * small.states + state;
  }
  return key;
}

/** What every text that fulfils the conditions begins with; undefined where none can. */
function beginningOf(conditions: readonly Condition[]): string | undefined {
  let longest = '';
  for (const { automaton, holds } of conditions) {
    const { beginning = '' } = automaton;
    if (!holds || longest.startsWith(beginning)) continue;
    if (!beginning.startsWith(longest)) return undefined;
    longest = beginning;
  }
  return longest;
}

function textAt(queue: readonly Entry[], at: number): string {
  const codes: number[] = [];
  for (let entry = queue[at]; entry && entry.parent >= 0; entry = queue[entry.parent]) codes.push(entry.code);
  return String.fromCodePoint(...codes.toReversed());
}

/** Characters that read well, best first. */
const plainest = Array.from('a0-x/.bc12Z_ ~', (character) => character.charCodeAt(0));

/** One character for each class of characters that all automata treat alike, the plainest first. */
export function alphabetOf(automata: readonly Automaton[]): readonly number[] {
  const first = [...new Set([0, 0xd800, 0xe000, ...automata.flatMap(({ breaks }) => breaks)])]
    .filter((code) => code <= 0x10ffff)
    .toSorted((a, b) => a - b);
  const classes = first.map((low, index) => ({ low, high: (first[index + 1] ?? 0x110000) - 1 }));
  return classes
    .filter(({ low }) => low < 0xd800 || low >= 0xe000)
    .map(({ low, high }) => {
      const rank = plainest.findIndex((code) => code >= low && code <= high);
      if (rank >= 0) return { code: plainest[rank] ?? low, rank };
      const printable = Math.max(low, 0x21);
      return printable <= high && printable < 0x7f
        ? { code: printable, rank: plainest.length }
        : { code: low, rank: plainest.length + 1 };
    })
    .toSorted((a, b) => a.rank - b.rank || a.code - b.code)
    .map(({ code }) => code);
}

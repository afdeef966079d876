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
 * A shortest text that fulfils all conditions, of the plainest characters.
 *
 * @returns `none` where there is none; `unknown` where the search grew beyond its budget
 */
export function findText(
  conditions: readonly Condition[],
  left: Budget = budget(),
): { readonly text: string } | 'none' | 'unknown' {
  const beginning = beginningOf(conditions);
  if (beginning === undefined) return 'none';
  const automata = conditions.map(({ automaton }) => automaton);
  const isHopeless = (states: readonly number[]): boolean =>
    conditions.some(({ automaton: { isDead, isFull }, holds }, index) =>
      (holds ? isDead : isFull)(states[index] ?? 0),
    );
  for (const found of walk(automata, beginning, left, isHopeless)) {
    if (found === 'unknown') return 'unknown';
    if (
      conditions.every(({ automaton, holds }, index) => automaton.accepts(found.states[index] ?? 0) === holds)
    ) {
      return { text: found.text() };
    }
  }
  return 'none';
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

interface Found {
  readonly states: readonly number[];
  readonly text: () => string;
}

/** All joint states behind a beginning, nearest first, each with the text that leads to it. */
function* walk(
  automata: readonly Automaton[],
  beginning: string,
  left: Budget,
  isHopeless: (states: readonly number[]) => boolean,
): Generator<Found | 'unknown'> {
  const start = automata.map(({ step }) => after(step, beginning));
  if (isHopeless(start)) return;
  let alphabet: readonly number[] | undefined;
  const queue: { states: readonly number[]; parent: number; code: number }[] = [
    { states: start, parent: -1, code: 0 },
  ];
  const seen = new Set<string>([start.join(' ')]);
  for (let at = 0; at < queue.length; at++) {
    const entry = queue[at];
    if (!entry) return;
    const { states } = entry;
    yield { states, text: () => beginning + textAt(queue, at) };
    alphabet ??= alphabetOf(automata);
    for (const code of alphabet) {
      const next = automata.map((automaton, index) => automaton.step(states[index] ?? 0, code));
      const key = next.join(' ');
      if (seen.has(key) || isHopeless(next)) continue;
      if (--left.states < 0) {
        yield 'unknown';
        return;
      }
      seen.add(key);
      queue.push({ states: next, parent: at, code });
    }
  }
}

function textAt(queue: readonly { parent: number; code: number }[], at: number): string {
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

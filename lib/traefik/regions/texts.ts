import { oncePer } from '../../core/base';
import type { TextAtom } from './atom';
import type { Budget } from './budget';
import { USUAL_HOST } from './request';
import { findText, takes } from './search';
import { universeOf } from './universe';

/** That a text belongs to the set of an atom, or that it does not. */
export interface TextLiteral {
  readonly atom: TextAtom;
  readonly holds: boolean;
}

type FoundText = ReturnType<typeof findText>;

/** Past this many, the oldest goes. */
const mostFound = 20_000;
const found = new Map<string, FoundText>();

/**
 * A text that fulfils all literals, of one dimension. Whoever asks the same is told the same at once: thousands of
 * routers differ in their hosts and ask the same of the path, and the steps of a release ask the same of most routers.
 */
export function textFor(literals: readonly TextLiteral[], left: Budget): FoundText {
  const key = literals
    .map(({ atom, holds }) => (holds ? numberOf(atom) : -numberOf(atom)))
    .toSorted((a, b) => a - b)
    .join(' ');
  const known = found.get(key);
  if (known !== undefined) return known;
  const text = find(literals, left);
  // Another budget may be enough.
  if (text === 'unknown') return text;
  const [oldest] = found.keys();
  if (found.size >= mostFound && oldest !== undefined) found.delete(oldest);
  found.set(key, text);
  return text;
}

let last = 0;

/** From 1: its opposite is the number of the complement. */
const numberOf = oncePer<TextAtom, number>(() => ++last);

function find(literals: readonly TextLiteral[], left: Budget): FoundText {
  const dimension = literals[0]?.atom.dimension ?? 'value';
  const conditions = literals.map(({ atom, holds }) => ({ automaton: atom.automaton, holds }));
  // What a text must be leaves less open than what texts there are, and that less than what a text must not be.
  const all = [
    ...conditions.filter(({ holds }) => holds),
    { automaton: universeOf(dimension), holds: true },
    ...conditions.filter(({ holds }) => !holds),
  ];
  const [words] = literals
    .flatMap(({ atom, holds }) => (holds && atom.words ? [atom.words] : []))
    .toSorted((a, b) => a.length - b.length);
  const fits = (text: string) => all.every(({ automaton, holds }) => takes(automaton, text) === holds);
  if (words) {
    const text = words.find(fits);
    return text === undefined ? 'none' : { text };
  }
  // The shortest of hosts is the empty one, which no client that people have at hand sends.
  if ((dimension === 'host' || dimension === 'serverName') && fits(USUAL_HOST)) return { text: USUAL_HOST };
  return findText(all, left);
}

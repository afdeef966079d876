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

const found = new WeakMap<object, Map<string, FoundText>>();

/**
 * A text that fulfils all literals, of one dimension. Questions that share a budget, or its memory, share what was
 * found: thousands of routers differ in their hosts and ask the same of the path.
 */
export function textFor(literals: readonly TextLiteral[], left: Budget): FoundText {
  const memory = left.memory ?? left;
  const texts = found.get(memory) ?? new Map<string, FoundText>();
  found.set(memory, texts);
  const key = literals
    .map(({ atom, holds }) => (holds ? numberOf(atom) : -numberOf(atom)))
    .toSorted((a, b) => a - b)
    .join(' ');
  const text = texts.get(key) ?? find(literals, left);
  // Another budget may be enough.
  if (text !== 'unknown') texts.set(key, text);
  return text;
}

const numbers = new WeakMap<TextAtom, number>();
let last = 0;

/** From 1: its opposite is the number of the complement. */
function numberOf(atom: TextAtom): number {
  const number = numbers.get(atom) ?? ++last;
  numbers.set(atom, number);
  return number;
}

function find(literals: readonly TextLiteral[], left: Budget): FoundText {
  const dimension = literals[0]?.atom.dimension ?? 'value';
  const all = [
    { automaton: universeOf(dimension), holds: true },
    ...literals.map(({ atom, holds }) => ({ automaton: atom.automaton, holds })),
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

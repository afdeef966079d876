import { type Automaton, type TableState, tableAutomaton } from './automaton';

/** What a matcher looks at that is one text. */
export type TextDimension = 'host' | 'path' | 'method' | 'value' | 'serverName' | 'protocol';

/** The only escapes that stay in a path that rules see; all else is decoded. */
const keptEscapes = '21 23 24 25 26 27 28 29 2A 2B 2C 2F 3A 3B 3D 3F 40 5B 5D'.split(' ');

const last = 0x10ffff;
const anything: TableState['to'][number] = [0, last, 0];
const letters = 'abcdefghijklmnopqrstuvwxyz';

/** The characters of tokens, as HTTP has them. */
const token = `!#$%&'*+-.^_|~\`0123456789${letters}${letters.toUpperCase()}`;

/**
 * All texts that a request can have there, as far as rules see them. They may hold a few more than can be sent; none
 * that can be sent is missing.
 */
const universes: Readonly<Record<TextDimension, () => Automaton>> = {
  host: () => tableAutomaton([{ to: among(`${letters}0123456789_!$%&'()*+,-.:;=[]~`, 0), accepts: true }]),
  path: () => tableAutomaton(pathStates()),
  method: () => tableAutomaton([{ to: among(token, 1) }, { to: among(token, 1), accepts: true }]),
  value: () => tableAutomaton([{ to: [anything], accepts: true }]),
  serverName: () =>
    tableAutomaton([
      // No control character, space or capital letter.
      {
        to: [
          [0x21, 0x40, 0],
          [0x5b, 0x7e, 0],
          [0x80, last, 0],
        ],
        accepts: true,
      },
    ]),
  protocol: () => tableAutomaton([{ to: [[0, last, 1]] }, { to: [[0, last, 1]], accepts: true }]),
};

const made = new Map<TextDimension, Automaton>();

/** The universe of a dimension. */
export function universeOf(dimension: TextDimension): Automaton {
  const known = made.get(dimension);
  if (known) return known;
  const universe = universes[dimension]();
  made.set(dimension, universe);
  return universe;
}

/** A slash, and then all but `#`, of escapes those that are kept. */
function pathStates(): readonly TableState[] {
  const [inside, escape] = [1, 2];
  const firsts = [...new Set(keptEscapes.map((digits) => digits.charAt(0)))];
  const seconds = firsts.map((first) =>
    keptEscapes.filter((digits) => digits.startsWith(first)).map((digits) => digits.charAt(1)),
  );
  return [
    { to: among('/', inside) },
    {
      to: [[0, 0x22, inside], [0x24, 0x24, inside], ...among('%', escape), [0x26, last, inside]],
      accepts: true,
    },
    { to: firsts.flatMap((first, index) => among(first, escape + 1 + index)) },
    ...seconds.map((digits) => ({ to: among(digits.join(''), inside) })),
  ];
}

/** Each of some characters leads to a state. */
function among(characters: string, state: number): TableState['to'] {
  return Array.from(characters, (character) => {
    const code = character.charCodeAt(0);
    return [code, code, state] as const;
  });
}

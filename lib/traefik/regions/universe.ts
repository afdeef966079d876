import { type RegexpProgram, regexpProgram } from '../rule';
import type { Automaton } from './automaton';
import { regexpAutomaton } from './regexp-automaton';

/** What a matcher looks at that is one text. */
export type TextDimension = 'host' | 'path' | 'method' | 'value' | 'serverName' | 'protocol';

/** The only escapes that stay in a path that rules see; all else is decoded. */
const keptEscapes = '21|23|24|26|27|28|29|2A|2B|2C|2F|3A|3B|3D|3F|40|5B|5D|25';

/**
 * All texts that a request can have there, as far as rules see them. They may hold a few more than can be sent; none
 * that can be sent is missing.
 */
const patterns: Readonly<Record<TextDimension, string>> = {
  host: String.raw`^[a-z0-9_!$%&'()*+,\-.:;=\[\]~]*\z`,
  path: String.raw`(?s)^/(?:[^%#]|%(?:${keptEscapes}))*\z`,
  method: String.raw`^[!#$%&'*+\-.^_|~0-9A-Za-z\x60]+\z`,
  value: String.raw`(?s)^.*\z`,
  serverName: String.raw`^[^\x00-\x20A-Z\x7f]*\z`,
  protocol: String.raw`(?s)^.+\z`,
};

const made = new Map<TextDimension, Automaton>();

/** The universe of a dimension. */
export function universeOf(dimension: TextDimension): Automaton {
  const known = made.get(dimension);
  if (known) return known;
  const universe = regexpAutomaton(programOf(patterns[dimension]));
  made.set(dimension, universe);
  return universe;
}

function programOf(pattern: string): RegexpProgram {
  const program = regexpProgram(pattern);
  if (!program) throw new Error(`no regular expression: ${pattern}`);
  return program;
}

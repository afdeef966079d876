import * as fc from 'fast-check';

const [firstSurrogate, surrogates, last] = [0xd800, 0x800, 0x10ffff];

/**
 * Any character: the same as the unit `binary` of fast-check, which first makes a table of all million of them, a second
 * and a half in each suite.
 */
export const character: fc.Arbitrary<string> = fc
  .nat(last - surrogates)
  .map((index) => String.fromCodePoint(index < firstSurrogate ? index : index + surrogates), indexOf);

function indexOf(text: unknown): number {
  const [only, ...others] = typeof text === 'string' ? text : '';
  const point = only?.codePointAt(0);
  if (point === undefined || others.length > 0) throw new Error('it is no character');
  if (point < firstSurrogate) return point;
  if (point < firstSurrogate + surrogates) throw new Error('it is half of a character');
  return point - surrogates;
}

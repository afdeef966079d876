/** One step of a compiled regular expression; `next` and `or` are numbers of further steps. */
export type RegexpStep =
  | { readonly op: 'match' }
  | { readonly op: 'fail' }
  | { readonly op: 'go'; readonly next: number; readonly group?: true }
  | { readonly op: 'either'; readonly next: number; readonly or: number }
  /** Goes on only where all of these `Assertion` bits hold. */
  | { readonly op: 'assert'; readonly bits: number; readonly next: number }
  /** Reads one code point of these ranges: first and last of each, in ascending order. */
  | { readonly op: 'read'; readonly ranges: readonly number[]; readonly next: number };

/** What holds between two characters; the bits are RE2's own. */
export const Assertion = {
  beginLine: 1,
  endLine: 2,
  beginText: 4,
  endText: 8,
  wordBoundary: 16,
  noWordBoundary: 32,
} as const;

/** A regular expression as the machine that RE2 runs, which says exactly what it matches. */
export interface RegexpProgram {
  readonly start: number;
  readonly steps: readonly RegexpStep[];
}

/** What folds into an ASCII character: either case, and two characters from beyond. */
export function foldsOf(code: number): readonly number[] {
  const letter = String.fromCharCode(code);
  const both = [letter.toUpperCase(), letter.toLowerCase()];
  const beyond = letter.toLowerCase() === 'k' ? ['\u212a'] : letter.toLowerCase() === 's' ? ['\u017f'] : [];
  return [...new Set([...both, ...beyond].map((text) => text.charCodeAt(0)))].toSorted((a, b) => a - b);
}

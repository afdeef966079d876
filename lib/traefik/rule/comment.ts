import type { Bytes } from './bytes';

/** Go's bound on line and column numbers in `//line` comments. */
const MAX_LINE = 1 << 30;

/** Where the comment at `start` ends; undefined when it never does. A line comment ends before its newline. */
export function commentEnd(source: Bytes, start: number): number | undefined {
  if (source[start + 1] === '/') {
    const newline = source.indexOf('\n', start);
    return newline < 0 ? source.length : newline;
  }
  const close = source.indexOf('*/', start + 2);
  return close < 0 ? undefined : close + 2;
}

/**
 * Go reads `//line file:12` and `/*line file:12:5*\/` as directives and refuses bad numbers in them, even in
 * the middle of a rule. A line comment is a directive only at the start of its line.
 */
export function lineDirectiveError(
  comment: Bytes,
  atLineStart: boolean,
): { message: string; offset: number } | undefined {
  const block = comment[1] === '*';
  if (!(block || atLineStart) || !comment.startsWith('line ', 2)) return undefined;
  const text = block ? comment.slice(0, -2) : comment.replace(/\r$/, '');

  const last = trailingNumber(text, text.length);
  if (!last) return undefined;
  if (last.number === undefined) return badNumber('line', text, last.start);
  const before = trailingNumber(text, last.start - 1);
  if (before?.number === undefined)
    return isPlace(last.number) ? undefined : badNumber('line', text, last.start);
  if (!isPlace(last.number)) return badNumber('column', text, last.start);
  return isPlace(before.number) ? undefined : badNumber('line', text, before.start);
}

/** The number after the last colon before `end`; without a number where there are no plain digits. */
function trailingNumber(text: Bytes, end: number): { start: number; number?: number } | undefined {
  const directive = '//line '.length;
  const colon = end > 0 ? text.lastIndexOf(':', end - 1) : -1;
  if (colon < directive) return undefined;
  const digits = text.slice(colon + 1, end);
  const valid = /^[0-9]+$/.test(digits) && BigInt(digits) < 2n ** 64n;
  return { start: colon + 1, ...(valid && { number: Number(digits) }) };
}

function isPlace(number: number | undefined): boolean {
  return number !== undefined && number !== 0 && number <= MAX_LINE;
}

function badNumber(what: string, text: Bytes, offset: number): { message: string; offset: number } {
  return { message: `invalid ${what} number: ${text.slice(offset)}`, offset };
}

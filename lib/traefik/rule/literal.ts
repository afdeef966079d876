import { escapes } from '../../core/base';
import { type Bytes, toBytes } from './bytes';
import { RuleError } from './rule-error';

/** Where a literal ends and what it says. */
export interface Literal {
  readonly end: number;
  readonly value: Bytes;
}

/** Numeric escapes: how many digits of which base, and the largest value. */
const NUMERIC_ESCAPES: Readonly<Record<string, { digits: number; base: number; max: number }>> = {
  x: { digits: 2, base: 16, max: 0xff },
  u: { digits: 4, base: 16, max: 0x10ffff },
  U: { digits: 8, base: 16, max: 0x10ffff },
};
const OCTAL_ESCAPE = { digits: 3, base: 8, max: 0xff };

const ESCAPE_FIX = 'in double quotes a backslash is written twice; in backticks it stands for itself';

/** A string in backticks: nothing is an escape, and Go leaves out carriage returns. */
export function scanRawString(source: Bytes, start: number): Literal {
  const close = source.indexOf('`', start + 1);
  if (close < 0) throw new RuleError('raw string literal not terminated', start, 'close the backtick');
  const written = source.slice(start + 1, close);
  return { end: close + 1, value: written.includes('\r') ? written.replaceAll('\r', '') : written };
}

/** A string in double quotes, with Go's escapes. */
export function scanString(source: Bytes, start: number): Literal {
  let value = '';
  // Where what is not yet in the value starts.
  let rest = start + 1;
  for (let at = rest; ;) {
    const char = source[at];
    if (char === undefined || char === '\n') throw new RuleError('string literal not terminated', start);
    if (char === '"') return { end: at + 1, value: value + source.slice(rest, at) };
    if (char === '\\') {
      const escape = scanEscape(source, at + 1, '"');
      value += source.slice(rest, at) + escape.value;
      at = rest = escape.end;
    } else at++;
  }
}

/** Where a character literal ends. No matcher takes one, so what it says does not matter. */
export function scanRune(source: Bytes, start: number): number {
  const fix = 'quote arguments with backticks: `…`';
  let at = start + 1;
  let runes = 0;
  for (; source[at] !== "'"; runes++) {
    const char = source[at];
    if (char === undefined || char === '\n') throw new RuleError('rune literal not terminated', start, fix);
    at = char === '\\' ? scanEscape(source, at + 1, "'").end : at + 1;
    while ((source.charCodeAt(at) & 0xc0) === 0x80) at++;
  }
  if (runes !== 1) throw new RuleError('illegal rune literal', start, fix);
  return at + 1;
}

/** The escape whose first character after the backslash stands at `at`. */
function scanEscape(source: Bytes, at: number, quote: string): Literal {
  const char = source[at] ?? '';
  if (char === quote) return { end: at + 1, value: quote };
  const simple = Object.hasOwn(escapes, char) ? escapes[char] : undefined;
  if (simple !== undefined) return { end: at + 1, value: simple };

  const octal = /^[0-7]$/.test(char);
  const numeric = octal
    ? OCTAL_ESCAPE
    : Object.hasOwn(NUMERIC_ESCAPES, char)
      ? NUMERIC_ESCAPES[char]
      : undefined;
  if (!numeric) {
    if (char === '') throw new RuleError('escape sequence not terminated', at);
    throw new RuleError('unknown escape sequence', at, ESCAPE_FIX);
  }
  const first = octal ? at : at + 1;
  const end = first + numeric.digits;
  const digits = source.slice(first, end);
  const bad = Array.from(digits).findIndex((digit) => Number.isNaN(Number.parseInt(digit, numeric.base)));
  if (bad >= 0) throw new RuleError(`illegal character '${digits[bad]}' in escape sequence`, first + bad);
  if (digits.length < numeric.digits) throw new RuleError('escape sequence not terminated', source.length);
  const code = Number.parseInt(digits, numeric.base);
  if (code > numeric.max || (code >= 0xd800 && code < 0xe000)) {
    throw new RuleError('escape sequence is invalid Unicode code point', at);
  }
  const value =
    char === 'u' || char === 'U' ? toBytes(String.fromCodePoint(code)) : String.fromCharCode(code);
  return { end, value };
}

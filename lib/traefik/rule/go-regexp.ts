import type { RE2JS, RE2JSSyntaxException } from 're2js';
import { type Bytes, isAscii, isUtf8, toBytes, toRunes } from './bytes';
import { toRe2js } from './go-regexp-syntax';
import { surrogatePrefix } from './one-pass';
import { re2 } from './re2';
import { isSurrogate, programOf } from './regexp-program';

/** A regular expression as Go compiles it: RE2 syntax, unanchored, over UTF-8. */
export interface GoRegexp {
  /** Whether it matches anywhere in these bytes. */
  test(bytes: Bytes): boolean;
}

/** Compiled expressions are kept, since rules share them; past this many, the oldest goes. */
const CACHE_SIZE = 2000;
const cache = new Map<Bytes, GoRegexp>();

/** Compiles a pattern, or throws an error with Go's words. */
export function compileRegexp(pattern: Bytes): GoRegexp {
  const known = cache.get(pattern);
  if (known) return known;
  const compiled = compile(pattern);
  const [oldest] = cache.keys();
  if (cache.size >= CACHE_SIZE && oldest !== undefined) cache.delete(oldest);
  cache.set(pattern, compiled);
  return compiled;
}

function compile(pattern: Bytes): GoRegexp {
  if (!isUtf8(pattern)) throw new Error('error parsing regexp: invalid UTF-8');
  const written = toRunes(pattern);
  const compiled = attempt(toRe2js(written));
  if (compiled instanceof re2().RE2JS) return beginningAsUtf8(written, compiled) ?? tester(compiled);
  // The error quotes the pattern as it was rewritten; the same error of the pattern as written reads better.
  const original = attempt(written);
  const isSame = !(original instanceof re2().RE2JS) && kindOf(original) === kindOf(compiled);
  throw new Error(isSame ? original.message : compiled.message, { cause: compiled });
}

function tester(compiled: RE2JS): GoRegexp {
  return { test: (bytes) => compiled.test(isAscii(bytes) ? bytes : toRunes(bytes)) };
}

const SURROGATE = /\\x\{0*d[89a-f][0-9a-f]{2}\}/gi;

/** The expression as Go runs it where it begins with letters that are compared as UTF-8, a surrogate among them. */
function beginningAsUtf8(written: string, compiled: RE2JS): GoRegexp | undefined {
  if (written.search(SURROGATE) < 0) return undefined;
  const program = programOf(compiled);
  const prefix = program && surrogatePrefix(program);
  if (!prefix) return undefined;
  let left = prefix.filter(isSurrogate).length;
  const replaced = attempt(
    toRe2js(written.replace(SURROGATE, (escape) => (left-- > 0 ? String.raw`\x{FFFD}` : escape))),
  );
  if (!(replaced instanceof re2().RE2JS)) return undefined;
  const beginning = toBytes(
    String.fromCodePoint(...prefix.map((rune) => (isSurrogate(rune) ? 0xfffd : rune))),
  );
  const whole = tester(replaced);
  return { test: (bytes) => bytes.startsWith(beginning) && whole.test(bytes) };
}

function attempt(pattern: string): RE2JS | RE2JSSyntaxException {
  try {
    return re2().RE2JS.compile(pattern);
  } catch (error) {
    if (error instanceof re2().RE2JSSyntaxException) return error;
    throw error;
  }
}

/** The message without the part of the pattern that it quotes. */
function kindOf({ message }: RE2JSSyntaxException): string {
  return message.split(': `', 1)[0] ?? message;
}

import type { RE2JS, RE2JSSyntaxException } from 're2js';
import { type Bytes, isAscii, isUtf8, toRunes } from './bytes';
import { toRe2js } from './go-regexp-syntax';
import { re2 } from './re2';

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
  if (compiled instanceof re2().RE2JS) {
    return { test: (bytes) => compiled.test(isAscii(bytes) ? bytes : toRunes(bytes)) };
  }
  // The error quotes the pattern as it was rewritten; the same error of the pattern as written reads better.
  const original = attempt(written);
  const isSame = !(original instanceof re2().RE2JS) && kindOf(original) === kindOf(compiled);
  throw new Error(isSame ? original.message : compiled.message, { cause: compiled });
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

/** Go's `regexp.QuoteMeta`: the pattern that matches exactly these bytes. */
export function quoteMeta(text: Bytes): Bytes {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

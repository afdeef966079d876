import { RE2JS, RE2JSSyntaxException } from 're2js';
import { type Bytes, isAscii, isUtf8, toRunes } from './bytes';
import { toRe2js } from './go-regexp-syntax';

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
  try {
    const engine = RE2JS.compile(toRe2js(toRunes(pattern)));
    return { test: (bytes) => engine.test(isAscii(bytes) ? bytes : toRunes(bytes)) };
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    throw new Error(error.message, { cause: error });
  }
}

/** Go's `regexp.QuoteMeta`: the pattern that matches exactly these bytes. */
export function quoteMeta(text: Bytes): Bytes {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

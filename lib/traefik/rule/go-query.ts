import type { Bytes } from './bytes';
import { unescape } from './go-path';

/** More parameters than this, and Go takes none of them. */
const MAX_PARAMETERS = 10_000;

const NONE: ReadonlyMap<Bytes, readonly Bytes[]> = new Map();

/**
 * A query as Go's `url.Values`: pairs with a semicolon or a bad `%` are left out, `+` is a space, and a key
 * without `=` has an empty value.
 */
export function parseQuery(query: Bytes): ReadonlyMap<Bytes, readonly Bytes[]> {
  if (query === '') return NONE;
  const pairs = query.split('&');
  if (pairs.length > MAX_PARAMETERS) return NONE;
  const values = new Map<Bytes, Bytes[]>();
  for (const pair of pairs) {
    if (pair === '' || pair.includes(';')) continue;
    const equals = pair.indexOf('=');
    const key = unescape((equals < 0 ? pair : pair.slice(0, equals)).replaceAll('+', ' '));
    const value = unescape((equals < 0 ? '' : pair.slice(equals + 1)).replaceAll('+', ' '));
    if (key === undefined || value === undefined) continue;
    const known = values.get(key);
    if (known) known.push(value);
    else values.set(key, [value]);
  }
  return values;
}

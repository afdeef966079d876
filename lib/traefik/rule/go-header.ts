import type { Bytes } from './bytes';

/** Whether these bytes are an HTTP token: a method or a header's name. */
export function isToken(bytes: Bytes): boolean {
  return /^[\w!#$%&'*+\-.^`|~]+$/.test(bytes);
}

/** Whether any byte is a control character; a tab counts only where it is not allowed. */
export function hasControl(bytes: Bytes, tabAllowed: boolean): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const code = bytes.charCodeAt(i);
    if ((code < 0x20 && !(tabAllowed && code === 0x09)) || code === 0x7f) return true;
  }
  return false;
}

/** Requests bring the same few names again and again; past this many, the table starts anew. */
const KNOWN_NAMES = 1000;
const canonical = new Map<Bytes, Bytes>();

/** Go's spelling of a header's name: `x-forwarded-for` is `X-Forwarded-For`; what is no token stays as it is. */
export function canonicalHeaderKey(name: Bytes): Bytes {
  const known = canonical.get(name);
  if (known !== undefined) return known;
  if (!isToken(name)) return name;
  const key = name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
  if (canonical.size >= KNOWN_NAMES) canonical.clear();
  canonical.set(name, key);
  return key;
}

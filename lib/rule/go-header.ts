import type { Bytes } from './bytes';

/** Whether these bytes are an HTTP token: a method or a header's name. */
export function isToken(bytes: Bytes): boolean {
  return /^[\w!#$%&'*+\-.^`|~]+$/.test(bytes);
}

/** Whether any byte is a control character; `allowed` are those that don't count. */
export function hasControl(bytes: Bytes, allowed = ''): boolean {
  return Array.from(bytes).some((char) => (char < ' ' || char === '\x7f') && !allowed.includes(char));
}

/** Go's spelling of a header's name: `x-forwarded-for` is `X-Forwarded-For`; what is no token stays as it is. */
export function canonicalHeaderKey(name: Bytes): Bytes {
  if (!isToken(name)) return name;
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

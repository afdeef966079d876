import { canonicalHeaderKey } from '../rule';

/** Header lines by Go's canonical name. */
export type Headers = Map<string, readonly string[]>;

/** The first line of a header; the empty string where there is none. */
export function getHeader(headers: ReadonlyMap<string, readonly string[]>, name: string): string {
  return headers.get(canonicalHeaderKey(name))?.[0] ?? '';
}

/** The length of a body, as far as it is told before: 0 where it is not. */
export function contentLength(headers: ReadonlyMap<string, readonly string[]>): number {
  return Number(getHeader(headers, 'Content-Length') || '0');
}

/** Replaces all lines of a header by one. */
export function setHeader(headers: Headers, name: string, value: string): void {
  headers.set(canonicalHeaderKey(name), [value]);
}

/** Adds a line to a header. */
export function addHeader(headers: Headers, name: string, value: string): void {
  const key = canonicalHeaderKey(name);
  headers.set(key, [...(headers.get(key) ?? []), value]);
}

/** Removes all lines of a header. */
export function deleteHeader(headers: Headers, name: string): void {
  headers.delete(canonicalHeaderKey(name));
}

/** Whether a header holds a token among its comma-separated values, without regard to case. */
export function hasToken(
  headers: ReadonlyMap<string, readonly string[]>,
  name: string,
  token: string,
): boolean {
  return (headers.get(name) ?? [])
    .flatMap((line) => line.split(','))
    .some((value) => value.trim().toLowerCase() === token);
}

import type { TrafficRequest } from './request';

/**
 * The most that a request's line and headers, or a text made of them, may hold: 1 MiB, which is what Go's servers
 * read unless told otherwise. Middlewares can make more of a few bytes, and Traefik would; what comes of it is no
 * answer that any server gives.
 */
export const maximalHead = 1024 * 1024;

/** That something grew beyond what is computed. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** The bytes of a request's line and headers. */
export function headSize({ requestUri, host, headers }: TrafficRequest): number {
  let size = requestUri.length + host.length;
  for (const [name, lines] of headers) for (const line of lines) size += name.length + line.length;
  return size;
}

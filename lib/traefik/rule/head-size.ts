import { type Bytes, toBytes, trim } from './bytes';
import { type RequestLine, splitUrl } from './request-line';

type HeaderLine = readonly [name: Bytes, value: Bytes];

/** Bytes of headers that Go's server reads where nothing else is said. */
const DEFAULT_MAX_HEADER_BYTES = 1 << 20;

/** Bytes of a head that it reads beyond that. */
const SLOP = 4096;

/**
 * What it reads of a connection in the clear, and doesn't count, to see whether HTTP/2 begins. Only the first request
 * of a connection has them.
 */
const UNCOUNTED = 'PRI * HTTP/2.0'.length;

/** What Go's server admits over HTTP/2 beyond the limit, for ten headers. */
const HTTP2_SLOP = 320;

/** What HTTP/2 counts for each header beside its name and value (RFC 9113, section 6.5.2). */
const HTTP2_OVERHEAD = 32;

/** The longest head of an HTTP/1.1 request, in bytes, that Go's server reads from a new connection. */
export function maximalHeadLength(scheme: string, maxHeaderBytes?: number): number {
  return limitOf(maxHeaderBytes) + SLOP + (scheme === 'http' ? UNCOUNTED : 0);
}

/** Whether Go's server refuses a request for the size of its headers when it comes over HTTP/2. */
export function isTooLongForHttp2(line: RequestLine, maxHeaderBytes?: number): boolean {
  const url = splitUrl(line.url);
  if (!url) return false;
  const lines = headerLines(line, url.authority);
  const pseudo: readonly HeaderLine[] = [
    [':method', toBytes(line.method ?? 'GET')],
    [':scheme', url.scheme],
    [':path', url.target],
  ];
  const host: readonly HeaderLine[] = lines.map(([name, value]) =>
    name.toLowerCase() === 'host' ? [':authority', value] : [name, value],
  );
  const size = [...pseudo, ...host].reduce(
    (sum, [name, value]) => sum + name.length + value.length + HTTP2_OVERHEAD,
    0,
  );
  return size > limitOf(maxHeaderBytes) + HTTP2_SLOP;
}

function limitOf(maxHeaderBytes = DEFAULT_MAX_HEADER_BYTES): number {
  return maxHeaderBytes > 0 ? maxHeaderBytes : DEFAULT_MAX_HEADER_BYTES;
}

/** The headers as they go over the wire, where a name ends at the line's first colon. */
export function headerLines(line: RequestLine, authority: Bytes): readonly HeaderLine[] {
  const lines = Object.entries(line.headers ?? {}).flatMap(([name, values]) =>
    [values].flat().map((value): HeaderLine => {
      const sent = toBytes(`${name}: ${value}`);
      const colon = sent.indexOf(':');
      return [sent.slice(0, colon), trim(sent.slice(colon + 1), ' \t')];
    }),
  );
  return lines.some(([name]) => name.toLowerCase() === 'host') ? lines : [['Host', authority], ...lines];
}

/** Bytes of a head: request line, header lines, and the empty line that ends them. */
export function headLength(method: Bytes, target: Bytes, lines: readonly HeaderLine[]): number {
  const start = `${method} ${target} HTTP/1.1\r\n\r\n`.length;
  return lines.reduce(
    (length, [name, value]) => length + name.length + value.length + ': \r\n'.length,
    start,
  );
}

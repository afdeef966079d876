import { type Bytes, toBytes, trim } from './bytes';
import { canonicalHeaderKey, hasControl, isToken } from './go-header';
import { escapedPath, routingPath, unescape } from './go-path';
import { parseQuery } from './go-query';
import { headLength, headerLines, maximalHeadLength } from './head-size';
import { DEFAULT_CLIENT_IP, type RequestLine, splitHost, splitUrl, unbracketed } from './request-line';

/** A request as Traefik's HTTP multiplexer sees it, after Go's server parsed it. All strings are bytes. */
export interface HttpRequest {
  readonly kind: 'http';
  readonly method: Bytes;
  /** The Host header as sent, port and all. */
  readonly rawHost: Bytes;
  /** The host that rules are matched on: lower-case, without port. */
  readonly host: Bytes;
  /** The path that rules are matched on: decoded, but for the reserved characters. */
  readonly path: Bytes;
  readonly query: ReadonlyMap<Bytes, readonly Bytes[]>;
  /** Header lines by canonical name, without Host. */
  readonly headers: ReadonlyMap<Bytes, readonly Bytes[]>;
  /** Names of headers that are announced to follow the chunks of the body, where there are any. */
  readonly trailers?: readonly Bytes[];
  /** The address of the connection's other end. */
  readonly clientIp: string;
}

/** The status with which Go's server refuses a request before any router sees it. */
export type Refusal = 400 | 417 | 431 | 501;

/** Reads a request as Go's HTTP/1.1 server does; undefined for one that it refuses before any router sees it. */
export function receiveHttp(line: RequestLine): HttpRequest | undefined {
  const received = receive(line);
  return typeof received === 'number' ? undefined : received;
}

/**
 * Reads a request as Go's HTTP/1.1 server does, or says how it refuses it: heads that are too long, bad escapes,
 * control characters, malformed methods, hosts and headers, unknown expectations and encodings.
 */
export function receive(line: RequestLine, maxHeaderBytes?: number): HttpRequest | Refusal {
  const url = splitUrl(line.url);
  if (!url || (url.scheme !== 'http' && url.scheme !== 'https')) return 400;
  const method = toBytes(line.method ?? 'GET');
  const sent = headerLines(line, url.authority);
  const limit = maximalHeadLength(url.scheme, maxHeaderBytes);
  if (headLength(method, url.target, []) > limit) return 431;
  if (!isToken(method) || hasControl(url.target, false) || url.target.includes(' ')) return 400;
  const target = parseTarget(url.target);
  if (!target) return 400;
  // The request line is read and judged before the headers are.
  if (headLength(method, url.target, sent) > limit) return 431;
  const read = receiveHeaders(sent);
  if (typeof read === 'number') return read;
  const { headers, trailers } = read;

  const rawHost = headers.get('Host')?.[0] ?? '';
  headers.delete('Host');
  return {
    kind: 'http',
    method,
    rawHost,
    ...target,
    host: canonicalHost(rawHost),
    headers,
    ...(trailers.length > 0 && { trailers }),
    clientIp: line.clientIp ?? DEFAULT_CLIENT_IP,
  };
}

/** Parts of a request in which nothing is decoded, cleaned or refused. */
const plainHost = /^[a-z0-9.-]{1,255}$/;
const plainPath = /^\/[\w/.~-]{0,1000}$/;
const plainMethod = /^[A-Z]{1,20}$/;

/**
 * What `receive` makes of a request that is nothing but plain parts, in a fraction of its time; undefined where one is
 * not plain. For who looks at a request for each of thousands of routes.
 */
export function receivePlain(method: string, host: string, path: string): HttpRequest | undefined {
  if (!plainMethod.test(method) || !plainHost.test(host) || !plainPath.test(path)) return undefined;
  const [query, headers] = [parseQuery(''), new Map<Bytes, Bytes[]>()];
  return { kind: 'http', method, rawHost: host, path, query, host, headers, clientIp: DEFAULT_CLIENT_IP };
}

/** Path and query of a request target; undefined where the path has a bad `%`. */
export function parseTarget(target: Bytes): Pick<HttpRequest, 'path' | 'query'> | undefined {
  const mark = target.indexOf('?');
  const raw = mark < 0 ? target : target.slice(0, mark);
  const decoded = unescape(raw);
  if (decoded === undefined) return undefined;
  return {
    path: routingPath(escapedPath(raw, decoded)),
    query: parseQuery(mark < 0 ? '' : target.slice(mark + 1)),
  };
}

/** The host without its port, in lower case: what Traefik's rules compare with. */
export function canonicalHost(rawHost: Bytes): Bytes {
  // Traefik looks for brackets only where there is a colon.
  const host = rawHost.includes(':') ? (splitHost(rawHost) ?? unbracketed(rawHost)) : rawHost;
  return host.toLowerCase();
}

interface ReceivedHeaders {
  readonly headers: Map<Bytes, Bytes[]>;
  readonly trailers: readonly Bytes[];
}

/** What of the headers reaches a router, or how the server refuses the request for them. */
function receiveHeaders(lines: ReturnType<typeof headerLines>): ReceivedHeaders | Refusal {
  const headers = new Map<Bytes, Bytes[]>();
  for (const [name, value] of lines) {
    if (!isToken(name) || hasControl(value, true)) return 400;
    const key = canonicalHeaderKey(name);
    const known = headers.get(key);
    if (known) known.push(value);
    else headers.set(key, [value]);
  }
  if (headers.get('Pragma')?.[0] === 'no-cache' && !headers.has('Cache-Control')) {
    headers.set('Cache-Control', ['no-cache']);
  }
  const [host = '', ...others] = headers.get('Host') ?? [];
  if (others.length > 0) return 400;
  const trailers = takeTransferHeaders(headers);
  if (typeof trailers === 'number') return trailers;
  if (!isHostHeader(host)) return 400;
  return meetsExpectation(headers) ? { headers, trailers } : 417;
}

/** Whether Go takes these bytes for a Host header: it checks only that no byte is wholly out of place. */
export function isHostHeader(host: Bytes): boolean {
  return /^[\w!$%&'()*+,\-.:;=[\]~]*$/.test(host);
}

const FORBIDDEN_TRAILERS: ReadonlySet<Bytes> = new Set(['Transfer-Encoding', 'Trailer', 'Content-Length']);

/**
 * Go's server takes some headers out of the request for itself, and refuses those that don't fit together. Gives the
 * names of the trailers that are announced.
 */
function takeTransferHeaders(headers: Map<Bytes, Bytes[]>): readonly Bytes[] | Refusal {
  const encodings = headers.get('Transfer-Encoding');
  const chunked = encodings !== undefined;
  if (chunked && !(encodings.length === 1 && encodings[0]?.toLowerCase() === 'chunked')) return 501;
  headers.delete('Transfer-Encoding');

  const [length, ...others] = headers.get('Content-Length') ?? [];
  if (length !== undefined) {
    if (others.some((other) => other !== length)) return 400;
    if (!/^[0-9]+$/.test(length) || BigInt(length) >= 2n ** 63n) return 400;
    if (chunked) headers.delete('Content-Length');
    else headers.set('Content-Length', [length]);
  }
  if (!chunked) return [];
  const trailers = (headers.get('Trailer') ?? [])
    .flatMap((value) => value.split(','))
    .map((name) => canonicalHeaderKey(trim(name, ' \t')))
    .filter((name) => name !== '');
  headers.delete('Trailer');
  return trailers.some((name) => FORBIDDEN_TRAILERS.has(name)) ? 400 : trailers;
}

function meetsExpectation(headers: ReadonlyMap<Bytes, readonly Bytes[]>): boolean {
  const expected = headers.get('Expect')?.[0] ?? '';
  return expected === '' || /(^|[ ,\t])100-continue($|[ ,\t])/i.test(expected);
}

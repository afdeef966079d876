import {
  type GoUrl,
  type Headers,
  type TrafficRequest,
  parseLocation,
  parseRequestUri,
  queryEscape,
  requestUri,
} from '../../request';
import type { TraefikVersion } from '../../version';
import { fromBytes, parseQuery } from '../rules';
import type { EntryPoint } from '../static';
import type { Forwarded } from './result';

/** Headers that belong to one connection and are not passed on. */
const hopHeaders = [
  'Connection',
  'Proxy-Connection',
  'Keep-Alive',
  'Proxy-Authenticate',
  'Proxy-Authorization',
  'Te',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
];

/** What the backend receives, told by what the client did not send so. */
export function forwardedBy(
  request: TrafficRequest,
  sent: { readonly host: string; readonly headers: Headers },
  { file }: EntryPoint,
  version: TraefikVersion,
): Forwarded {
  const headers = new Map(request.headers);
  const isAppended = file.forwardedHeaders?.notAppendXForwardedFor !== true;
  if (isAppended) appendClient(headers, request.clientIp);
  for (const name of hopHeaders) headers.delete(name);
  if (version.has('h2c-upgrade')) headers.delete('Http2-Settings');
  const changed = [...headers].filter(
    ([name, lines]) => lines.length > 0 && !isSame(lines, sent.headers.get(name)),
  );
  const entries = changed.map(([name, lines]) => {
    const texts = lines.map(fromBytes);
    return [fromBytes(name), texts.length === 1 ? (texts[0] ?? '') : texts] as const;
  });
  if (request.host !== sent.host) entries.push(['Host', fromBytes(request.host)]);
  return {
    method: request.method,
    url: fromBytes(targetOf(request)),
    headers: Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function appendClient(headers: Headers, clientIp: string): void {
  // A request that Traefik made itself comes from nobody.
  if (clientIp === '') return;
  const prior = headers.get('X-Forwarded-For');
  // A list that was emptied on purpose keeps the header from being sent.
  if (prior && prior.length === 0) return;
  headers.set('X-Forwarded-For', [[...(prior ?? []), clientIp].join(', ')]);
}

/**
 * Proxies read the request line anew and write semicolons as ampersands. Where a middleware has left no path that
 * they can read, they take the URL, of whose query Go keeps what it understands.
 */
function targetOf({ requestUri: written, url }: TrafficRequest): string {
  const read = parseRequestUri(written) ??
    withScheme(written) ?? { ...url, rawQuery: understood(url.rawQuery) };
  return requestUri({ ...read, rawQuery: read.rawQuery.replaceAll(';', '&') });
}

/** What a rewritten path that looks like a URL with a scheme leaves of itself. */
function withScheme(written: string): GoUrl | undefined {
  const location = parseLocation(written);
  return location && location.scheme !== '' ? location.url : undefined;
}

/** A query with a semicolon or a malformed escape is written anew, without the pairs that have one. */
function understood(query: string): string {
  if (!/;|%(?![0-9a-fA-F]{2})/.test(query)) return query;
  return [...parseQuery(query)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, values]) => values.map((value) => `${queryEscape(key)}=${queryEscape(value)}`))
    .join('&');
}

function isSame(lines: readonly string[], others: readonly string[] = []): boolean {
  return lines.length === others.length && lines.every((line, index) => line === others[index]);
}

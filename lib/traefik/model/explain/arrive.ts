import { type Headers, type TrafficRequest, parseRequestUri } from '../../request';
import { forwardHeaders } from '../request/forwarded';
import { normalizeRequest } from '../request/normalize';
import { type RequestLine, isTooLongForHttp2, receive, splitUrl } from '../rules';
import type { EntryPoint } from '../static';

/**
 * A request as it reaches the routers of an entry point, and as the client sent it; or why it does not, with the
 * answer's status where it is certain.
 */
export type Arrival =
  | { readonly request: TrafficRequest; readonly sent: { readonly host: string; readonly headers: Headers } }
  | { readonly status: number | undefined; readonly reason: string };

/** Receives a request as an entry point does: Go's server first, then what Traefik changes before routing. */
export function arrive(entryPoint: EntryPoint, line: RequestLine, handshake: string | undefined): Arrival {
  const maxHeaderBytes = entryPoint.file.http?.maxHeaderBytes;
  if (handshake !== undefined && line.alpn?.includes('h2') && isTooLongForHttp2(line, maxHeaderBytes)) {
    return { status: undefined, reason: tooLongForHttp2 };
  }
  const received = receive(line, maxHeaderBytes);
  const requestUri = splitUrl(line.url)?.target ?? '';
  const url = parseRequestUri(requestUri);
  if (typeof received === 'number' || !url) {
    const status = typeof received === 'number' ? received : 400;
    return { status, reason: "Go's HTTP server refuses the request before routing" };
  }
  const { method, rawHost, host, headers, trailers = [], clientIp } = received;
  const request: TrafficRequest = {
    method,
    url,
    requestUri,
    host: rawHost,
    canonicalHost: host,
    headers: new Map(headers),
    trailers,
    tlsOptions: handshake,
    clientIp,
  };
  const status = normalizeRequest(request, entryPoint);
  if (status !== undefined) return { status, reason: 'the entry point refuses the request before routing' };
  forwardHeaders(request, entryPoint);
  return { request, sent: { host: rawHost, headers: asSent(headers, line) } };
}

const tooLongForHttp2 =
  'the request is longer than the entry point reads over HTTP/2, which the client offers: ' +
  'there it is answered with 431, or the connection is closed';

/** Without what Go's server adds for `Pragma: no-cache`. */
function asSent(received: ReadonlyMap<string, readonly string[]>, { headers = {} }: RequestLine): Headers {
  const sent = new Map(received);
  const isSent = Object.keys(headers).some((name) => name.toLowerCase() === 'cache-control');
  if (!isSent) sent.delete('Cache-Control');
  return sent;
}

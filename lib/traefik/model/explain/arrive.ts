import { type Headers, type TrafficRequest, parseRequestUri } from '../../request';
import { forwardHeaders } from '../request/forwarded';
import { normalizeRequest } from '../request/normalize';
import { type RequestLine, receive, splitUrl } from '../rules';
import type { EntryPoint } from '../static';

/** A request as it reaches the routers of an entry point, and as the client sent it; or why it does not. */
export type Arrival =
  | { readonly request: TrafficRequest; readonly sent: { readonly host: string; readonly headers: Headers } }
  | { readonly status: number; readonly reason: string };

/** Receives a request as an entry point does: Go's server first, then what Traefik changes before routing. */
export function arrive(entryPoint: EntryPoint, line: RequestLine, handshake: string | undefined): Arrival {
  const received = receive(line, entryPoint.file.http?.maxHeaderBytes);
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

/** Without what Go's server adds for `Pragma: no-cache`. */
function asSent(received: ReadonlyMap<string, readonly string[]>, { headers = {} }: RequestLine): Headers {
  const sent = new Map(received);
  const isSent = Object.keys(headers).some((name) => name.toLowerCase() === 'cache-control');
  if (!isSent) sent.delete('Cache-Control');
  return sent;
}

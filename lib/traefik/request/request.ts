import { type GoUrl, requestUri } from './go-url';
import type { Headers } from './headers';

/**
 * A request on its way through Traefik. Middlewares change it, so it is not read-only; strings are bytes, one
 * unit a byte, as Go's are.
 */
export interface TrafficRequest {
  method: string;
  url: GoUrl;
  /** What redirects and proxies read; middlewares that change the path set it anew. */
  requestUri: string;
  /** The Host header, port and all. */
  host: string;
  /** The host that rules see: taken once, at the entry point. */
  readonly canonicalHost: string;
  headers: Headers;
  /** Names of the headers that are to follow the body. */
  readonly trailers: readonly string[];
  /** The options of the TLS handshake; undefined without TLS. */
  readonly tlsOptions: string | undefined;
  readonly clientIp: string;
}

/** What is written back to the client. */
export interface Response {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
}

/** A copy that can be changed without changing the request it was made of. */
export function copyRequest(request: TrafficRequest): TrafficRequest {
  return { ...request, headers: new Map(request.headers) };
}

/** Sets a new path or query and the request line that goes with it. */
export function setUrl(request: TrafficRequest, url: GoUrl): void {
  request.url = url;
  request.requestUri = requestUri(url);
}

import { type Bytes, toBytes, trimEnd } from './bytes';
import { parseAddress } from './go-ip';

/** A request as people and files write it. Nothing in it is cleaned: it goes to Traefik as written. */
export interface RequestLine {
  readonly id?: string | number;
  /** @default GET */
  readonly method?: string;
  /** `http`, `https` (TLS), `tcp` (plain), `tls` (TCP with TLS) or `udp`; a fragment and credentials are not sent. */
  readonly url: string;
  /** Headers to send; `Host` stands in place of the URL's host. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** The address of the connection's other end. @default 192.0.2.1 */
  readonly clientIp?: string;
  readonly entryPoint?: string;
  /** The TLS server name; empty for none. @default the URL's host, unless it is an address */
  readonly sni?: string;
  /** The protocols that the TLS client offers. @default none */
  readonly alpn?: readonly string[];
}

export const DEFAULT_CLIENT_IP = '192.0.2.1';

/** A URL cut up without any change, as `curl --path-as-is` sends it. */
export interface UrlParts {
  readonly scheme: string;
  /** Host and port as written, without `user:password@`. */
  readonly authority: Bytes;
  /** What stands on the request line: path and query; starts with a slash. */
  readonly target: Bytes;
}

/** Cuts a URL up; undefined where it has no scheme. */
export function splitUrl(url: string): UrlParts | undefined {
  const colon = url.indexOf('://');
  if (colon <= 0) return undefined;
  const scheme = url.slice(0, colon).toLowerCase();
  const [rest = ''] = toBytes(url.slice(colon + 3)).split('#', 1);
  const end = rest.search(/[/?]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const target = end < 0 ? '' : rest.slice(end);
  return {
    scheme,
    authority: authority.slice(authority.lastIndexOf('@') + 1),
    target: target.startsWith('/') ? target : `/${target}`,
  };
}

/** The host of `host:port` as Go's `net.SplitHostPort` cuts it; undefined where that would be an error. */
export function splitHost(hostPort: Bytes): Bytes | undefined {
  const match = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(hostPort);
  return match ? (match[1] ?? match[2]) : undefined;
}

/** An address without the brackets around it. */
export function unbracketed(host: Bytes): Bytes {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}

/** The server name that a TLS client sends for a URL's host: never an address, never a trailing dot. */
export function serverNameOf(authority: Bytes): Bytes {
  const host = splitHost(authority) ?? unbracketed(authority);
  return parseAddress(host) ? '' : trimEnd(host, '.');
}
